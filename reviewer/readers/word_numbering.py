"""Automatic numbers of a Word document, written out as Word shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reviewer.readers.number_words import number_text
from reviewer.readers.word_names import is_on, number, value, w, whole
from reviewer.readers.word_styles import NumberPlace, Styles

_LEVELS = 9
_LONGEST_PATTERN = 60
_PLACEHOLDER = re.compile("%([1-9])")
_ENDS_APART = re.compile(r"[A-Za-z0-9]$")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list.

    Attributes:
        start: The first number.
        form: Name of the format of the number (`w:numFmt`).
        pattern: The text with %1 … %9 for the numbers of the levels.
        restart: 1-based level whose number starts this one anew (deeper: the level itself minus
            one); 0 for never.
        is_legal: Whether all numbers in it are shown in figures.
    """

    start: int
    form: str
    pattern: str
    restart: int | None
    is_legal: bool


@dataclass(slots=True)
class _List:
    """A list (`w:num`): its levels, and where its numbers start anew."""

    abstract_id: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


class Numbering:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[int, _List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        # Per abstract list, which all lists made from it count on: the number of each level.
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root, styles)

    def label(self, place: NumberPlace, style_id: str | None = None) -> str:
        """The number of the next paragraph at that place, as shown; "" for bullets and no list.

        A number that ends in a letter or figure is followed by a blank.
        """
        found = self._lists.get(place.list_id)
        if found is None:
            return ""
        index = place.level
        if index is None:
            index = self._style_levels.get((found.abstract_id, style_id or ""), 0)
        level = found.levels.get(index)
        if level is None:
            return ""
        counters = self._counters.setdefault(found.abstract_id, {})
        self._begin(found, counters)
        counters[index] = counters[index] + 1 if index in counters else level.start
        self._restart(found, counters, index)
        text = _PLACEHOLDER.sub(
            lambda match: _shown(found, counters, int(match[1]) - 1, level), level.pattern
        )
        if level.form == "bullet":
            return ""
        return text + " " if _ENDS_APART.search(text) else text

    @staticmethod
    def _begin(found: _List, counters: dict[int, int]) -> None:
        """A list met for the first time starts its overridden levels anew."""
        if found.is_begun:
            return
        found.is_begun = True
        for index, start in found.overrides.items():
            counters[index] = start - 1

    @staticmethod
    def _restart(found: _List, counters: dict[int, int], index: int) -> None:
        for deeper in [other for other in counters if other > index]:
            level = found.levels.get(deeper)
            restart = deeper if level is None or level.restart is None else level.restart
            if restart and index < restart:
                del counters[deeper]

    def _read(self, root: etree._Element, styles: Styles) -> None:
        abstracts = {
            element.get(w("abstractNumId"), ""): element
            for element in root.iterfind(w("abstractNum"))
        }
        references = {
            whole(element.get(w("numId"))): value(element, "abstractNumId") or ""
            for element in root.iterfind(w("num"))
        }
        levels: dict[str, dict[int, _Level]] = {}
        for element in root.iterfind(w("num")):
            list_id = whole(element.get(w("numId")))
            abstract_id = value(element, "abstractNumId") or ""
            abstract = abstracts.get(abstract_id)
            link = value(abstract, "numStyleLink")
            if link is not None:
                abstract_id = references.get(styles.list_of(link), abstract_id)
                abstract = abstracts.get(abstract_id, abstract)
            if list_id is None or abstract is None:
                continue
            if abstract_id not in levels:
                levels[abstract_id] = self._levels(abstract, abstract_id)
            found = _List(abstract_id, dict(levels[abstract_id]))
            for override in element.iterfind(w("lvlOverride")):
                self._override(found, override)
            self._lists[list_id] = found

    def _levels(self, abstract: etree._Element, abstract_id: str) -> dict[int, _Level]:
        levels = {}
        for element in abstract.iterfind(w("lvl")):
            index = whole(element.get(w("ilvl")))
            if index is None or not 0 <= index < _LEVELS:
                continue
            levels[index] = _level(element)
            style_id = value(element, "pStyle")
            if style_id is not None:
                self._style_levels[abstract_id, style_id] = index
        return levels

    @staticmethod
    def _override(found: _List, override: etree._Element) -> None:
        index = whole(override.get(w("ilvl")))
        if index is None or not 0 <= index < _LEVELS:
            return
        element = override.find(w("lvl"))
        if element is not None:
            found.levels[index] = _level(element)
        start = number(override, "startOverride")
        if start is not None:
            found.overrides[index] = start


def _shown(found: _List, counters: dict[int, int], index: int, asking: _Level) -> str:
    level = found.levels.get(index)
    if level is None:
        return ""
    count = counters.get(index, level.start)
    return number_text(count, "decimal" if asking.is_legal else level.form)


def _level(element: etree._Element) -> _Level:
    start = number(element, "start")
    # A format of its own stands in an mc:AlternateContent, its nearest usual one in the fallback.
    forms = [form.get(w("val")) for form in element.iter(w("numFmt"))]
    known = [form for form in forms if form and form != "custom"]
    return _Level(
        start=1 if start is None else start,
        form=known[0] if known else "decimal",
        pattern=(value(element, "lvlText") or "").strip()[:_LONGEST_PATTERN],
        restart=number(element, "lvlRestart"),
        is_legal=bool(is_on(element, "isLgl")),
    )
