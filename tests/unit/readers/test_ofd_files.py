from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report

Bounded = Callable[[], AbstractContextManager[None]]

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TITLE = "云岭市水务局2023年法治政府建设年度报告"
PARAGRAPHS = (
    "2023年，云岭市水务局在市委、市政府领导下认真开展法治政府建设，各项任务按时完成。现将情况报告如下：",
    "一、主要举措和成效",
    "（一）健全机制。成立领导小组，召开专题会议四次，研究重大执法事项，年底任务全部办结，没有一项超期。",
    "二、存在的不足和原因",
    "执法人员偏少，主要原因是编制不足，补充渠道单一，老同志退休后岗位长期空缺，短期内难以解决。",
)

Line = tuple[float, float, str]
"""Left and base line in millimetres, and text."""


def text_object(left: float, base: float, text: str, entries: str = "") -> str:
    deltas = f'DeltaX="g {len(text) - 1} 5"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{left} {base - 5} 150 7" Font="1" Size="5" {entries}>'
        f'<ofd:TextCode X="0" Y="5" {deltas}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def content(objects: Sequence[str], extra: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
        f'{extra}<ofd:Content><ofd:Layer ID="7">{"".join(objects)}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )


def parts_of(pages: Sequence[str], template: str | None = None) -> dict[str, str]:
    """The parts of an OFD file of these pages."""
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    common = '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    parts = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = page
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = template
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def report_lines() -> list[Line]:
    lines: list[Line] = [(50, 30, TITLE)]
    base = 45.0
    for paragraph in PARAGRAPHS:
        rest, indent = paragraph, 2
        while rest:
            lines.append((30 + 5 * indent, base, rest[: 30 - indent]))
            rest, indent, base = rest[30 - indent :], 0, base + 8
    return lines


