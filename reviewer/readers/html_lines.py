"""A web page as the lines that it shows, and the elements that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.html_elements import (
    BLOCKS,
    CONTAINERS,
    DROPPED,
    HEADINGS,
    Look,
    collapsed,
    hanzi_in,
    look_of,
)
from reviewer.readers.html_tables import rows_of
from reviewer.readers.limits import refuse_many_lines
from reviewer.readers.texts import sentence

_MAX_TAGS = 600_000
_LONGEST_TITLE = 300
_TOO_DEEP = "Excessive depth"
_SENTENCE = re.compile("[。；，]")
_INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """One line as the page shows it.

    Attributes:
        text: Its text; blanks of the source are one blank, U+00A0 and U+3000 are kept.
        linked: Number of Chinese characters of it that are links.
        heading_level: 1–6 in <h1> to <h6>, else None.
        is_table: Whether it is a row of a table.
    """

    text: str
    linked: int = 0
    heading_level: int | None = None
    is_table: bool = False

    @property
    def hanzi(self) -> int:
        """Number of Chinese characters that are no links."""
        return max(hanzi_in(self.text) - self.linked, 0)

    @property
    def prose(self) -> int:
        """The same, of a line that holds sentences; else 0."""
        return self.hanzi if _SENTENCE.search(self.text) else 0


@dataclass(slots=True)
class HtmlContainer:
    """An element that may hold the text of the page.

    Attributes:
        names: Its id and classes, lower case.
        parent: Index of the container around it, or None.
        first: Index of its first line.
        end: Index one past its last line.
    """

    names: frozenset[str]
    parent: int | None
    first: int
    end: int = 0


@dataclass(slots=True)
class HtmlPage:
    """A page taken apart.

    Attributes:
        lines: In reading order.
        containers: In the order of their starts; the body is the first.
        title: What <title> says.
        meta: What <meta name=…> says, by name in lower case.
        tables: Tables read row by row.
    """

    lines: list[HtmlLine] = field(default_factory=list)
    containers: list[HtmlContainer] = field(default_factory=list)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    tables: int = 0


def take_html_apart(html: str, path: Path | str) -> HtmlPage:
    """The lines of a page; scripts, styles, hidden parts and deletions are left out.

    Raises:
        UnreadableReportError: There is nothing in it, or it is nested too deeply.
        ReportTooLargeError: It has too many elements or lines.
    """
    if html.count("<") > _MAX_TAGS:
        text = sentence("errors", "too_many_tags", limit=f"{_MAX_TAGS:,}")
        raise ReportTooLargeError(path, text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = html.replace("\0", "").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableReportError(path, sentence("errors", "no_text")) from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):  # the rest would be lost
        raise UnreadableReportError(path, sentence("errors", "too_deep"))
    if root is None:
        raise UnreadableReportError(path, sentence("errors", "no_text"))
    page = HtmlPage()
    _read_head(root, page)
    _Walk(page, path).walk(root)
    return page


class _Walk:
    """Goes through the elements in order and writes down lines."""

    def __init__(self, page: HtmlPage, path: Path | str) -> None:
        self._page = page
        self._path = path
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._kept = 0  # open elements that keep the line ends of the source
        self._heading: int | None = None
        self._is_indented = False
        self._label = ""  # the number of a list item, until its first line
        self._open: list[int] = []
        self._lists: list[int | None] = []

    def walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        is_skipped = False
        for event, element in walker:
            if event == "start":
                look = look_of(element)
                is_skipped = self._skips(element, look)
                if is_skipped:
                    walker.skip_subtree()
                else:
                    self._start(element, look)
                continue
            if is_skipped:
                is_skipped = False
            else:
                self._end(element)
            if element.tail and element is not root:
                self._add(element.tail)
        self._end_line()

    def _skips(self, element: etree._Element, look: Look) -> bool:
        """Whether an element is left out, or already read as a whole."""
        tag = element.tag
        if tag in DROPPED or look.is_hidden or element.get("hidden") is not None:
            return True
        if look.is_list_number:  # the number of a list item as Word writes it
            self._add("".join(_texts_of(element)).strip(" \t\r\n\u00a0"))
            return True
        return tag == "table" and self._reads_table(element)

    def _start(self, element: etree._Element, look: Look) -> None:
        tag = element.tag
        if tag == "br":
            if self._heading is None:  # a title over several lines is one title
                self._end_line()
        elif tag == "a":
            self._links += 1
        elif tag in BLOCKS:
            self._start_block(element, look)
        if look.keeps_lines or tag == "pre":
            self._kept += 1
        if element.text:
            self._add(element.text)

    def _start_block(self, element: etree._Element, look: Look) -> None:
        tag = element.tag
        self._end_line()
        self._is_indented = look.is_indented
        if tag in CONTAINERS:
            names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
            parent = self._open[-1] if self._open else None
            self._open.append(len(self._page.containers))
            start = len(self._page.lines)
            self._page.containers.append(HtmlContainer(frozenset(names), parent, start))
        elif tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in ("ol", "ul"):
            is_numbered = tag == "ol" and element.get("type", "1") == "1"
            is_numbered = is_numbered and not look.has_no_numbers
            self._lists.append(_whole(element.get("start"), 1) - 1 if is_numbered else None)
        elif tag == "li" and self._lists and self._lists[-1] is not None:
            self._lists[-1] = _whole(element.get("value"), self._lists[-1] + 1)
            self._label = f"{self._lists[-1]}."

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if self._kept and (tag == "pre" or look_of(element).keeps_lines):
            self._kept -= 1
        if tag == "a":
            self._links -= 1
        if tag not in BLOCKS:
            return
        self._end_line()
        self._is_indented = False
        if tag in CONTAINERS:
            self._page.containers[self._open.pop()].end = len(self._page.lines)
        elif tag in HEADINGS:
            self._heading = None
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""

    def _add(self, text: str) -> None:
        if self._links:
            self._linked += hanzi_in(text)
        if not self._kept:
            self._parts.append(text)
            return
        first, *others = text.splitlines() or [""]
        self._parts.append(first)
        for line in others:
            self._end_line()
            self._parts.append(line)
        if text.endswith("\n"):
            self._end_line()

    def _end_line(self) -> None:
        linked, self._linked = self._linked, 0
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        if not text or text.isspace():
            return
        text = collapsed(text)
        if self._is_indented and text[0].strip():
            text = _INDENT + text
        self._is_indented = False
        text, self._label = self._label + text, ""
        self._write(HtmlLine(text, linked, self._heading))

    def _write(self, line: HtmlLine) -> None:
        self._page.lines.append(line)
        refuse_many_lines(self._path, len(self._page.lines))

    def _reads_table(self, table: etree._Element) -> bool:
        """Writes a table row by row; False for one that only arranges parts of the page."""
        rows = rows_of(table)
        if rows is None:
            return False
        self._end_line()
        self._page.tables += 1
        links = len(table.findall(".//a"))
        for row in rows:
            text = "\t".join(row)
            if text.strip():
                linked = hanzi_in(text) if links >= len(row) else 0
                self._write(HtmlLine(text, linked, is_table=True))
        return True


def _read_head(root: etree._Element, page: HtmlPage) -> None:
    page.title = collapsed(root.findtext(".//title") or "").strip()[:_LONGEST_TITLE]
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        content = (element.get("content") or "").strip()[:_LONGEST_TITLE]
        if name and content:
            page.meta.setdefault(name, content)


def _texts_of(element: etree._Element) -> Iterator[str]:
    return (text for text in element.itertext() if isinstance(text, str))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else otherwise
