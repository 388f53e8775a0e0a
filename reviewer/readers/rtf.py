r"""RTF documents (.rtf) to blocks: bytes in any code page, \u, fields, tables, notes, boxes."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reviewer.domain.report import Quality
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.limits import read_bytes, refuse_long_text, refuse_many_lines
from reviewer.readers.rtf_layout import ParagraphLook, RtfLayout
from reviewer.readers.rtf_tokens import Token, TokenKind, tokens_of
from reviewer.readers.rtf_words import (
    CHARACTERS,
    DOCUMENT_ENCODINGS,
    FONT_ENCODINGS,
    HIDING,
    OPTIONAL_WITH_TEXT,
    PARAGRAPH_ENDS,
    SIGNS,
    SKIPPED,
    TARGETS,
)
from reviewer.readers.source import SourceBlock, SourceDocument
from reviewer.readers.texts import sentence

_MAX_TOKENS = 500_000
_MAX_DEPTH = 2_000
_BODY_LEVEL = 9
_SIGNATURE = b"{\\rtf"


@dataclass(slots=True)
class _State:
    r"""What a group takes over from the one around it.

    Attributes:
        hidden: Switches that hide the text.
        is_font_table: Whether it describes fonts.
        font: Number of the font.
        fallback: How many characters follow each \u for readers without Unicode.
        target: Where its text goes.
        look: What is said of the paragraph.
    """

    hidden: frozenset[str] = frozenset()
    is_font_table: bool = False
    font: int | None = None
    fallback: int = 1
    target: str = "body"
    look: ParagraphLook = field(default_factory=ParagraphLook)


def read_rtf(path: Path) -> SourceDocument:
    """The paragraphs and table rows of an RTF file; headers and footers are furniture.

    Raises:
        UnreadableReportError: It cannot be read, is no RTF, or is nested too deeply.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_SIGNATURE):
        raise UnreadableReportError(path, sentence("errors", "no_rtf"))
    reading = _Reading(path)
    for number, token in enumerate(tokens_of(data)):
        if number > _MAX_TOKENS:
            text = sentence("errors", "too_many_rtf_words", limit=f"{_MAX_TOKENS:,}")
            raise ReportTooLargeError(path, text)
        reading.read(token)
    return reading.document(data)


