"""What a file really is, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

_HEAD = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*+<(?:!doctype\s+html|html|head|body|meta)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MIME = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version:|Content-Type:\s*multipart/related)",
    re.IGNORECASE,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def suffix_of_content(data: bytes) -> str | None:
    """The suffix that fits the content; None for plain text and for what is not known.

    Gives one of .docx, .ofd, .pdf, .doc, .rtf, .html, .mht.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head.startswith(_OLE):
        return ".doc" if _WORD_STREAM in data else None
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    text = _narrow(head).lstrip()
    if _HTML.match(text):
        return ".html"
    if text[:8].isascii() and _MIME.match(text):
        return ".mht"
    return None


def is_encrypted_office(data: bytes) -> bool:
    """Whether this is an Office document behind a password: an OLE file around the real one."""
    return data.startswith(_OLE) and _ENCRYPTED_STREAM in data


def head_of(path: Path) -> bytes:
    """The first bytes of a file, enough to see that it is plain text; empty when unreadable.

    A pipe or device is not opened: that may never end.
    """
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""


def needs_whole_file(head: bytes) -> bool:
    """Whether only the whole file says what it is: zip and OLE files hold many things."""
    return head.startswith((b"PK\x03\x04", _OLE))


def _narrow(head: bytes) -> bytes:
    """The head as single bytes, without a mark; UTF-16 loses its zero bytes."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def _zipped(data: bytes) -> str | None:
    try:
        names = {name.lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()[:5_000]}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "ofd.xml" in names:
        return ".ofd"
    if any(name.replace("\\", "/").startswith("word/") for name in names):
        return ".docx"
    return None  # an archive, a workbook …: the reader of the given suffix says so
