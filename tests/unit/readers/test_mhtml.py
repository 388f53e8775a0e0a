from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report

Bounded = Callable[[], AbstractContextManager[None]]

TITLE = "云岭市水务局2023年法治政府建设年度报告"
PAGE = f"<html><body><h1>{TITLE}</h1><p>全年立案12件，罚款6万元，办结12件。</p></body></html>"
TEXT = f"{TITLE}\n全年立案12件，罚款6万元，办结12件。"
HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"{more}\r\n\r\n'
END = b"--b--\r\n"


def archive(*parts: bytes, more: str = "") -> bytes:
    return HEAD.format(more=more).encode() + b"".join(parts) + END


def part(content: bytes, kind: str, coding: str = "", **more: str) -> bytes:
    lines = [f"Content-Type: {kind}", *(f"{name}: {value}" for name, value in more.items())]
    if coding:
        lines.append(f"Content-Transfer-Encoding: {coding}")
    return b"--b\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n"


def page_part(encoding: str = "utf-8", coding: str = "quoted-printable", html: str = PAGE) -> bytes:
    data = html.encode(encoding)
    if coding == "quoted-printable":
        data = quopri.encodestring(data)
    elif coding == "base64":
        data = base64.encodebytes(data)
    return part(data, f'text/html; charset="{encoding}"', coding)


PICTURE = part(base64.encodebytes(bytes(500)), "image/png", "base64")


def read(tmp_path: Path, data: bytes, name: str = "报告.mht") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return read_report(path).text


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
def test_every_coding_of_a_page_is_read(tmp_path: Path, coding: str, encoding: str) -> None:
    assert read(tmp_path, archive(page_part(encoding, coding), PICTURE)) == TEXT


def test_both_suffixes_are_read_and_the_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "报告.mhtml"
    path.write_bytes(archive(page_part("gb18030")))

    report = read_report(path)

    assert report.format == "mht"
    assert report.encoding == "gb18030"
    assert report.text == TEXT


def test_an_archive_of_one_part_is_read(tmp_path: Path) -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    head += "Content-Transfer-Encoding: base64\r\n\r\n"

    assert read(tmp_path, head.encode() + base64.encodebytes(PAGE.encode())) == TEXT


def test_of_several_pages_the_start_is_read_else_the_largest(tmp_path: Path) -> None:
    frame = part(b"<p>frame</p>", "text/html", **{"Content-ID": "<f>"})
    start = part(
        "<p>开始页，短。</p>".encode(), "text/html; charset=utf-8", **{"Content-ID": "<s>"}
    )

    assert read(tmp_path, archive(frame, page_part())) == TEXT
    assert read(tmp_path, archive(page_part(), start, more='; start="<s>"')) == "开始页，短。"


def test_an_archive_without_a_page_gives_its_plain_text(tmp_path: Path) -> None:
    data = archive(part(quopri.encodestring(TEXT.encode()), "text/plain", "quoted-printable"))

    assert read(tmp_path, data) == TEXT


def test_an_archive_whose_end_is_missing_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, archive(page_part(), PICTURE)[:-200]) == TEXT


def test_an_archive_under_another_name_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, archive(page_part()), "报告.html") == TEXT


def nested(depth: int) -> bytes:
    head = "".join(
        f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    return f"MIME-Version: 1.0\r\n{head}Content-Type: text/html\r\n\r\n<p>a".encode()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "no archive": (TEXT.encode(), "没有网页内容"),
    "only a picture": (archive(PICTURE), "没有网页内容"),
    "no parts": (archive(), "没有网页内容"),
    "many parts": (archive(*[part(b"a", "image/png")] * 6_000), "5,000 个"),
    "many short parts": (HEAD.format(more="").encode() + b"--b\n\n\n" * 2_000_000, "5,000 个"),
    "nested parts": (nested(5_000), "损坏"),
    "encoding without a name": (
        b'MIME-Version: 1.0\nContent-Type: text/html; charset="a\0b"\n\n<p>\xe6\x8a\xa5',
        "损坏",
    ),
    "many parameters": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related;\n" + b" a*0=b;\n" * 100_000,
        "损坏",
    ),
    "many lines": (archive(part(b"a\n" * 2_000_000, "image/png", "base64")), "行数过多"),
    "too much text": (archive(page_part(coding="8bit", html="报告，" * 700_000)), "2,000,000"),
    "nested page": (archive(page_part(html="<div>" * 9_000 + "a")), "嵌套过深"),
    "binary": (bytes(range(256)) * 9, "没有网页内容"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_soon_with_one_sentence(
    tmp_path: Path, kind: str, bounded: Bounded
) -> None:
    data, words = HOSTILE[kind]

    with bounded(), pytest.raises(UnreadableReportError, match=words) as caught:
        read(tmp_path, data)

    assert "\n" not in str(caught.value)


def test_a_large_archive_is_refused_by_its_size(tmp_path: Path) -> None:
    with pytest.raises(ReportTooLargeError, match="20 MB"):
        read(tmp_path, archive(part(b"A" * 21_000_000, "image/png")))