def ofd_of(*pages: Sequence[str], template: str | None = None, extra: str = "") -> bytes:
    return zipped(parts_of([content(objects, extra) for objects in pages], template))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes a file and gives its path."""

    def give(data: bytes) -> Path:
        path = tmp_path / "报告.ofd"
        path.write_bytes(data)
        return path

    return give


def test_lines_become_paragraphs(write: Callable[[bytes], Path]) -> None:
    objects = [text_object(*line) for line in report_lines()]

    report = read_report(write(ofd_of(objects)))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert (report.format, report.encoding, report.quality.pages) == ("ofd", None, 1)


def test_objects_in_any_order_are_read_by_their_place(write: Callable[[bytes], Path]) -> None:
    objects = [text_object(*line) for line in report_lines()]

    report = read_report(write(ofd_of(objects[::-1])))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_characters_one_by_one_are_put_together(write: Callable[[bytes], Path]) -> None:
    objects = [
        text_object(left + 5 * place, base, character)
        for left, base, text in report_lines()
        for place, character in enumerate(text)
    ]

    report = read_report(write(ofd_of(objects)))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_text_written_twice_for_a_bold_look_is_read_once(write: Callable[[bytes], Path]) -> None:
    objects = [
        text_object(left + shift, base, text)
        for left, base, text in report_lines()
        for shift in (0.0, 0.1)
    ]

    report = read_report(write(ofd_of(objects)))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_a_matrix_places_the_text(write: Callable[[bytes], Path]) -> None:
    objects = [
        f'<ofd:TextObject ID="9" Boundary="0 0 210 297" CTM="0.5 0 0 0.5 {left} {base}" Size="10">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="g {len(text) - 1} 10">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
        for left, base, text in reversed(report_lines())
    ]

    report = read_report(write(ofd_of(objects)))

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_pages_follow_each_other_and_numbers_are_set_aside(write: Callable[[bytes], Path]) -> None:
    objects = [text_object(*line) for line in report_lines()]
    pages = [[*objects[:4], text_object(100, 285, "1")], [*objects[4:], text_object(100, 285, "2")]]

    report = read_report(write(ofd_of(*pages)))

    assert report.text.split("\n")[0] == TITLE
    assert report.text.replace("\n", "") == "".join([TITLE, *PARAGRAPHS])
    assert {entry.text for entry in report.furniture} == {"1", "2"}


def test_templates_are_furniture(write: Callable[[bytes], Path]) -> None:
    objects = [text_object(*line) for line in report_lines()]
    template = content([text_object(30, 12, "云岭市水务局内部资料")])

    report = read_report(
        write(ofd_of(objects, template=template, extra='<ofd:Template TemplateID="50"/>'))
    )

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert [entry.text for entry in report.furniture] == ["云岭市水务局内部资料"]


def test_text_that_stands_only_in_a_template_is_read(write: Callable[[bytes], Path]) -> None:
    template = content([text_object(*line) for line in report_lines()])

    report = read_report(
        write(ofd_of([], template=template, extra='<ofd:Template TemplateID="50"/>'))
    )

    assert report.text.split("\n") == [TITLE, *PARAGRAPHS]


def test_pages_of_pictures_are_named(write: Callable[[bytes], Path]) -> None:
    objects = [text_object(*line) for line in report_lines()]

    report = read_report(write(ofd_of(objects, ['<ofd:ImageObject ID="1"/>'])))

    assert report.quality.scanned_pages == (2,)
    assert any("第 2 页" in warning for warning in report.warnings)


def test_a_scan_is_refused_with_what_to_do(write: Callable[[bytes], Path]) -> None:
    with pytest.raises(UnreadableReportError, match="OCR"):
        read_report(write(ofd_of(['<ofd:ImageObject ID="1"/>'])))


def test_text_that_was_turned_into_outlines_needs_recognition(
    write: Callable[[bytes], Path],
) -> None:
    with pytest.raises(UnreadableReportError, match="OCR"):
        read_report(write(ofd_of(['<ofd:PathObject ID="1"/>'] * 200)))


def test_an_encrypted_file_is_refused(write: Callable[[bytes], Path]) -> None:
    parts = {**parts_of([content([])]), "Encryptions.xml": "<a/>"}

    with pytest.raises(UnreadableReportError, match="加密"):
        read_report(write(zipped(parts)))


def test_too_many_pages_are_refused(write: Callable[[bytes], Path]) -> None:
    parts = parts_of([content([])])
    page = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(page, page * 2001)

    with pytest.raises(ReportTooLargeError, match="2,001 页"):
        read_report(write(zipped(parts)))


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "哈">{ENTITIES}]><a>&e9;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
ORDINARY = parts_of([content([text_object(*line) for line in report_lines()])])
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def _with(name: str, part: str | bytes) -> bytes:
    return zipped({**ORDINARY, name: part})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "first half": lambda: zipped(ORDINARY)[: len(zipped(ORDINARY)) // 2],
    "head alone": lambda: b"PK\x03\x04",
    "text": "这是文本，不是 OFD。".encode,
    "zeros": lambda: bytes(10_000),
    "empty": lambda: b"",
    "another zip": lambda: zipped({"a.txt": "文字"}),
    "entities that multiply": lambda: _with(PAGE, LAUGHS),
    "entities in the root": lambda: _with("OFD.xml", LAUGHS),
    "entity from a file": lambda: _with("Doc_0/Document.xml", OUTSIDE),
    "bomb in a page": lambda: _with(PAGE, b"<a>" + b" " * 300_000_000 + b"</a>"),
    "no document": lambda: zipped({"OFD.xml": ORDINARY["OFD.xml"]}),
    "document that is itself": lambda: _with(
        "OFD.xml", ORDINARY["OFD.xml"].replace("/Doc_0/Document.xml", "OFD.xml")
    ),
    "way out of the package": lambda: _with(
        "OFD.xml", ORDINARY["OFD.xml"].replace("/Doc_0/Document.xml", "../../../../etc/passwd")
    ),
    "deep elements": lambda: _with(PAGE, "<a>" * 100_000 + "</a>" * 100_000),
    "no XML": lambda: _with(PAGE, bytes(range(256)) * 100),
    "deltas without end": lambda: _with(
        PAGE,
        content([text_object(30, 40, "报告" * 9).replace("g 17 5", "g 99999 5 " * 9_999)]),
    ),
    "numbers that are none": lambda: _with(
        PAGE, content([text_object(30, 40, "报告", 'CTM="nan inf 1e999 x 0 0" HScale="-inf"')])
    ),
    "objects without end": lambda: _with(PAGE, content(["<ofd:TextObject/>"] * 1_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(tmp_path: Path, name: str, bounded: Bounded) -> None:
    path = tmp_path / "报告.ofd"
    path.write_bytes(HOSTILE[name]())

    with bounded(), suppress(UnreadableReportError):
        assert "root:" not in read_report(path).text

    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.ofd"]


def test_a_part_of_odd_name_that_is_missing_is_told_in_one_line(
    write: Callable[[bytes], Path],
) -> None:
    root = ORDINARY["OFD.xml"].replace("/Doc_0/", f"/Doc\n_{'0' * 500}/")

    with pytest.raises(UnreadableReportError, match="缺少“Doc_0000") as caught:
        read_report(write(_with("OFD.xml", root)))

    assert "\n" not in caught.value.reason
    assert len(caught.value.reason) < 200
