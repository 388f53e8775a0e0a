"""Parts of zipped documents, read with limits: sizes, numbers of elements, no DTD, no network."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.limits import MEGABYTE
from reviewer.readers.texts import sentence

MAX_UNPACKED = 100 * MEGABYTE
"""The most that the parts of one document may come to, unpacked, in bytes."""

_MAX_PART = 50 * MEGABYTE
_MAX_ENTRIES = 10_000
# Office documents shrink to a tenth, rarely to a fiftieth; small parts may be all one letter.
_MAX_RATIO = 200
_SMALL_PART = MEGABYTE
# What a parsed part costs in memory: about 150 bytes for each element and each attribute.
_MAX_TAGS = 2_000_000
_MAX_ATTRIBUTES = 6_000_000
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_WIDE_NAMES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", *_WIDE_NAMES)


class Package:
    """A zipped document in memory; parts are read when asked for, nothing is written to disk.

    Names are looked for without regard to case, with forward slashes; what a name would mean as a
    path is never used.
    """

    def __init__(self, data: bytes, path: Path | str) -> None:
        """Opens the package.

        Raises:
            UnreadableReportError: It is no zip file, damaged, or encrypted.
            ReportTooLargeError: Its parts would be over the limit.
        """
        self._path = path
        self._left = MAX_UNPACKED
        with self._damage_told():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        entries = self._zip.infolist()
        if len(entries) > _MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise _too_large(path)
        self._entries = {_part_name(entry.filename): entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, lower case."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None when there is no such part.

        Raises:
            UnreadableReportError: The part is damaged or encrypted.
            ReportTooLargeError: It is over the limit, as declared or when unpacked.
        """
        entry = self._entries.get(_part_name(name))
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableReportError(self._path, sentence("errors", "encrypted"))
        too_dense = entry.file_size > _SMALL_PART and (
            entry.file_size > max(entry.compress_size, 1) * _MAX_RATIO
        )
        if entry.file_size > _MAX_PART or too_dense:
            raise _too_large(self._path)
        with self._damage_told():
            return self._unpack(entry)

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, or None when there is no such part.

        Raises:
            UnreadableReportError: It is damaged, or declares entities.
            ReportTooLargeError: It is over a limit.
        """
        data = self.read(name)
        return None if data is None else parse_xml(data, self._path)

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        chunks = []
        with self._zip.open(entry) as part:
            while chunk := part.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise _too_large(self._path)
                chunks.append(chunk)
        return b"".join(chunks)

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise UnreadableReportError(self._path, sentence("errors", "damaged")) from error


def parse_xml(data: bytes, path: Path | str) -> etree._Element:
    """The root element of an XML text without DTD, at most 256 levels deep.

    Raises:
        UnreadableReportError: It is not well formed, too deep, or declares a DTD or entities.
        ReportTooLargeError: It has too many elements or attributes.
    """
    if any(word in data for word in _FORBIDDEN):
        raise UnreadableReportError(path, sentence("errors", "entities"))
    if data.count(b"<") > _MAX_TAGS or data.count(b"=") > _MAX_ATTRIBUTES:
        raise _too_large(path)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableReportError(path, sentence("errors", "damaged")) from error


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _too_large(path: Path | str) -> ReportTooLargeError:
    limit = MAX_UNPACKED // MEGABYTE
    return ReportTooLargeError(path, sentence("errors", "unpacked_too_large", limit=limit))