class _Reading:
    """One document while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._layout = RtfLayout()
        self._state = _State()
        self._states: list[_State] = []
        self._skipping = 0  # depth inside a group that is left out; 0 outside of any
        self._is_optional = False  # behind \*, which leads groups that readers may leave out
        self._to_drop = 0  # characters for readers without Unicode, still to come
        self._fonts: dict[int, str] = {}
        self._default_font: int | None = None
        self._encoding = "cp1252"
        self._decoder: codecs.IncrementalDecoder | None = None
        self._decoder_encoding = ""
        self._undecodable = 0
        self._changes = 0
        self._pictures = 0
        self._characters = 0
        self._words: Mapping[str, Callable[[int | None], None]] = {
            "ansicpg": self._set_encoding,
            "cell": self._end_cell,
            "f": self._set_font,
            "fcharset": self._set_charset,
            "fi": self._set_indent,
            "cufi": self._set_indent,
            "deff": self._set_default_font,
            "fonttbl": self._open_fonts,
            "intbl": self._set_in_table,
            "nestcell": lambda _: self._add("\n"),
            "outlinelevel": self._set_level,
            "pard": self._reset_paragraph,
            "plain": self._reset_characters,
            "revised": self._count_change,
            "row": self._end_row,
            "u": self._add_unicode,
            "uc": self._set_fallback,
        }

    def read(self, token: Token) -> None:
        kind = token.kind
        if self._skipping:
            self._skipping += (kind is TokenKind.OPEN) - (kind is TokenKind.CLOSE)
            if self._skipping:
                return
        if kind is TokenKind.BYTES or kind is TokenKind.TEXT:
            self._add_bytes(token.data)
        elif kind is TokenKind.OPEN:
            self._open_group()
        elif kind is TokenKind.CLOSE:
            self._close_group()
        elif self._to_drop:
            self._to_drop -= 1
        elif kind is TokenKind.SIGN:
            self._read_sign(token.name)
        else:
            self._read_word(token.name, token.number)

    def document(self, data: bytes) -> SourceDocument:
        is_cut = bool(self._states)
        self._finish_bytes()
        layout = self._layout
        layout.end(self._state.look)
        if self._pictures and not any(block.text.strip() for block in layout.blocks):
            raise UnreadableReportError(self._path, sentence("errors", "only_pictures"))
        warnings = []
        if is_cut:
            warnings.append(sentence("warnings", "cut_off"))
        if self._changes:
            warnings.append(sentence("warnings", "tracked_changes", count=self._changes))
        if self._undecodable:
            warnings.append(sentence("warnings", "undecodable", count=self._undecodable))
        furniture = [
            SourceBlock(text, number, is_furniture=True)
            for number, text in enumerate(layout.furniture, start=1)
        ]
        return SourceDocument(
            path=str(self._path),
            sha256=hashlib.sha256(data).hexdigest(),
            format="rtf",
            encoding=None,
            blocks=(*furniture, *layout.blocks),
            quality=Quality(
                tables=layout.tables,
                text_boxes=layout.text_boxes,
                tracked_changes=self._changes,
                undecodable_bytes=self._undecodable,
            ),
            warnings=tuple(warnings),
        )

    def _open_group(self) -> None:
        self._to_drop = 0
        self._is_optional = False
        if len(self._states) >= _MAX_DEPTH:
            raise UnreadableReportError(self._path, sentence("errors", "too_deep_rtf"))
        self._states.append(self._state)
        self._state = replace(self._state, look=replace(self._state.look))

    def _close_group(self) -> None:
        self._to_drop = 0
        self._is_optional = False
        if not self._states:
            return
        inner, self._state = self._state, self._states.pop()
        if inner.target != self._state.target:
            self._finish_bytes()
            self._layout.end_paragraph(inner.target, inner.look)

    def _read_sign(self, sign: str) -> None:
        if sign == "*":
            self._is_optional = True
        elif sign in "\r\n":
            self._end_paragraph()
        elif sign in SIGNS:
            self._add(SIGNS[sign])

    def _read_word(self, name: str, number: int | None) -> None:
        is_optional, self._is_optional = self._is_optional, False
        if name in SKIPPED or (is_optional and name not in OPTIONAL_WITH_TEXT):
            self._pictures += name == "pict"
            self._skipping = 1
        elif name in self._words:
            self._words[name](number)
        elif name in CHARACTERS:
            self._add(CHARACTERS[name])
        elif name in PARAGRAPH_ENDS:
            self._end_paragraph()
        elif name in HIDING:
            self._switch(name, is_on=number != 0)
        elif name in TARGETS:
            self._turn_to(TARGETS[name])

    def _switch(self, name: str, *, is_on: bool) -> None:
        self._finish_bytes()
        hidden = self._state.hidden
        self._state.hidden = hidden | {name} if is_on else hidden - {name}
        self._changes += is_on and name == "deleted"

    def _turn_to(self, target: str) -> None:
        self._finish_bytes()
        self._state.target = target
        self._layout.text_boxes += target == "box"

    def _add(self, text: str) -> None:
        self._finish_bytes()
        self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if not text or state.hidden or state.is_font_table:
            return
        self._characters += len(text)
        refuse_long_text(self._path, self._characters)
        self._layout.add(state.target, text)

    def _add_bytes(self, data: bytes) -> None:
        if self._to_drop:
            dropped = min(self._to_drop, len(data))
            self._to_drop -= dropped
            data = data[dropped:]
        state = self._state
        if not data or state.hidden or state.is_font_table:
            return
        encoding = self._fonts.get(state.font, self._encoding) if state.font is not None else ""
        encoding = encoding or self._encoding
        if self._decoder is None or encoding != self._decoder_encoding:
            self._finish_bytes()
            self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
            self._decoder_encoding = encoding
        text = self._decoder.decode(data)
        self._undecodable += text.count("\ufffd")
        self._write(text)

    def _finish_bytes(self) -> None:
        """Gives up half a character that nothing follows."""
        if self._decoder is not None:
            rest = self._decoder.decode(b"", final=True)
            self._undecodable += rest.count("\ufffd")
            self._write(rest)
            self._decoder = None

    def _add_unicode(self, number: int | None) -> None:
        if number is not None:
            self._add(chr(number & 0xFFFF))
        self._to_drop = self._state.fallback

    def _end_paragraph(self) -> None:
        self._finish_bytes()
        self._layout.end_paragraph(self._state.target, self._state.look)
        refuse_many_lines(self._path, len(self._layout.blocks))

    def _end_cell(self, _: int | None) -> None:
        self._finish_bytes()
        self._layout.end_cell()

    def _end_row(self, _: int | None) -> None:
        self._finish_bytes()
        self._layout.end_row()
        refuse_many_lines(self._path, len(self._layout.blocks))

    def _open_fonts(self, _: int | None) -> None:
        self._state.is_font_table = True

    def _set_encoding(self, number: int | None) -> None:
        self._encoding = DOCUMENT_ENCODINGS.get(number or 0, self._encoding)

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = self._state.font = number

    def _set_font(self, number: int | None) -> None:
        self._state.font = number

    def _set_charset(self, number: int | None) -> None:
        encoding = FONT_ENCODINGS.get(number or 0)
        if encoding is not None and self._state.font is not None:
            self._fonts[self._state.font] = encoding

    def _set_fallback(self, number: int | None) -> None:
        self._state.fallback = max(number or 0, 0)

    def _set_indent(self, number: int | None) -> None:
        self._state.look.is_indented = (number or 0) > 0

    def _set_level(self, number: int | None) -> None:
        is_heading = number is not None and 0 <= number < _BODY_LEVEL
        self._state.look.level = number + 1 if is_heading and number is not None else None

    def _set_in_table(self, _: int | None) -> None:
        self._state.look.is_in_table = True

    def _reset_paragraph(self, _: int | None) -> None:
        self._state.look = ParagraphLook()

    def _reset_characters(self, _: int | None) -> None:
        self._finish_bytes()
        self._state.hidden = frozenset()
        self._state.font = self._default_font

    def _count_change(self, number: int | None) -> None:
        self._changes += number != 0
