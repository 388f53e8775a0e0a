"""The same made-up reports in several formats: the same facts, verdicts and evidence.

`REVIEWER_EVERY_REPORT=1` takes every made-up report instead of some.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from reviewer import workflow
from reviewer.domain.report import Report
from reviewer.domain.review import Review
from reviewer.language.numbering import NumberStyle, read_number
from reviewer.resources import resource_path

SAMPLE = "samples/示例_临澜县应急管理局2025年度法治政府建设情况报告.txt"
DATA = Path(__file__).parents[2] / "data" / "reports"
SOME = (
    "agriculture-city-2025",
    "audit-city-2022",
    "ecology-district-2022",
    "emergency-county-2022",
    "justice-county-2024",
    "market-city-2023",
    "rural-county-2023",
    "police-county-2022",
)
EVERY = tuple(sorted(path.stem for path in DATA.glob("*.txt")))
REPORTS = ("sample", *(EVERY if os.environ.get("REVIEWER_EVERY_REPORT") else SOME))

LEVELS = {NumberStyle.HAN: 0, NumberStyle.HAN_BRACKET: 1}
PATTERNS = ("%1、", "（%2）")
LEVEL = (
    '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="{1}"/></w:lvl>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(LEVEL.format(index, pattern) for index, pattern in enumerate(PATTERNS))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NAVIGATION = (
    "<div class='top'><a href='/'>云上门户</a><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul>"
    "</div><div class='path'>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>年度报告</a></div>"
)
RELATED = (
    "<div class='related'><h3>相关链接</h3><ul>"
    "<li><a>关于开展全市行政执法案卷评查的通知，请认真落实。</a></li>"
    "<li><a>市司法局召开法治政府建设推进会，部署全年工作。</a></li></ul></div>"
)
FOOT = "<div class='foot'>主办：云上市人民政府办公室 ICP备12345678号 网站标识码：1234567890</div>"

Make = Callable[[list[str], Path], Path]


def word_paragraph(text: str, properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def counted(lines: list[str]) -> list[tuple[str, int | None]]:
    """Each line without the number that counting gives it, and the level of that number."""
    counts = [0, 0]
    found: list[tuple[str, int | None]] = []
    for line in lines:
        number = read_number(line)
        level = LEVELS.get(number.style) if number is not None else None
        if number is not None and level is not None and number.value == counts[level] + 1:
            counts[level] += 1
            counts[level + 1 :] = [0] * (1 - level)
            pattern = PATTERNS[level].replace(f"%{level + 1}", number.label.strip("、（）()"))
            if line.startswith(pattern):
                found.append((line[len(pattern) :], level))
                continue
        found.append((line, None))
    return found


def site_of_today(lines: list[str]) -> str:
    title, *body = lines
    text = "".join(f"<p style='text-indent:2em'>{escape(line)}</p>\n" for line in body)
    return (
        f"<html><head><title>{title}_云上门户</title><meta name='PubDate' content='2026-02-01'>"
        f"</head><body>{NAVIGATION}<div class='article'><h1>{title}</h1>"
        "<div class='info'>来源：本站 字号：<a>大</a> <a>小</a></div>"
        f"<div class='TRS_Editor'>{text}</div></div>{RELATED}{FOOT}</body></html>"
    )


def site_of_old(lines: list[str]) -> str:
    title, *body = lines
    text = "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in body)
    return (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head>"
        f"<body>{NAVIGATION}<table><tr><td width=200>{RELATED}</td><td><table><tr><td align=center>"
        f"<font size=5>{title}</font></td></tr><tr><td>{text}</td></tr></table></td></tr></table>"
        f"{FOOT}</body></html>"
    )


def site_without_title(lines: list[str]) -> str:
    title, *body = lines
    text = "".join(f"<div><span>{escape(line)}</span></div>" for line in body)
    return (
        f"<html><head><meta name='ArticleTitle' content='{title}'><title>详情页</title></head>"
        f"<body>{NAVIGATION}<main><section id='UCAP-CONTENT'><div>{text}</div></section></main>"
        f"<aside>{RELATED}</aside>{FOOT}</body></html>"
    )


def rtf(lines: list[str]) -> bytes:
    body = ""
    for line in lines:
        for character in line:
            code = character.encode("gb18030")
            fallback = "".join(f"\\'{byte:02x}" for byte in code)
            body += fallback if len(code) == 2 else f"\\uc1\\u{ord(character)}?"
        body += "\\par\r\n"
    return f"{{\\rtf1\\ansi\\ansicpg936\\pard {body}}}".encode()


def web_archive(lines: list[str]) -> bytes:
    page = base64.encodebytes(site_of_today(lines).encode("gb18030")).decode()
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        '--b\nContent-Type: text/html; charset="gb2312"\n'
        f"Content-Transfer-Encoding: base64\n\n{page}\n--b--\n"
    ).encode()


@pytest.fixture(scope="module")
def examiner() -> workflow.Examiner:
    return workflow.Examiner(workflow.load_checklist())


@pytest.fixture(params=REPORTS)
def plain(request: pytest.FixtureRequest) -> Report:
    """A report as read from a text file."""
    name = request.param
    path = resource_path(SAMPLE) if name == "sample" else DATA / f"{name}.txt"
    return workflow.read_report(path)


@pytest.fixture(
    params=[
        "text in UTF-8",
        "text in GB18030",
        "text in UTF-16",
        "docx",
        "docx with automatic numbers",
        "site of today",
        "site of old",
        "site without title",
        "mht",
        "rtf",
    ]
)
def make(request: pytest.FixtureRequest, word_file: Callable[..., Path]) -> Make:
    """Writes lines into a file of a format."""

    def numbered(lines: list[str]) -> Path:
        number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
        parts = counted(lines)
        if sum(level is not None for _, level in parts) <= 3:
            pytest.skip("has no numbers that Word would count")
        body = "".join(
            word_paragraph(text, "" if level is None else number.format(level))
            for text, level in parts
        )
        return word_file(body, numbering=NUMBERING)

    def give(lines: list[str], folder: Path) -> Path:
        kind = str(request.param)
        if kind == "docx":
            return word_file("".join(map(word_paragraph, lines)))
        if kind.startswith("docx"):
            return numbered(lines)
        if kind == "site without title" and lines[0].endswith("号"):
            pytest.skip("its first line is not its title")
        text = "\r\n".join(lines)
        name, data = {
            "text in UTF-8": ("a.txt", text.encode("utf-8-sig")),
            "text in GB18030": ("a.txt", text.encode("gb18030")),
            "text in UTF-16": ("a.txt", text.encode("utf-16")),
            "site of today": ("a.html", site_of_today(lines).encode()),
            "site of old": ("a.htm", site_of_old(lines).encode("gb18030")),
            "site without title": ("a.html", site_without_title(lines).encode()),
            "mht": ("a.mht", web_archive(lines)),
            "rtf": ("a.rtf", rtf(lines)),
        }[kind]
        path = folder / name
        path.write_bytes(data)
        return path

    return give


def judged(review: Review) -> dict[str, tuple[object, ...]]:
    text = review.report.text
    return {
        item: (finding.verdict, *(proof.span.of(text) for proof in finding.evidence))
        for item, finding in review.findings.items()
    }


def test_each_format_gives_the_same_text_verdicts_and_evidence(
    plain: Report, make: Make, examiner: workflow.Examiner, tmp_path: Path
) -> None:
    report = workflow.read_report(make(plain.text.split("\n"), tmp_path))

    assert report.text.split("\n") == plain.text.split("\n")
    assert [
        entry.value if entry else None for entry in (report.facts.title, report.facts.unit)
    ] == [entry.value if entry else None for entry in (plain.facts.title, plain.facts.unit)]
    assert [(s.level, s.heading, s.role) for s in report.sections] == [
        (s.level, s.heading, s.role) for s in plain.sections
    ]
    assert judged(examiner.examine(report)) == judged(examiner.examine(plain))
