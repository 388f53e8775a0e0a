"""Paragraphs, cells, notes and text boxes of an RTF document, put into blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.readers.source import SourceBlock
from reviewer.readers.texts import sentence

_INDENT = "\u3000\u3000"
_LONGEST_HEADING = 60
_DEEPEST_HEADING = 4
_LONG_CELL = 150
_ENDS_APART = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@dataclass(slots=True)
class ParagraphLook:
    """What is said of a paragraph.

    Attributes:
        level: Level of a heading, or None.
        is_indented: Whether its first line is indented.
        is_in_table: Whether it stands in a table.
    """

    level: int | None = None
    is_indented: bool = False
    is_in_table: bool = False


@dataclass(slots=True)
class RtfLayout:
    """Collects text by where it belongs and gives blocks in reading order.

    Attributes:
        blocks: Blocks of the body so far.
        furniture: Lines of headers and footers.
        tables: Tables read.
        text_boxes: Text boxes read.
    """

    blocks: list[SourceBlock] = field(default_factory=list)
    furniture: dict[str, None] = field(default_factory=dict)
    tables: int = 0
    text_boxes: int = 0
    _parts: dict[str, list[str]] = field(default_factory=dict)
    _cells: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)

    def add(self, target: str, text: str) -> None:
        """Adds text to the open paragraph of a target: body, note, box, label or furniture."""
        self._parts.setdefault(target, []).append(text)

    def end_paragraph(self, target: str, look: ParagraphLook) -> None:
        """Ends the open paragraph of a target."""
        if target == "body":
            if look.is_in_table:
                self.add("body", "\n")
            else:
                self._end_table()
                self._block(self._taken("body"), look)
                self._beside()
            return
        text = self._taken(target)
        if not text.strip():
            return
        if target == "note":
            self._notes.append(" ".join(text.split()))
        elif target == "box":
            self._boxes.append(text)
        elif target == "furniture":
            self.furniture[text] = None
        elif target == "label":
            self._label(text.strip())

    def end_cell(self) -> None:
        """Ends a cell of a table."""
        self._cells.append(self._taken("body").strip("\n"))

    def end_row(self) -> None:
        """Ends a row; a row that only arranges text gives paragraphs."""
        cells, self._cells = self._cells, []
        is_text = len(cells) == 1 or any("\n" in cell and len(cell) > _LONG_CELL for cell in cells)
        if is_text:
            for line in "\n".join(cells).split("\n"):
                self._block(line, ParagraphLook())
        elif cells:
            if not self.blocks or not self.blocks[-1].is_table:
                self.tables += 1
            row = "\t".join(" ".join(cell.split()) for cell in cells)
            self.blocks.append(SourceBlock(row, len(self.blocks) + 1, is_table=True))
        self._beside()

    def end(self, look: ParagraphLook) -> None:
        """Ends the document, whatever is still open."""
        for target in ("note", "box", "furniture", "label"):
            self.end_paragraph(target, look)
        self._end_table()
        self._block(self._taken("body"), look)
        self._beside()

    def _end_table(self) -> None:
        """Ends a row that was left open."""
        if self._cells:
            rest = self._taken("body")
            self.end_row()
            self.add("body", rest)

    def _beside(self) -> None:
        """The notes and text boxes of the paragraph or row that has just ended."""
        for note in self._notes:
            self._block(sentence("blocks", "note", text=note), ParagraphLook())
        for box in self._boxes:
            self._block(box, ParagraphLook())
        self._notes.clear()
        self._boxes.clear()

    def _label(self, label: str) -> None:
        """The number of a list item; bullets are left out."""
        if any(character.isalnum() for character in label):
            self.add("body", f"{label} " if label[-1] in _ENDS_APART else label)

    def _block(self, text: str, look: ParagraphLook) -> None:
        shown = text.strip()
        level = look.level
        if level is not None and (len(shown) > _LONGEST_HEADING or "。" in shown[:-1]):
            level = None
        if look.is_indented and text[:1].strip():
            text = _INDENT + text
        number = len(self.blocks) + 1
        heading_level = min(level, _DEEPEST_HEADING) if level is not None and shown else None
        self.blocks.append(SourceBlock(text, number, heading_level=heading_level))

    def _taken(self, target: str) -> str:
        text = "".join(self._parts.pop(target, ()))
        if any("\ud800" <= character <= "\udfff" for character in text):
            # Characters outside the first plane come as two halves.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text
