"""Word documents (.docx, also as WPS writes them) to blocks."""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import Path

from lxml import etree

from reviewer.domain.report import Quality
from reviewer.errors import UnreadableReportError
from reviewer.readers.content_format import is_encrypted_office, suffix_of_content
from reviewer.readers.limits import read_bytes, refuse_many_pages
from reviewer.readers.source import SourceBlock, SourceDocument
from reviewer.readers.texts import sentence
from reviewer.readers.word_blocks import WordBlocks, count_changes
from reviewer.readers.word_names import RELATIONSHIP_ID, transitional, w, whole
from reviewer.readers.word_numbering import Numbering
from reviewer.readers.word_styles import Styles
from reviewer.readers.word_text import note_id
from reviewer.readers.xml_parts import Package, parse_xml

_MAIN = "word/document.xml"
_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))
_REFERENCES = ("headerReference", "footerReference")


def read_word_document(path: Path) -> SourceDocument:
    """The paragraphs, table rows, text boxes and notes of a .docx file.

    Headers, footers and the table of contents are marked as furniture. Insertions are read,
    deletions, comments and hidden text are not; automatic numbers are written out.

    Raises:
        UnreadableReportError: It cannot be read, is damaged, encrypted or no Word document.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    if is_encrypted_office(data):
        raise UnreadableReportError(path, sentence("errors", "encrypted"))
    if not data.startswith(b"PK"):
        raise UnreadableReportError(path, sentence("errors", "no_docx"))
    return _Reading(Package(data, path), path).document(data)


class _Reading:
    """One document while it is read."""

    def __init__(self, package: Package, path: Path) -> None:
        self._package = package
        self._path = path
        self._main = self._main_name()
        self._targets = self._relationships(self._main)

    def document(self, data: bytes) -> SourceDocument:
        root = self._part(self._main)
        body = root.find(w("body")) if root is not None else None
        if root is None or body is None:
            raise UnreadableReportError(self._path, self._what_it_is(data))
        pages = self._pages()
        styles = Styles(self._related("styles"))
        numbering = Numbering(self._related("numbering"), styles)
        reader = WordBlocks(styles, numbering, self._notes(), self._path)
        blocks = reader.read(body)
        counts = reader.counts
        if counts.pictures and not any(block.text.strip() for block in blocks):
            raise UnreadableReportError(self._path, sentence("errors", "only_pictures"))
        changes = count_changes(root)
        quality = Quality(
            pages=pages,
            tables=counts.tables,
            text_boxes=counts.text_boxes,
            tracked_changes=changes,
        )
        warnings = []
        if changes:
            warnings.append(sentence("warnings", "tracked_changes", count=changes))
        if counts.is_embedding:
            warnings.append(sentence("warnings", "embedded_parts"))
        return SourceDocument(
            path=str(self._path),
            sha256=hashlib.sha256(data).hexdigest(),
            format="docx",
            encoding=None,
            blocks=(*self._furniture(root, reader), *blocks),
            quality=quality,
            warnings=tuple(warnings),
        )

    def _main_name(self) -> str:
        return self._relationships("").get("officeDocument", {}).get("", _MAIN)

    def _relationships(self, name: str) -> dict[str, dict[str, str]]:
        """Per kind of relationship: id -> part; "" -> the first part of that kind."""
        folder, file = posixpath.split(name)
        root = self._package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, dict[str, str]] = {}
        for element in root if root is not None else ():
            kind = element.get("Type", "").rpartition("/")[2]
            target = element.get("Target", "")
            if element.get("TargetMode") == "External" or not target:
                continue
            part = posixpath.normpath(posixpath.join("/", folder, target))
            targets = found.setdefault(kind, {})
            targets.setdefault("", part)
            targets[element.get("Id", "")] = part
        return found

    def _related(self, kind: str) -> etree._Element | None:
        name = self._targets.get(kind, {}).get("")
        return self._part(name) if name is not None else None

    def _part(self, name: str) -> etree._Element | None:
        data = self._package.read(name)
        return None if data is None else parse_xml(transitional(data), self._path)

    def _notes(self) -> dict[tuple[str, str], etree._Element]:
        notes = {}
        for kind, part in _NOTES:
            root = self._related(part)
            for element in root if root is not None else ():
                identity = note_id(element)
                if identity is not None:
                    notes[kind, identity] = element
        return notes

    def _furniture(self, root: etree._Element, reader: WordBlocks) -> list[SourceBlock]:
        """The text of headers and footers, each once."""
        names: dict[str, None] = {}
        for kind, reference in zip(("header", "footer"), _REFERENCES, strict=True):
            for element in root.iter(w(reference)):
                name = self._targets.get(kind, {}).get(element.get(RELATIONSHIP_ID, ""))
                if name is not None:
                    names[name] = None
        blocks: dict[str, SourceBlock] = {}
        for name in names:
            part = self._part(name)
            for block in reader.read(part, is_furniture=True) if part is not None else ():
                if block.text.strip():
                    blocks.setdefault(block.text, block)
        return list(blocks.values())

    def _pages(self) -> int | None:
        """The number of pages when the document was last saved, where it says so."""
        try:
            root = self._package.xml("docProps/app.xml")
        except UnreadableReportError:
            return None  # only the number of pages would stand there
        pages = whole(root.findtext(_PAGES)) if root is not None else None
        if pages is None or pages < 1:
            return None
        refuse_many_pages(self._path, pages)
        return pages

    def _what_it_is(self, data: bytes) -> str:
        names = self._package.names
        if any(name.startswith("xl/") for name in names):
            return sentence("errors", "no_docx_but", what=sentence("file_kinds", "workbook"))
        if any(name.startswith("ppt/") for name in names):
            return sentence("errors", "no_docx_but", what=sentence("file_kinds", "slides"))
        if suffix_of_content(data) == ".ofd":
            return sentence("errors", "no_docx_but", what=sentence("file_kinds", "ofd"))
        if "[content_types].xml" not in names:
            return sentence("errors", "no_docx_but", what=sentence("file_kinds", "archive"))
        return sentence("errors", "damaged")
