"""The text of one Word paragraph: runs, fields, symbols, tracked changes, text boxes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reviewer.readers.word_names import (
    ALTERNATIVE,
    CHOICE,
    FALLBACK,
    MATH_TEXT,
    PARAGRAPH_MATH,
    is_on,
    value,
    w,
    whole,
)
from reviewer.readers.word_styles import Styles

_PRIVATE = 0xF000
_LONGEST_CODE = 3
# Signs of the fonts Wingdings and Symbol that reports use, by their codes.
_SYMBOLS = {
    0x52: "☑",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0xA3: "□",
    0xA8: "□",
    0xD7: "×",
    0xFC: "√",
    0xFD: "×",
    0xFE: "☑",
}
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_DROPPED = frozenset({w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("sdtPr"), w("rt")})
_OBJECTS = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_MATH = frozenset(PARAGRAPH_MATH)
_RUN, _TEXT, _SYMBOL, _FIELD, _BOX = w("r"), w("t"), w("sym"), w("fldChar"), w("txbxContent")
_RUN_PROPERTIES = w("rPr")
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds.

    Attributes:
        parts: Its text in pieces.
        boxes: Its text boxes (`w:txbxContent`), each once, in order.
        notes: The notes it refers to: ("footnote" or "endnote", id).
        pictures: Number of drawings and embedded objects in it.
    """

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0

    @property
    def text(self) -> str:
        """The text in one piece."""
        return "".join(self.parts)


class ParagraphReader:
    """Reads paragraphs in document order; a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # For each open field whether its result has begun; what stands before is its code.
        self._fields: list[bool] = []
        self._open_codes = 0
        self._code_paragraphs = 0  # paragraphs that end inside the code of a field, in a row
        self._readers: dict[str, Callable[[etree._Element, ParagraphText], None]] = {
            _RUN: self._read_run,
            ALTERNATIVE: self._read_alternative,
            **dict.fromkeys(_MATH, _read_formula),
        }

    def read(self, paragraph: etree._Element, *, is_hidden: bool = False) -> ParagraphText:
        """The content of a paragraph.

        Args:
            paragraph: A `w:p`.
            is_hidden: Whether its style hides its text.
        """
        found = ParagraphText()
        self._read_children(paragraph, found)
        self._code_paragraphs = self._code_paragraphs + 1 if self._open_codes else 0
        if self._code_paragraphs > _LONGEST_CODE:  # a field without end: the rest is text
            self.forget_fields()
        if is_hidden:
            found.parts.clear()
        return found

    def forget_fields(self) -> None:
        """Closes all fields, at the end of a part of the document."""
        self._fields.clear()
        self._open_codes = 0
        self._code_paragraphs = 0

    def _read_children(self, element: etree._Element, found: ParagraphText) -> None:
        for child in element:
            tag = child.tag
            if tag in _DROPPED:
                continue
            reader = self._readers.get(tag)
            if reader is not None:
                reader(child, found)
            else:  # links, simple fields, content controls, insertions …
                self._read_children(child, found)

    def _read_alternative(self, element: etree._Element, found: ParagraphText) -> None:
        chosen = chosen_alternative(element)
        if chosen is not None:
            self._read_children(chosen, found)

    def _read_run(self, run: etree._Element, found: ParagraphText) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None and self._is_hidden(properties):
            self._follow_fields(run)
            return
        for child in run:
            self._read_run_child(child, found)

    def _read_run_child(self, child: etree._Element, found: ParagraphText) -> None:
        tag = child.tag
        text = _characters(child)
        if text:
            if not self._open_codes:
                found.parts.append(text)
        elif tag == _FIELD:
            self._follow_field(child)
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(w("id"), "")))
        elif tag in _OBJECTS:
            found.pictures += 1
            found.boxes.extend(_boxes(child))
        elif tag == ALTERNATIVE:
            chosen = chosen_alternative(child)
            for inner in chosen if chosen is not None else ():
                self._read_run_child(inner, found)
        elif tag == _RUBY:
            for base in child.iterfind(_RUBY_BASE):
                self._read_children(base, found)

    def _is_hidden(self, properties: etree._Element) -> bool:
        hidden = is_on(properties, "vanish")
        if hidden is None:
            hidden = self._styles.hides(value(properties, "rStyle"))
        return hidden

    def _follow_fields(self, run: etree._Element) -> None:
        for child in run.iterfind(_FIELD):
            self._follow_field(child)

    def _follow_field(self, element: etree._Element) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(False)
            self._open_codes += 1
        elif kind == "separate" and self._fields:
            self._open_codes -= not self._fields[-1]
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._open_codes -= not self._fields.pop()


def chosen_alternative(element: etree._Element) -> etree._Element | None:
    """The one content of an `mc:AlternateContent` that is read."""
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a drawing; of alternatives only the one that is read."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == ALTERNATIVE:
            chosen = chosen_alternative(child)
            if chosen is not None:
                yield from _boxes(chosen)
        else:
            yield from _boxes(child)


def _read_formula(element: etree._Element, found: ParagraphText) -> None:
    found.parts.extend(child.text for child in element.iter(MATH_TEXT) if child.text)


def _characters(element: etree._Element) -> str | None:
    """What an element of a run stands for as text; None for anything else."""
    if element.tag == _TEXT:
        return element.text
    return _symbol(element) if element.tag == _SYMBOL else _CHARACTERS.get(element.tag)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    font = element.get(w("font"), "")
    if font.startswith(("Wingdings", "Symbol")) or code >= _PRIVATE:
        return _SYMBOLS.get(code & 0xFF, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""  # noqa: PLR2004 - no controls, no surrogates


def note_id(element: etree._Element) -> str | None:
    """The id of a footnote or endnote; None for the separators among them."""
    if element.get(w("type"), "normal") != "normal":
        return None
    return None if whole(element.get(w("id"))) is None else element.get(w("id"))
