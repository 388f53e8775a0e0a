from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report
from reviewer.readers.rtf import read_rtf

Bounded = Callable[[], AbstractContextManager[None]]

TITLE = "云岭市水务局2023年法治政府建设年度报告"
FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset134 SimSun;}}"


def coded(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def rtf(body: str, page: int = 936) -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg{page}{FONTS}{body}}}".encode("latin-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告.rtf"


def texts(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return [block.text for block in read_rtf(path).blocks if block.text.strip()]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (coded("立案") + r"12" + coded("件") + r"\par " + coded("办结"), ["立案12件", "办结"]),
        (coded("立案") + "\r\n" + coded("办结"), ["立案办结"]),
        (r"{\f0 a}\f1 " + coded("云岭"), ["a云岭"]),
        (r"\uc1\u20113?\u23725?", ["云岭"]),
        (r"\uc2\u20113" + coded("云") + r"\u23725" + coded("岭"), ["云岭"]),
        (r"\uc0\u20113 \u23725 ", ["云岭"]),
        (r"\uc0\u-10179 \u-8259 ", ["\U0001f7bd"]),
        (r"\'z", ["z"]),
        (r"a\tab b\line c\~d\_e\-f\{g\}\\", ["a\tb\nc\xa0d-ef{g}\\"]),
        (r"\ldblquote a\rdblquote\emdash b", ["“a”—b"]),
        (r"a{\v hidden}\v hidden\v0 b", ["ab"]),
        (r"a{\info{\title x}}{\*\generator x;}{\pict ffff}{\object{\*\objdata 00}}b", ["ab"]),
        (r"{\stylesheet{\s1 heading 1;}}{\colortbl;\red0;}a", ["a"]),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt a}}b', ["ab"]),
        (r"\pard\fi400 a\par\pard b", ["\u3000\u3000a", "b"]),
        (r"\pard{\listtext\pard " + coded("一、") + r"\tab}a", ["一、a"]),
        (r"{\pntext 1.\tab}a\par{\listtext\'b7\tab}b", ["1.a", "b"]),
        (r"{\listtext 1\tab}a", ["1 a"]),
        (r"a{\*\unknown b}c", ["ac"]),
        (r"a\bin3 }}}b", ["ab"]),
    ],
)
def test_what_a_document_shows_is_its_text(path: Path, body: str, lines: list[str]) -> None:
    assert texts(path, rtf(body)) == lines


def test_the_font_tells_the_code_page(path: Path) -> None:
    assert texts(path, rtf(r"\f1 " + coded("云岭") + r"\f0 \'e9", page=1252)) == ["云岭é"]


def test_rows_are_lines_and_cells_are_parted_by_tabs(path: Path) -> None:
    path.write_bytes(
        rtf(r"\pard x\par\trowd\intbl a\cell b\cell\row\intbl c\cell d\par e\cell\row\pard y")
    )

    source = read_rtf(path)

    assert [(block.text, block.is_table) for block in source.blocks] == [
        ("x", False),
        ("a\tb", True),
        ("c\td e", True),
        ("y", False),
    ]
    assert source.quality.tables == 1


def test_a_row_left_open_is_read(path: Path) -> None:
    assert texts(path, rtf(r"\intbl a\cell b\cell\pard c\par d")) == ["a\tb", "c", "d"]


def test_notes_and_text_boxes_stand_behind_their_paragraph(path: Path) -> None:
    note = r"{\super\chftn{\footnote\pard note}}"
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt again}}"

    assert texts(path, rtf(f"a{note}b{box}c\\par d")) == ["abc", "注：note", "box", "d"]
    assert read_rtf(path).quality.text_boxes == 1


def test_headers_and_footers_are_furniture(path: Path) -> None:
    path.write_bytes(rtf(rf"{{\header\pard {coded('内部资料')}\par}}{coded(TITLE)}\par"))

    report = read_report(path)

    assert report.text == TITLE
    assert [entry.text for entry in report.furniture] == ["内部资料"]


def test_tracked_changes_are_counted_and_deletions_left_out(path: Path) -> None:
    path.write_bytes(rtf(r"{\revised new}{\deleted old} text"))

    source = read_rtf(path)

    assert source.blocks[0].text == "new text"
    assert source.quality.tracked_changes == 2
    assert any("2 处修订" in warning for warning in source.warnings)


def test_outline_levels_tell_headings(path: Path) -> None:
    path.write_bytes(rtf(r"\pard\outlinelevel0 head\par\pard\outlinelevel9 text\par\pard text\par"))

    assert [block.heading_level for block in read_rtf(path).blocks[:3]] == [1, None, None]


def test_a_document_whose_end_is_missing_is_read_with_a_warning(path: Path) -> None:
    path.write_bytes(rtf(coded(TITLE) + r"\par " + coded("全年立案12件。"))[:-6])

    report = read_report(path)

    assert report.text.startswith(f"{TITLE}\n全年立案")
    assert any("末尾不完整" in warning for warning in report.warnings)


def test_half_a_character_is_counted_as_undecodable(path: Path) -> None:
    path.write_bytes(rtf(coded(TITLE) + r"\'d4\par"))

    assert read_rtf(path).quality.undecodable_bytes == 1


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".html", ".doc"])
def test_rtf_under_another_name_is_read_with_a_warning(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(rtf(coded(TITLE)))

    report = read_report(path)

    assert report.format == "rtf"
    assert report.text == TITLE
    assert any("实际格式" in warning for warning in report.warnings)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "no RTF": (TITLE.encode(), "不是 RTF"),
    "binary": (bytes(range(1, 256)) * 9, "不是 RTF"),
    "nested too deeply": (rtf("{" * 500_000), "嵌套过深"),
    "many groups": (rtf("{}" * 400_000), "标记超过"),
    "many words": (rtf(r"\b " * 600_000), "标记超过"),
    "many characters by number": (rtf(r"\uc0" + r"\u20113 " * 600_000), "标记超过"),
    "only backslashes": (rtf("\\" * 10_000_000), "标记超过"),
    "many lines": (rtf(r"a\par " * 60_000), "50,000 行"),
    "too much text": (rtf("a" * 2_100_000), "2,000,000"),
    "only a picture": (rtf(r"{\pict " + "ff" * 4_000_000 + "}"), "只有图片"),
    "endless bytes": (rtf(r"\bin99999999999 a"), "没有文字"),
    "no text": (rtf(r"\par\par"), "没有文字"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_refused_soon_with_one_sentence(
    path: Path, kind: str, bounded: Bounded
) -> None:
    data, words = HOSTILE[kind]
    path.write_bytes(data)

    with bounded(), pytest.raises(UnreadableReportError, match=words) as caught:
        read_report(path)

    assert "\n" not in str(caught.value)


def test_a_large_document_is_refused_by_its_size(path: Path) -> None:
    path.write_bytes(rtf("a" * 21_000_000))

    with pytest.raises(ReportTooLargeError, match="20 MB"):
        read_report(path)
