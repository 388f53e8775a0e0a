"""What every format's reader gives: raw blocks of text, before they become a `Report`."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.domain.report import Quality
from reviewer.domain.source_lines import PastedSource


@dataclass(frozen=True, slots=True)
class SourceBlock:
    r"""One paragraph, line or table row as it stood in the file.

    Attributes:
        text: Raw text; may hold line ends ("\n" inside a Word paragraph), blanks and NULs.
        line: 1-based line or block number in the source.
        heading_level: 1–4 where the format marks a heading, else None.
        is_title: Whether the format marks it as the document's title.
        is_table: Whether it is a table row (cells joined by one tab).
        is_furniture: Whether the format marks it as page furniture (header, footer, navigation).
        page: 1-based page, where the format has pages.
        ends_paragraph: Whether the layout shows that no paragraph goes on behind it.
    """

    text: str
    line: int
    heading_level: int | None = None
    is_title: bool = False
    is_table: bool = False
    is_furniture: bool = False
    page: int | None = None
    ends_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A whole file as blocks.

    Attributes:
        path: The file as given, or a name.
        sha256: Hex digest of the file's bytes.
        format: "txt", "docx" …
        encoding: The text encoding, or None where it does not apply.
        blocks: In reading order.
        quality: What only the format's reader knows (pages, tables, undecodable bytes …); the
            counts of characters are filled in later.
        warnings: Chinese sentences about the file.
        pasted: What was pasted; None for a file.
    """

    path: str
    sha256: str
    format: str
    encoding: str | None
    blocks: tuple[SourceBlock, ...]
    quality: Quality = field(default_factory=Quality)
    warnings: tuple[str, ...] = ()
    pasted: PastedSource | None = None
