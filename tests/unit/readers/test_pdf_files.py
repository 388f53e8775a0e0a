from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report

Line = tuple[float, float, str]
"""Left, height above the foot, and text."""

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>] >>"
)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
)
TITLE = "云岭市水务局2023年法治政府建设年度报告"
PARAGRAPHS = (
    "2023年，云岭市水务局在市委、市政府领导下认真开展法治政府建设，各项任务按时完成。现将情况报告如下：",
    "一、主要举措和成效",
    "（一）健全机制。成立领导小组，召开专题会议四次，研究重大执法事项，逐项明确牵头科室和时限，年底任务全部办结，没有一项超期，效果好。",
    "（二）规范执法。全年立案十二件，全部办结，没有发生行政复议和行政诉讼案件，执法公示按时完成。",
    "二、存在的不足和原因",
    "执法人员偏少，主要原因是编制不足，补充渠道单一，老同志退休后岗位长期空缺，短期内难以解决。",
)


def content_of(lines: Sequence[Line], size: int = 12) -> bytes:
    shown = [
        f"BT /F1 {size} Tf {left} {height} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for left, height, text in lines
    ]
    return "\n".join(shown).encode()


def pdf_of(contents: Sequence[bytes], page_entries: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF file of pages with these contents, 600 by 800 points."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        FONT,
        PICTURE,
    ]
    for index, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 3 0 R >> /XObject << /X1 4 0 R >> >> %s >>"
            % (6 + 2 * index, page_entries),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def wrapped(text: str, width: int, *, is_heading: bool = False) -> list[tuple[int, str]]:
    """The lines of an indented paragraph: indent in characters, and text."""
    lines = [(2, text[: width - 2])]
    text = "" if is_heading else text[width - 2 :]
    while text:
        lines.append((0, text[:width]))
        text = text[width:]
    return lines


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes a file and gives its path."""

    def give(data: bytes) -> Path:
        path = tmp_path / "报告.pdf"
        path.write_bytes(data)
        return path

    return give


def test_wrapped_lines_become_the_paragraphs_again(write: Callable[[bytes], Path]) -> None:
    lines: list[Line] = [(100, 740, TITLE)]
    height = 700
    for paragraph in PARAGRAPHS:
        for indent, text in wrapped(paragraph, 30):
            lines.append((60 + 12 * indent, height, text))
            height -= 20

    report = read_report(write(pdf_of([content_of(lines)])))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert (report.format, report.encoding, report.quality.pages) == ("pdf", None, 1)


def test_a_paragraph_goes_on_over_a_page_with_header_and_number(
    write: Callable[[bytes], Path],
) -> None:
    rows = [row for paragraph in PARAGRAPHS for row in wrapped(paragraph, 30)]
    pages: list[list[Line]] = []
    for start in range(0, len(rows), 4):
        lines: list[Line] = [(60, 770, "云岭市水务局文件"), (290, 30, f"- {len(pages) + 1} -")]
        for place, (indent, text) in enumerate(rows[start : start + 4]):
            lines.append((60 + 12 * indent, 700 - 20 * place, text))
        pages.append(lines)

    report = read_report(write(pdf_of([content_of(lines) for lines in pages])))

    assert report.text.split("\n") == list(PARAGRAPHS)
    assert {entry.text for entry in report.furniture} == {
        "云岭市水务局文件",
        *(f"- {number + 1} -" for number in range(len(pages))),
    }
    assert report.quality.pages == len(pages)


def test_a_heading_is_not_joined_to_an_equally_indented_paragraph(
    write: Callable[[bytes], Path],
) -> None:
    texts = [
        (TITLE, 100),
        ("一、主要举措，成效和做法，以及存在的问题", 84),
        ("全年立案十二件，全部办结，没有发生行政复议和行政诉讼案件", 84),
        ("按时完成。", 60),
        ("年底前对照清单逐项核对，没有一项超期，没有一项遗留，各科", 84),
        ("室均按要求报送。", 60),
    ]
    lines: list[Line] = [(left, 740 - 20 * n, text) for n, (text, left) in enumerate(texts)]

    report = read_report(write(pdf_of([content_of(lines)])))

    assert report.text.split("\n") == [
        TITLE,
        texts[1][0],
        texts[2][0] + texts[3][0],
        texts[4][0] + texts[5][0],
    ]


@pytest.mark.parametrize("is_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(
    write: Callable[[bytes], Path], *, is_by_row: bool
) -> None:
    rows = [row for paragraph in PARAGRAPHS for row in wrapped(paragraph, 18)]
    half = (len(rows) + 1) // 2
    left: list[Line] = [(50 + 12 * i, 700 - 20 * n, t) for n, (i, t) in enumerate(rows[:half])]
    right: list[Line] = [(320 + 12 * i, 700 - 20 * n, t) for n, (i, t) in enumerate(rows[half:])]
    lines = left + right
    if is_by_row:
        lines.sort(key=lambda line: (-line[1], line[0]))

    report = read_report(write(pdf_of([content_of([(150, 750, TITLE), *lines])])))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_a_last_page_with_little_in_its_second_column_has_two_columns_too(
    write: Callable[[bytes], Path],
) -> None:
    rows = [row for paragraph in PARAGRAPHS for row in wrapped(paragraph, 18)]
    columns = [rows[:6], rows[6:12], rows[12:-2], rows[-2:]]
    pages = [
        [
            (left + 12 * indent, 700.0 - 20 * place, text)
            for left, column in zip((50, 320), columns[first : first + 2], strict=True)
            for place, (indent, text) in enumerate(column)
        ]
        for first in (0, 2)
    ]

    report = read_report(write(pdf_of([content_of(lines) for lines in pages])))

    assert report.text.split("\n") == list(PARAGRAPHS)


def test_a_turned_page_reads_as_it_is_shown(write: Callable[[bytes], Path]) -> None:
    lines = (TITLE, *(text[:30] for text in PARAGRAPHS))
    shown = content_of([(0, -20.0 * number, text) for number, text in enumerate(lines)])

    report = read_report(write(pdf_of([b"0 1 -1 0 60 60 cm\n" + shown], b"/Rotate 90")))

    assert report.text.split("\n")[:2] == [TITLE, PARAGRAPHS[0][:30]]


def test_a_table_keeps_its_rows(write: Callable[[bytes], Path]) -> None:
    lines: list[Line] = [(60, 740, TITLE), (84, 700, PARAGRAPHS[0][:30])]
    for row, cells in enumerate((("事项", "数量", "备注"), ("许可", "36", "办结"))):
        lines += [(60 + 150 * n, 600 - 20 * row, cell) for n, cell in enumerate(cells)]

    report = read_report(write(pdf_of([content_of(lines)])))

    assert report.text.split("\n")[-2:] == ["事项 数量 备注", "许可 36 办结"]


def test_radicals_become_ordinary_characters(write: Callable[[bytes], Path]) -> None:
    font = FONT.replace(b"/DescendantFonts", b"/ToUnicode 4 0 R /DescendantFonts")
    table = (
        b"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        b"1 beginbfchar\n<6587> <2F42>\nendbfchar\nendcmap"
    )
    cmap = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table)
    text = content_of([(60, 740, TITLE), (60, 700, "公文，" + PARAGRAPHS[0][:30])])
    data = pdf_of([text]).replace(FONT, font).replace(PICTURE, cmap)

    report = read_report(write(data))

    assert "公文，" in report.text


def test_scanned_pages_are_named(write: Callable[[bytes], Path]) -> None:
    text = content_of([(60, 740, TITLE), (84, 700, PARAGRAPHS[0][:30])])

    report = read_report(write(pdf_of([text, b"q 500 0 0 700 50 50 cm /X1 Do Q", b""])))

    assert report.quality.scanned_pages == (2,)
    assert report.quality.pages == 3
    assert any("第 2 页" in warning and "OCR" in warning for warning in report.warnings)


def test_a_scan_with_a_page_number_is_a_scanned_page(write: Callable[[bytes], Path]) -> None:
    text = content_of([(60, 740, TITLE), (84, 700, PARAGRAPHS[0][:30])])
    scan = b"q 500 0 0 700 50 50 cm /X1 Do Q\n" + content_of([(290, 30, "- 2 -")])
    seal = b"q 90 0 0 90 400 50 cm /X1 Do Q\n" + content_of([(84, 700, "云岭市水务局")])

    report = read_report(write(pdf_of([text, scan, seal])))

    assert report.quality.scanned_pages == (2,)


def test_a_slanted_watermark_is_set_aside(write: Callable[[bytes], Path]) -> None:
    lines: list[Line] = [(60, 740, TITLE)]
    lines += [(84, 700 - 20 * place, text[:28]) for place, text in enumerate(PARAGRAPHS)]
    mark = (
        b"q 0.7 0.7 -0.7 0.7 150 620 cm\n" + content_of([(0, 0, "内部资料严禁外传")], 40) + b" Q\n"
    )

    report = read_report(write(pdf_of([mark + content_of(lines), mark])))

    assert report.text.split("\n") == [TITLE, *(text[:28] for text in PARAGRAPHS)]
    assert "".join(entry.text for entry in report.furniture) == "内部资料严禁外传"


def test_a_page_that_starts_elsewhere_reads_the_same(write: Callable[[bytes], Path]) -> None:
    lines: list[Line] = [(1060, 2740, TITLE), (1084, 2700, PARAGRAPHS[0][:30]), (1290, 2030, "1")]
    data = pdf_of([content_of(lines)]).replace(b"[0 0 600 800]", b"[1000 2000 1600 2800]")

    report = read_report(write(data))

    assert report.text.split("\n") == [TITLE, PARAGRAPHS[0][:30]]
    assert [entry.text for entry in report.furniture] == ["1"]


def test_a_scan_is_refused_with_what_to_do(write: Callable[[bytes], Path]) -> None:
    path = write(pdf_of([b"q 500 0 0 700 50 50 cm /X1 Do Q"] * 2))

    with pytest.raises(UnreadableReportError, match=r"扫描图片.*OCR"):
        read_report(path)


def test_text_that_was_turned_into_outlines_needs_recognition(
    write: Callable[[bytes], Path],
) -> None:
    outlines = b"".join(b"%d 700 m %d 710 l S\n" % (place, place + 5) for place in range(200))

    with pytest.raises(UnreadableReportError, match="OCR"):
        read_report(write(pdf_of([outlines])))


def test_a_blank_file_has_no_text(write: Callable[[bytes], Path]) -> None:
    with pytest.raises(UnreadableReportError, match="没有文字"):
        read_report(write(pdf_of([b""])))


def test_a_locked_file_asks_for_a_copy_without_password(write: Callable[[bytes], Path]) -> None:
    lock = (
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt "
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"61" * 32, b"62" * 32)
    )

    with pytest.raises(UnreadableReportError, match="密码"):
        read_report(write(pdf_of([content_of([(60, 740, TITLE)])], trailer=lock)))


def test_too_many_pages_are_refused(write: Callable[[bytes], Path]) -> None:
    with pytest.raises(ReportTooLargeError, match="2,001 页"):
        read_report(write(pdf_of([b""] * 2001)))
