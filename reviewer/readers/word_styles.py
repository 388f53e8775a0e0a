"""The styles of a Word document: what they say of headings, numbers, indents, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from reviewer.readers.word_names import is_on, number, value, w, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
_BODY_LEVEL = 9
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Which list, and which level of it, a paragraph is numbered by.

    Attributes:
        list_id: The list; 0 takes the number of the style away.
        level: From 0; None where only the style says which.
    """

    list_id: int
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing.

    Attributes:
        heading_level: From 1; 0 for text that is no heading.
        is_title: Whether it is the style of the document's title.
        is_contents: Whether it is a style of a table of contents.
        place: Its list.
        is_hidden: Whether its text is hidden.
        is_indented: Whether its first line is indented.
    """

    heading_level: int | None = None
    is_title: bool = False
    is_contents: bool = False
    place: NumberPlace | None = None
    is_hidden: bool | None = None
    is_indented: bool | None = None


PLAIN = Style()


class Styles:
    """All styles, each with what it takes over from the style it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iterfind(w("style")) if root is not None else ():
            style_id = element.get(w("styleId"))
            if style_id is None:
                continue
            self._elements[style_id] = element
            is_default = element.get(w("default")) in ("1", "true", "on")
            if is_default and element.get(w("type")) == "paragraph":
                self._default = style_id

    def of(self, style_id: str | None) -> Style:
        """The style with that id; the default style of paragraphs for None."""
        style_id = style_id if style_id is not None else self._default
        if style_id is None or style_id not in self._elements:
            return PLAIN
        if style_id not in self._styles:
            self._styles[style_id] = self._resolved(style_id)
        return self._styles[style_id]

    def list_of(self, style_id: str) -> int | None:
        """The list that a numbering style stands for."""
        element = self._elements.get(style_id)
        place = _own(element).place if element is not None else None
        return place.list_id if place is not None else None

    def hides(self, style_id: str | None) -> bool:
        """Whether a character style hides its text."""
        return style_id is not None and bool(self.of(style_id).is_hidden)

    def _resolved(self, style_id: str) -> Style:
        style, base = PLAIN, style_id
        for _ in range(_DEEPEST):
            element = self._elements.get(base)
            if element is None:
                break
            style = _over(style, _own(element))
            base = value(element, "basedOn") or ""
        return style


def direct(properties: etree._Element | None) -> Style:
    """What the properties of a paragraph or a style say themselves."""
    if properties is None:
        return PLAIN
    level = number(properties, "outlineLvl")
    heading_level = None
    if level is not None:
        heading_level = level + 1 if 0 <= level < _BODY_LEVEL else 0
    return Style(
        heading_level=heading_level, place=_place(properties), is_indented=_is_indented(properties)
    )


def merged(over: Style, under: Style) -> Style:
    """What counts for a paragraph of style `under` with properties `over`."""
    return _over(over, under)


def _own(element: etree._Element) -> Style:
    style = direct(element.find(w("pPr")))
    name = (value(element, "name") or "").strip()
    heading = _HEADING.fullmatch(name)
    if style.heading_level is None and heading is not None:
        style = replace(style, heading_level=int(heading[1]))
    return replace(
        style,
        is_title=name.lower() in _TITLES,
        is_contents=_CONTENTS.fullmatch(name) is not None,
        is_hidden=is_on(element.find(w("rPr")), "vanish"),
    )


def _over(over: Style, under: Style) -> Style:
    place = over.place
    if place is None or (place.level is None and _same_list(place, under.place)):
        place = under.place
    return Style(
        heading_level=under.heading_level if over.heading_level is None else over.heading_level,
        is_title=over.is_title or under.is_title,
        is_contents=over.is_contents or under.is_contents,
        place=place,
        is_hidden=under.is_hidden if over.is_hidden is None else over.is_hidden,
        is_indented=under.is_indented if over.is_indented is None else over.is_indented,
    )


def _same_list(place: NumberPlace, other: NumberPlace | None) -> bool:
    return other is not None and other.list_id == place.list_id


def _place(properties: etree._Element) -> NumberPlace | None:
    element = properties.find(w("numPr"))
    list_id = number(element, "numId")
    level = number(element, "ilvl")
    if list_id is None:
        return None
    return NumberPlace(list_id, level)


def _is_indented(properties: etree._Element) -> bool | None:
    element = properties.find(w("ind"))
    if element is None:
        return None
    values = [whole(element.get(w(name))) for name in ("firstLineChars", "firstLine")]
    given = [number for number in values if number is not None]
    return any(number > 0 for number in given) if given else None
