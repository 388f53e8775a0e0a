"""How much is read: a report over a limit is refused by name and limit before reading on."""

from __future__ import annotations

import stat
from pathlib import Path

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.texts import sentence

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PAGES = 2_000
MAX_CHARACTERS = 2_000_000
# A report of the most characters, in lines of 40.
MAX_LINES = 50_000


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`, never empty.

    Raises:
        ReportTooLargeError: The file is larger; it was not read to its end.
        UnreadableReportError: No such file, no permission, a folder, an empty file …
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableReportError(path, sentence("errors", "folder"))
        if not stat.S_ISREG(mode):
            raise UnreadableReportError(path, sentence("errors", "special_file"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                _refuse_bytes(path, path.stat().st_size)
    except FileNotFoundError as error:
        raise UnreadableReportError(path, sentence("errors", "missing")) from error
    except PermissionError as error:
        raise UnreadableReportError(path, sentence("errors", "no_permission")) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableReportError(path, sentence("errors", "failed", reason=reason)) from error
    if not data:
        raise UnreadableReportError(path, sentence("errors", "empty"))
    return data


def refuse_long_text(path: Path | str, characters: int) -> None:
    """Refuses a text of more than `MAX_CHARACTERS` code points.

    Raises:
        ReportTooLargeError: It is longer.
    """
    if characters > MAX_CHARACTERS:
        text = sentence(
            "errors", "text_too_long", size=f"{characters:,}", limit=f"{MAX_CHARACTERS:,}"
        )
        raise ReportTooLargeError(path, text)


def refuse_many_pages(path: Path | str, pages: int) -> None:
    """Refuses a document of more than `MAX_PAGES` pages.

    Raises:
        ReportTooLargeError: It has more.
    """
    if pages > MAX_PAGES:
        text = sentence("errors", "too_many_pages", size=f"{pages:,}", limit=f"{MAX_PAGES:,}")
        raise ReportTooLargeError(path, text)


def refuse_many_lines(path: Path | str, lines: int) -> None:
    """Refuses a document of more than `MAX_LINES` lines, paragraphs or rows.

    Raises:
        ReportTooLargeError: It has more.
    """
    if lines > MAX_LINES:
        raise ReportTooLargeError(
            path, sentence("errors", "too_many_lines", limit=f"{MAX_LINES:,}")
        )


def _refuse_bytes(path: Path, size: int) -> None:
    megabytes = f"{size / MEGABYTE:.1f}"
    text = sentence("errors", "file_too_large", size=megabytes, limit=MAX_BYTES // MEGABYTE)
    raise ReportTooLargeError(path, text)
