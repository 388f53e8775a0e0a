"""Zip archives of reports: each report is written to a private folder under a safe name.

Nothing in an archive is trusted: neither names (path traversal, links) nor sizes (bombs). A member
that is refused is named with the reason; the others are still read.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.limits import MAX_BYTES, MEGABYTE
from reviewer.readers.texts import sentence

MAX_ARCHIVE_BYTES = 200 * MEGABYTE
MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 400 * MEGABYTE

_SUFFIX = ".zip"
_MOST_RATIO = 200
_SMALL = MEGABYTE
_CHUNK = 256 * 1024
_LONGEST_NAME = 60
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_END, _END_BYTES = b"PK\x05\x06", 22
_WIDE_END, _WIDE_END_BYTES = b"PK\x06\x07", 20
_LONGEST_COMMENT = 65_535
_BYTES_PER_MEMBER = 400
"""What the list of members takes for each of them, generously."""
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """A report in an archive.

    Attributes:
        name: Its name in the archive, with forward slashes.
        path: Where it was written; with an error, where it would have been.
        error: Why it was not written, a Chinese sentence, or None.
    """

    name: str
    path: Path
    error: str | None = None


def is_archive(path: Path) -> bool:
    """Whether a file is named as an archive of reports."""
    return path.suffix.lower() == _SUFFIX and path.is_file()


def unpack_reports(
    path: Path, folder: Path, suffixes: tuple[str, ...]
) -> tuple[ArchivedReport, ...]:
    """Writes the reports of an archive to a folder, each in a folder of its own.

    Hidden files, lock files of office programs and files with other suffixes are left out.

    Args:
        path: The archive.
        folder: An empty private folder.
        suffixes: Those of reports, lower case.

    Returns:
        The reports in the order of their names, at least one.

    Raises:
        UnreadableReportError: No archive, damaged, or without reports.
        ReportTooLargeError: It, the number of its members or what it holds is over a limit.
    """
    _refuse_what_is_large(path)
    try:
        with zipfile.ZipFile(path) as archive:
            found = tuple(_Unpacking(path, archive, folder, suffixes).reports())
    except _DAMAGE as error:
        raise UnreadableReportError(path, sentence("errors", "archive_damaged")) from error
    if not found:
        raise UnreadableReportError(path, sentence("errors", "archive_empty"))
    return found


class _Unpacking:
    """Goes through an archive once; what it writes is counted."""

    def __init__(
        self, path: Path, archive: zipfile.ZipFile, folder: Path, suffixes: tuple[str, ...]
    ) -> None:
        self._path = path
        self._archive = archive
        self._folder = folder
        self._suffixes = (*suffixes, _SUFFIX)
        self._left = MAX_UNPACKED_BYTES

    def reports(self) -> Iterator[ArchivedReport]:
        """Writes the reports; gives each as soon as that is done."""
        entries = [(_name_of(entry), entry) for entry in self._archive.infolist()]
        if len(entries) > MAX_MEMBERS:
            raise _too_many(self._path)
        entries.sort(key=lambda entry: entry[0])
        for number, (name, entry) in enumerate(entries, start=1):
            if self._is_report(name, entry):
                target = self._folder / str(number) / _safe_name(name)
                reason = _refusal(name, entry) or self._write(entry, target)
                error = str(UnreadableReportError(target, reason)) if reason else None
                yield ArchivedReport(name, target, error)

    def _is_report(self, name: str, entry: zipfile.ZipInfo) -> bool:
        parts = PurePosixPath(name).parts
        is_hidden = any(part.startswith(".") and part != ".." for part in parts[-1:])
        if entry.is_dir() or is_hidden or "__MACOSX" in parts or not parts:
            return False
        return not parts[-1].startswith("~$") and name.lower().endswith(self._suffixes)

    def _write(self, entry: zipfile.ZipInfo, target: Path) -> str | None:
        """Writes a member; gives the reason where that was stopped.

        Raises:
            ReportTooLargeError: All members together are over the limit.
        """
        target.parent.mkdir()
        written = 0
        try:
            with self._archive.open(entry) as source, target.open("xb") as file:
                while chunk := source.read(_CHUNK):
                    written += len(chunk)
                    self._left -= len(chunk)
                    if self._left < 0:
                        limit = MAX_UNPACKED_BYTES // MEGABYTE
                        text = sentence("errors", "archive_unpacked", limit=limit)
                        raise ReportTooLargeError(self._path, text)
                    if written > MAX_BYTES:
                        break
                    file.write(chunk)
        except _DAMAGE:
            target.unlink(missing_ok=True)
            return sentence("errors", "member_damaged")
        if written > MAX_BYTES:
            target.unlink()
            return _large(written)
        return None


def _refuse_what_is_large(path: Path) -> None:
    """Refuses an archive by its size and by the size of its list, without reading that list."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(size - _LONGEST_COMMENT - _END_BYTES - _WIDE_END_BYTES, 0))
            tail = file.read(_LONGEST_COMMENT + _END_BYTES + _WIDE_END_BYTES)
    except (OSError, ValueError) as error:
        raise UnreadableReportError(path, sentence("errors", "archive_damaged")) from error
    if size > MAX_ARCHIVE_BYTES:
        limit = MAX_ARCHIVE_BYTES // MEGABYTE
        text = sentence("errors", "file_too_large", size=f"{size / MEGABYTE:.1f}", limit=limit)
        raise ReportTooLargeError(path, text)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_BYTES:
        raise UnreadableReportError(path, sentence("errors", "archive_damaged"))
    list_bytes = int.from_bytes(tail[place + 12 : place + 16], "little")
    is_wide = tail[max(place - _WIDE_END_BYTES, 0) : place].startswith(_WIDE_END)
    if is_wide or list_bytes > MAX_MEMBERS * _BYTES_PER_MEMBER:
        raise _too_many(path)


def _refusal(name: str, entry: zipfile.ZipInfo) -> str | None:
    """Why a member is not written at all, or None."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or _DRIVE.match(name):
        return sentence("errors", "member_unsafe")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return sentence("errors", "member_link")
    if name.lower().endswith(_SUFFIX):
        return sentence("errors", "member_archive")
    if entry.flag_bits & _ENCRYPTED:
        return sentence("errors", "member_password")
    if entry.file_size > MAX_BYTES:
        return _large(entry.file_size)
    if entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO):
        return sentence("errors", "member_ratio")
    return None


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a member; archives made on Chinese systems often do not say that it is GBK."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _safe_name(name: str) -> str:
    """A file name for the last part of a name, on any system; the suffix is kept."""
    last = PurePosixPath(_FORBIDDEN.sub("_", name.rpartition("/")[2]))
    stem = last.stem.strip(" .")[:_LONGEST_NAME] or "_"
    return f"_{stem}{last.suffix}" if _is_reserved(stem) else stem + last.suffix


def _is_reserved(stem: str) -> bool:
    """Whether Windows takes the name for a device."""
    return re.fullmatch(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", stem) is not None


def _large(size: int) -> str:
    megabytes, limit = f"{size / MEGABYTE:.1f}", MAX_BYTES // MEGABYTE
    return sentence("errors", "file_too_large", size=megabytes, limit=limit)


def _too_many(path: Path) -> ReportTooLargeError:
    limit = f"{MAX_MEMBERS:,}"
    return ReportTooLargeError(path, sentence("errors", "archive_members", limit=limit))
