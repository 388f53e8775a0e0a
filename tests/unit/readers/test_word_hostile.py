from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report

Bounded = Callable[[], AbstractContextManager[None]]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "云岭市水务局2023年法治政府建设年度报告"


def package(document: str | bytes, **more: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
        for name, data in more.items():
            file.writestr(name, data)
    return target.getvalue()


def document(body: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return package(document(paragraph("&e9;"), f'<!DOCTYPE d [<!ENTITY e0 "哈">{entities}]>'))


def wide_entity_bomb() -> bytes:
    text = document(paragraph("&e;"), '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "哈">]>')
    return package(text.encode("utf-16"))


def external_entity(path: Path) -> bytes:
    secret = path.with_name("secret.txt")
    secret.write_text("秘密", "utf-8")
    return package(
        document(paragraph("&e;"), f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>')
    )


def lying_size() -> bytes:
    """A part that declares 9 bytes and holds 60 MB."""
    data = bytearray(package(document(paragraph("哈" * 20_000_000))))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(signature)
        data[place + offset : place + offset + 4] = struct.pack("<I", 9)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(package(document(paragraph(TEXT))))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[data.index(b"PK\x03\x04") + 6] |= 1
    return bytes(data)


def many_entries() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("word/document.xml", document(paragraph(TEXT)))
        for number in range(10_001):
            file.writestr(f"x/{number}", b"")
    return target.getvalue()


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "bomb in the main part": (lambda _: package(document(paragraph("哈" * 30_000_000))), "解压"),
    "bomb beside it": (lambda _: package(document(""), big=b"0" * 110_000_000), "解压"),
    "size that lies": (lambda _: lying_size(), "损坏"),
    "many entries": (lambda _: many_entries(), "解压"),
    "entity bomb": (lambda _: entity_bomb(), "实体"),
    "entity bomb in UTF-16": (lambda _: wide_entity_bomb(), "实体"),
    "external entity": (external_entity, "实体"),
    "many empty paragraphs": (lambda _: package(document("<w:p/>" * 2_100_000)), "解压"),
    "many paragraphs": (
        lambda _: package(document("".join(map(paragraph, map(str, range(60_000)))))),
        "50,000 行",
    ),
    "deep nesting": (lambda _: package(document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)), "损坏"),
    "broken XML": (lambda _: package(document("<w:p>")), "损坏"),
    "cut off": (lambda _: package(document(paragraph(TEXT)))[:-40], "损坏"),
    "cut off early": (lambda _: b"PK\x03\x04", "损坏"),
    "no main part": (lambda _: package(b"", **{"word/styles.xml": b"<a/>"}), "损坏"),
    "a zip file": (lambda _: zip_of("报告.txt"), "压缩包"),
    "a workbook": (lambda _: zip_of("[Content_Types].xml", "xl/workbook.xml"), "电子表格"),
    "slides": (lambda _: zip_of("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿"),
    "an OFD file": (lambda _: zip_of("OFD.xml", "Doc_0/Document.xml"), "OFD|没有文字"),
    "locked part": (lambda _: locked_zip(), "已加密"),
    "password": (lambda _: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    "plain text": (lambda _: TEXT.encode(), "不是 Word"),
    "only pictures": (
        lambda _: package(document("<w:p><w:r><w:drawing/></w:r></w:p>")),
        "只有图片",
    ),
    "no text": (lambda _: package(document("<w:p/>")), "没有文字"),
    "too much text": (
        lambda _: package(document(paragraph("".join(map(chr, range(0x4E00, 0x9FFF))) * 100))),
        "2,000,000",
    ),
    "too many pages": (
        lambda _: package(
            document(paragraph(TEXT)),
            **{
                "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/'
                'officeDocument/2006/extended-properties"><Pages>2001</Pages></Properties>'
            },
        ),
        "2,000 页",
    ),
}


def zip_of(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, "<a/>")
    return target.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_word_file_is_refused_soon_with_one_sentence(
    tmp_path: Path, kind: str, bounded: Bounded
) -> None:
    path = tmp_path / "报告.docx"
    make, words = HOSTILE[kind]
    path.write_bytes(make(path))
    before = set(tmp_path.rglob("*"))

    with bounded(), pytest.raises(UnreadableReportError, match=words) as caught:
        read_report(path)

    assert "\n" not in str(caught.value)
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", ["bomb in the main part", "too much text", "too many pages"])
def test_over_a_limit_is_told_as_such(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(HOSTILE[kind][0](path))

    with pytest.raises(ReportTooLargeError):
        read_report(path)


def test_names_that_climb_out_of_the_folder_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "内" / "报告.docx"
    path.parent.mkdir()
    path.write_bytes(package(document(paragraph(TEXT)), **{"../../out.txt": "x", "/etc/x": "x"}))

    assert read_report(path).text == TEXT
    assert sorted(file.name for file in tmp_path.rglob("*")) == sorted(["内", "报告.docx"])


def test_a_relationship_that_climbs_out_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    relationships = (
        "<Relationships><Relationship Id='a' Type='x/styles' Target='../../../etc/passwd'/>"
        "<Relationship Id='b' Type='x/numbering' Target='http://localhost/n.xml'"
        " TargetMode='External'/></Relationships>"
    )
    path.write_bytes(
        package(document(paragraph(TEXT)), **{"word/_rels/document.xml.rels": relationships})
    )

    assert read_report(path).text == TEXT


@pytest.mark.parametrize("suffix", [".txt", ".pdf"])
def test_a_word_file_under_another_name_is_read_with_a_warning(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(package(document(paragraph(TEXT))))

    report = read_report(path)

    assert report.format == "docx"
    assert any("实际格式" in warning for warning in report.warnings)
