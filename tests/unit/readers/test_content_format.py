from __future__ import annotations

import io
import zipfile

import pytest

from reviewer.readers.content_format import is_encrypted_office, suffix_of_content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, b"")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", None),
        ("法治政府建设年度报告".encode(), None),
        ("<报告> 2023".encode(), None),
        ("Content-Type 之类的词".encode(), None),
        (b"<!DOCTYPE html><html>", ".html"),
        (b"\xef\xbb\xbf\r\n <html lang=zh>", ".html"),
        ("\ufeff<html>".encode("utf-16-le"), ".html"),
        (b'<?xml version="1.0"?>\n<!-- x --><html>', ".html"),
        (b"<meta charset=gbk>", ".html"),
        (b"From: x\r\nSubject: y\r\n z\r\nMIME-Version: 1.0\r\n", ".mht"),
        (b'Content-Type: multipart/related; boundary="x"', ".mht"),
        (b"{\\rtf1", ".rtf"),
        (b"%PDF-1.7", ".pdf"),
        (zipped("word/document.xml"), ".docx"),
        (zipped("WORD\\document.xml"), ".docx"),
        (zipped("OFD.xml"), ".ofd"),
        (zipped("a.txt"), None),
        (b"PK\x03\x04broken", None),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + bytes(600), None),
    ],
)
def test_the_content_tells_the_format(data: bytes, suffix: str | None) -> None:
    assert suffix_of_content(data) == suffix


def test_an_office_file_behind_a_password_is_told() -> None:
    assert is_encrypted_office(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert not is_encrypted_office("EncryptedPackage".encode("utf-16-le"))
