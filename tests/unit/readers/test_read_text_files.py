from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers import limits
from reviewer.readers.read import read_pasted, read_report, supported_suffixes

TEXT = "云岭市水务局2023年法治政府建设年度报告\r\n2023年，我局开展检查120次，立案12件。\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        ((TEXT * 900).encode("gb18030"), "gb18030"),
        ((TEXT * 900).encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_every_usual_encoding_is_read(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)

    report = read_report(path)

    assert report.encoding == encoding
    assert report.text.startswith(
        "云岭市水务局2023年法治政府建设年度报告\n2023年，我局开展检查120次"
    )
    assert report.quality.undecodable_bytes == 0
    assert report.sha256 == hashlib.sha256(data).hexdigest()


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("本局在年度內開展法治政府建設工作，有關情況報告如下。".encode("big5"))

    assert "開展法治政府建設工作" in read_report(path).text


def test_a_character_outside_the_first_plane_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("𠮷河镇2023年法治政府建设年度报告\n工作开展情况。".encode("gb18030"))

    assert read_report(path).text.startswith("𠮷河镇")


def test_lines_of_two_encodings_are_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("2023年，我局开展检查。\n".encode() + "全年立案十二件。\n".encode("gb18030"))

    report = read_report(path)

    assert report.text == "2023年，我局开展检查。\n全年立案十二件。"
    assert any("两种编码" in warning for warning in report.warnings)


def test_a_few_undecodable_bytes_are_counted_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT * 20).encode() + b"\xe4\xb8")

    report = read_report(path)

    assert report.quality.undecodable_bytes > 0
    assert any("无法识别" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 字节"),
        (b" \r\n\t\n", "没有文字"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Word"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (bytes(range(256)) * 8, "不是纯文本"),
        (b"\xff\xfe\xff\xff" * 3 + b"\x00\xd8" * 40, "编码"),
    ],
)
def test_what_is_no_text_is_refused_with_one_sentence(
    tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)

    with pytest.raises(UnreadableReportError, match=words) as caught:
        read_report(path)

    assert "报告.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹.txt"
    folder.mkdir()

    with pytest.raises(UnreadableReportError, match="文件夹"):
        read_report(folder)
    with pytest.raises(UnreadableReportError, match="不存在"):
        read_report(tmp_path / "没有.txt")


@contextmanager
def _without_root_rights() -> Iterator[None]:
    """Root may read everything, so root becomes nobody meanwhile."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    path.chmod(0)

    with _without_root_rights(), pytest.raises(UnreadableReportError, match="权限"):
        read_report(path)


def test_missing_permission_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnreadableReportError, match="权限"):
        read_report(path)


@pytest.mark.parametrize("name", ["报告.xyz", "报告"])
def test_an_unknown_format_names_what_can_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, "utf-8")

    with pytest.raises(UnreadableReportError, match=r"\.txt"):
        read_report(path)


def test_the_suffix_may_be_written_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "报告.TXT"
    path.write_text(TEXT, "utf-8")

    assert read_report(path).format == "txt"
    assert ".txt" in supported_suffixes()


def test_a_file_over_the_limit_is_refused_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    path = tmp_path / "报告.txt"
    path.write_bytes(b"a" * 1001)

    with pytest.raises(ReportTooLargeError, match="MB"):
        read_report(path)


def test_a_text_over_the_limit_is_refused_by_its_characters() -> None:
    with pytest.raises(ReportTooLargeError, match="2,000,000"):
        read_pasted("法" * (limits.MAX_CHARACTERS + 1))


def test_a_text_of_countless_lines_is_refused_by_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "词表.txt"
    path.write_text("词\n" * 50_001, encoding="utf-8")

    with pytest.raises(ReportTooLargeError, match="50,000"):
        read_report(path)


@pytest.mark.parametrize("text", ["", "  \n\u3000\u00a0\n", "\u200b\ufeff\n"])
def test_pasting_nothing_is_refused(text: str) -> None:
    with pytest.raises(UnreadableReportError, match="粘贴的文字"):
        read_pasted(text)


def test_pasted_text_has_its_own_name_format_and_digest() -> None:
    report = read_pasted("2023年，我局开展检查。")

    assert (report.path, report.format, report.encoding) == ("粘贴的文字", "text", None)
    assert report.sha256 == hashlib.sha256("2023年，我局开展检查。".encode()).hexdigest()


def test_a_lone_surrogate_in_pasted_text_does_no_harm() -> None:
    assert "检查" in read_pasted("开展检查\ud800一次。").text
