"""OFD files (GB/T 33190) to blocks: a zip of XML with the place of every run of text."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from reviewer.domain.report import Quality
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.columns import Piece
from reviewer.readers.limits import read_bytes, refuse_long_text, refuse_many_pages
from reviewer.readers.ofd_text import (
    PageText,
    children,
    first_child,
    local_name,
    read_page,
    sizes_of,
)
from reviewer.readers.page_layout import LaidOutPage, blocks_of_pages
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence
from reviewer.readers.xml_parts import Package

_ROOT = "OFD.xml"
_ENCRYPTIONS = "encryptions.xml"
_A4 = (0.0, 0.0, 210.0, 297.0)
_MAX_OBJECTS = 400_000
_SCANNED_NAMED = 20
_LONGEST_PART = 80


@dataclass(slots=True)
class _Document:
    """What one document of the file says about all its pages.

    Attributes:
        folder: Where it lies in the package.
        box: Left, top, width and height of a page that does not say its own.
        pages: Where the contents of each page lie.
        templates: Where those of each template lie, by its identifier.
    """

    folder: str
    box: tuple[float, float, float, float] = _A4
    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)


def read_ofd(path: Path) -> SourceDocument:
    """The paragraphs of an OFD file, in reading order, with their pages.

    Raises:
        UnreadableReportError: No OFD file, damaged, locked, or a scan without text.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    texts = list(_Reading(path, Package(data, path)).pages())
    if not any(text.pieces for text in texts):
        texts = [_of_template(text) for text in texts]  # some programs put all text there
    scanned = tuple(
        number for number, text in enumerate(texts, start=1) if text.has_picture and not text.pieces
    )
    if not any(text.pieces for text in texts):
        raise UnreadableReportError(path, sentence("errors", "scan" if scanned else "no_text"))
    return SourceDocument(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        format="ofd",
        encoding=None,
        blocks=blocks_of_pages([_laid_out(text) for text in texts]),
        quality=Quality(pages=len(texts), scanned_pages=scanned),
        warnings=tuple(_warnings(scanned)),
    )


class _Reading:
    """Walks through a package; what it may cost is counted over all pages."""

    def __init__(self, path: Path, package: Package) -> None:
        self._path = path
        self._package = package
        self._templates: dict[str, PageText] = {}
        self._objects = 0
        self._characters = 0

    def pages(self) -> Iterator[PageText]:
        """The text of each page of each document, in order."""
        root = self._package.xml(_ROOT)
        if root is None:
            raise UnreadableReportError(self._path, sentence("errors", "no_ofd"))
        if _ENCRYPTIONS in self._package.names:
            raise UnreadableReportError(self._path, sentence("errors", "ofd_password"))
        documents = [self._document(place) for place in _texts(root, "DocRoot")]
        refuse_many_pages(self._path, sum(len(document.pages) for document in documents))
        for document in documents:
            for place in document.pages:
                yield self._page(document, place)

    def _document(self, place: str) -> _Document:
        place = _resolved("", place)
        root = self._xml(place)
        document = _Document(posixpath.dirname(place))
        for element in root.iter(etree.Element):
            name = local_name(element)
            if name == "PhysicalBox":
                document.box = sizes_of(element.text, document.box)
            elif name == "Page":
                document.pages.append(_resolved(document.folder, element.get("BaseLoc", "")))
            elif name == "TemplatePage":
                location = _resolved(document.folder, element.get("BaseLoc", ""))
                document.templates[element.get("ID", "")] = location
        return document

    def _page(self, document: _Document, place: str) -> PageText:
        root = self._xml(place)
        text = self._read(root, document.box)
        for template in children(root, "Template"):
            location = document.templates.get(template.get("TemplateID", ""))
            if location is not None:
                text.template += self._template(document, location).pieces
        return text

    def _template(self, document: _Document, place: str) -> PageText:
        if place not in self._templates:
            self._templates[place] = self._read(self._xml(place), document.box)
        return self._templates[place]

    def _read(self, root: etree._Element, box: tuple[float, float, float, float]) -> PageText:
        area = first_child(root, "Area")
        physical = first_child(area, "PhysicalBox") if area is not None else None
        text = read_page(root, sizes_of(physical.text if physical is not None else None, box))
        self._objects += text.objects
        self._characters += sum(len(piece.text) for piece in text.pieces)
        refuse_long_text(self._path, self._characters)
        if self._objects > _MAX_OBJECTS:
            limit = f"{_MAX_OBJECTS:,}"
            raise ReportTooLargeError(
                self._path, sentence("errors", "ofd_too_many_objects", limit=limit)
            )
        return text

    def _xml(self, place: str) -> etree._Element:
        root = self._package.xml(place)
        if root is None:
            shown = "".join(filter(str.isprintable, place))[:_LONGEST_PART]
            raise UnreadableReportError(self._path, sentence("errors", "ofd_part", part=shown))
        return root


def _resolved(folder: str, place: str) -> str:
    """The name of a part; places are relative to the folder, or start at the package's root."""
    place = place.replace("\\", "/").strip()
    return posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")


def _texts(root: etree._Element, name: str) -> list[str]:
    return [
        element.text.strip()
        for element in root.iter(etree.Element)
        if local_name(element) == name and element.text
    ]


def _of_template(text: PageText) -> PageText:
    return PageText(text.width, text.height, text.template, has_picture=text.has_picture)


def _laid_out(text: PageText) -> LaidOutPage:
    furniture = tuple(piece.text for piece in _from_top(text.template))
    return LaidOutPage(text.width, text.height, tuple(text.pieces), furniture)


def _from_top(pieces: list[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (-piece.middle, piece.left))


def _warnings(scanned: tuple[int, ...]) -> Iterator[str]:
    if scanned:
        pages = "、".join(map(str, scanned[:_SCANNED_NAMED]))
        pages += "等" * (len(scanned) > _SCANNED_NAMED)
        yield sentence("warnings", "scanned_pages", pages=pages, count=len(scanned))
