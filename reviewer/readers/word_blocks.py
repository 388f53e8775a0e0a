"""The content of a Word document as blocks: paragraphs, table rows, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from reviewer.readers.limits import refuse_many_lines
from reviewer.readers.source import SourceBlock
from reviewer.readers.texts import sentence
from reviewer.readers.word_names import ALTERNATIVE, value, w
from reviewer.readers.word_numbering import Numbering
from reviewer.readers.word_styles import PLAIN, Style, Styles, direct, merged
from reviewer.readers.word_text import ParagraphReader, ParagraphText, chosen_alternative

_INDENT = "\u3000\u3000"
_LONGEST_HEADING = 60
_DEEPEST_HEADING = 4
# A cell that holds several paragraphs of together this many characters is text, not a table.
_LONG_CELL = 150
_DROPPED = frozenset({w("del"), w("moveFrom")})
_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
_CONTROL = w("sdt")
_CHANGES = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))


@dataclass(slots=True)
class BlockCounts:
    """What was met on the way.

    Attributes:
        tables: Tables read as tables.
        text_boxes: Text boxes read.
        pictures: Drawings and embedded objects.
        is_embedding: Whether parts of other formats are embedded (`w:altChunk`), not read.
    """

    tables: int = 0
    text_boxes: int = 0
    pictures: int = 0
    is_embedding: bool = False


class WordBlocks:
    """Reads the blocks of a document's parts in order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: Mapping[tuple[str, str], etree._Element],
        path: Path,
    ) -> None:
        self._path = path
        self.counts = BlockCounts()
        self._styles = styles
        self._numbering = numbering
        self._notes = dict(notes)  # each is read once, where it is first referred to
        self._paragraphs = ParagraphReader(styles)
        self._line = 0
        # Text whose paragraph mark a tracked change deletes, and its paragraph's style.
        self._pending: tuple[str, Style] | None = None

    def read(self, container: etree._Element, *, is_furniture: bool = False) -> list[SourceBlock]:
        """The blocks of a body, header, footer, note …, in reading order.

        Raises:
            ReportTooLargeError: They are too many.
        """
        blocks = []
        for block in self._blocks(container):
            blocks.append(block)
            refuse_many_lines(self._path, len(blocks))
        blocks.extend(self._pending_block())
        self._paragraphs.forget_fields()
        if is_furniture:
            return [replace(block, is_furniture=True) for block in blocks]
        return blocks

    def _blocks(self, container: etree._Element) -> Iterator[SourceBlock]:
        for child in container:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield from self._table(child)
            elif tag == _CONTROL:
                yield from self._control(child)
            elif tag == ALTERNATIVE:
                chosen = chosen_alternative(child)
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif tag == w("altChunk"):
                self.counts.is_embedding = True
            elif tag not in _DROPPED:
                yield from self._blocks(child)

    def _control(self, element: etree._Element) -> Iterator[SourceBlock]:
        content = element.find(w("sdtContent"))
        if content is None:
            return
        is_contents = any(
            "table of contents" in gallery.get(w("val"), "").lower()
            for gallery in element.iterfind(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        )
        for block in self._blocks(content):
            yield replace(block, is_furniture=True) if is_contents else block

    def _paragraph(self, element: etree._Element) -> Iterator[SourceBlock]:
        properties = element.find(w("pPr"))
        style_id = value(properties, "pStyle")
        style = merged(direct(properties), self._styles.of(style_id))
        found = self._paragraphs.read(element, is_hidden=bool(style.is_hidden))
        self.counts.pictures += found.pictures
        text = found.text
        if self._pending is not None:
            text, style = self._pending[0] + text, self._pending[1]
            self._pending = None
        elif style.place is not None and (text.strip() or not found.pictures):
            text = self._numbered(text, style, style_id)
        if _is_mark_deleted(properties):
            self._pending = (text, style)
        else:
            yield self._block(text, style)
        yield from self._beside(found)

    def _numbered(self, text: str, style: Style, style_id: str | None) -> str:
        label = self._numbering.label(style.place, style_id) if style.place is not None else ""
        return label + text.lstrip() if label and text.strip() else text

    def _block(self, text: str, style: Style) -> SourceBlock:
        self._line += 1
        if style.is_indented and text[:1].strip():
            text = _INDENT + text
        return SourceBlock(
            text,
            self._line,
            heading_level=_heading_level(text.strip(), style),
            is_title=style.is_title,
            is_furniture=style.is_contents,
        )

    def _pending_block(self) -> Iterator[SourceBlock]:
        if self._pending is not None:
            text, style = self._pending
            self._pending = None
            yield self._block(text, style)

    def _beside(self, found: ParagraphText) -> Iterator[SourceBlock]:
        """The text boxes that stand at a paragraph, and the notes it refers to."""
        for box in found.boxes:
            self.counts.text_boxes += 1
            yield from self._blocks(box)
        for key in found.notes:
            note = self._notes.pop(key, None)
            if note is None:
                continue
            texts = (block.text.strip() for block in self._blocks(note))
            text = " ".join(text for text in texts if text)
            if text:
                yield self._block(sentence("blocks", "note", text=text), PLAIN)

    def _table(self, element: etree._Element) -> Iterator[SourceBlock]:
        """The rows of a table; a table that only arranges text gives the text."""
        rows = [
            [self._cell(cell) for cell in _members(row, _CELL)]
            for row in _members(element, _ROW)
            if row.find(f"{w('trPr')}/{w('del')}") is None
        ]
        cells = [cell for row in rows for cell in row]
        if len(cells) <= len(rows) or any(map(_is_long, cells)):
            for cell in cells:
                yield from cell
            return
        self.counts.tables += 1
        for row in rows:
            self._line += 1
            text = "\t".join(" ".join(_texts(cell)) for cell in row)
            yield SourceBlock(text, self._line, is_table=True)

    def _cell(self, element: etree._Element) -> list[SourceBlock]:
        return [*self._blocks(element), *self._pending_block()]


def count_changes(root: etree._Element) -> int:
    """Tracked insertions, deletions and moves of text, rows and cells."""
    mark = w("rPr")
    changes = 0
    for element in root.iter(*_CHANGES):
        parent = element.getparent()
        changes += parent is not None and parent.tag != mark
    return changes


def _heading_level(text: str, style: Style) -> int | None:
    """The level of a heading; a style of headings on a whole paragraph of text says nothing."""
    if not style.heading_level or style.is_title or not text or len(text) > _LONGEST_HEADING:
        return None
    if "。" in text[:-1] or "\n" in text:
        return None
    return min(style.heading_level, _DEEPEST_HEADING)


def _is_mark_deleted(properties: etree._Element | None) -> bool:
    """Whether a tracked change joins the paragraph with the next one."""
    mark = properties.find(w("rPr")) if properties is not None else None
    return mark is not None and any(mark.find(tag) is not None for tag in _DROPPED)


def _members(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _DROPPED and child.tag != _TABLE:
            yield from _members(child, tag)


def _texts(cell: list[SourceBlock]) -> list[str]:
    return [text for block in cell if (text := " ".join(block.text.split()))]


def _is_long(cell: list[SourceBlock]) -> bool:
    if any(block.is_table for block in cell):
        return True
    texts = _texts(cell)
    return len(texts) > 1 and sum(map(len, texts)) > _LONG_CELL
