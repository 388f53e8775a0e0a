from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from reviewer import workflow
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.html_page import read_html_page
from reviewer.readers.read import read_pasted_html, read_report

Bounded = Callable[[], AbstractContextManager[None]]

TITLE = "云岭市水务局2023年法治政府建设年度报告"
BODY = (
    "<p>2023年，云岭市水务局认真开展法治政府建设。现将有关情况报告如下：</p>"
    "<p>一、主要举措和成效</p><p>全年立案12件，罚款6万元，开展检查120次，办结率100%。</p>"
)
Page = Callable[..., Path]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Makes a page of a body."""

    def give(
        body: str, *, head: str = "", encoding: str = "utf-8", name: str = "报告.html"
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
        return path

    return give


def texts(path: Path) -> list[str]:
    return [block.text for block in read_html_page(path).blocks]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("甲<br>乙", ["甲", "乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>立案\n  12\n件，办\n结</p>", ["立案 12 件，办结"]),
        ("<p>&nbsp;&nbsp;甲&nbsp;乙</p>", ["\xa0\xa0甲\xa0乙"]),
        ("<p style='text-indent: 2em'>甲<br>乙</p>", ["\u3000\u3000甲", "乙"]),
        ("<p style='text-indent:0'>甲</p>", ["甲"]),
        ("<span>甲</span><b>乙</b>", ["甲乙"]),
        ("<script>var a='<p>x</p>'</script><style>p{}</style>甲", ["甲"]),
        ("<p style='display:none'>藏</p><span hidden>藏</span>甲", ["甲"]),
        ("<noscript>藏</noscript><textarea>藏</textarea><select><option>藏</select>甲", ["甲"]),
        ("<del>旧</del><ins>新</ins>", ["新"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<ol><li><p>甲</p><li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲</ol><ul><li>乙</ul>", ["3.甲", "乙"]),
        ("<h1>云岭市水务局<br>年度报告</h1>", ["云岭市水务局年度报告"]),
        ("<!-- 注释 -->甲&#x4E91;&lt;", ["甲云<"]),
        ("<p>甲<!--[if gte mso 9]><xml>x</xml><![endif]--></p>", ["甲"]),
        ("𠮷河镇", ["𠮷河镇"]),
    ],
)
def test_what_a_page_shows_is_its_lines(page: Page, body: str, lines: list[str]) -> None:
    assert texts(page(body)) == lines


def test_rows_are_lines_and_lists_of_words_keep_their_cells_apart(page: Page) -> None:
    path = page("<table><tr><th>指标<th>数量<tr><td>立案<br>件数<td>12件</table>")

    source = read_html_page(path)

    assert [(block.text, block.is_table) for block in source.blocks] == [
        ("指标\t数量", True),
        ("立案 件数\t12件", True),
    ]
    assert source.quality.tables == 1


def test_the_caption_of_a_table_is_read(page: Page) -> None:
    path = page("<table><caption>执法情况</caption><tr><td>立案<td>12件</table>")

    assert texts(path) == ["执法情况", "立案\t12件"]


def test_tables_that_arrange_the_page_are_no_tables(page: Page) -> None:
    inner = "<table><tr><td>立案</td><td>12件</td></tr></table>"
    path = page(f"<table><tr><td>导航</td><td>{inner}</td></tr></table>")

    assert [(block.text, block.is_table) for block in read_html_page(path).blocks] == [
        ("导航", False),
        ("立案\t12件", True),
    ]


def test_a_table_of_labels_gives_its_facts(page: Page) -> None:
    labels = (
        "<table><tr><th>索引号</th><td>123/2024-1</td><th>发布日期</th><td>2024-01-20</td></table>"
    )

    report = read_report(page(f"{labels}<h1>{TITLE}</h1><div class='TRS_Editor'>{BODY}</div>"))

    assert report.facts.web_published is not None
    assert report.facts.web_published.value == date(2024, 1, 20)
    assert "索引号" not in report.text


@pytest.mark.parametrize(
    ("encoding", "head", "found"),
    [
        ("utf-8", "", "utf-8"),
        ("utf-8-sig", "<meta charset='gb2312'>", "utf-8"),
        ("gbk", "<meta charset=gb2312>", "gb18030"),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "gb18030"),
        ("gbk", "", "gb18030"),
        ("gbk", "<meta charset=utf-8>", "gb18030"),
        ("utf-8", "<meta charset=gb2312>", "utf-8"),
        ("gbk", "<meta charset=nonsense>", "gb18030"),
        ("gbk", "<meta charset=zlib_codec>", "gb18030"),
        ("utf-16", "", "utf-16-le"),
    ],
)
def test_every_usual_encoding_is_read(page: Page, encoding: str, head: str, found: str) -> None:
    report = read_report(page(f"<h1>{TITLE}</h1>{BODY}", head=head, encoding=encoding))

    assert report.text.startswith(f"{TITLE}\n2023年，云岭市水务局")
    assert report.encoding == found


def test_what_surrounds_the_text_is_furniture(page: Page) -> None:
    body = (
        "<ul class=nav><li><a>首页</a><li><a>政务公开</a></ul>"
        f"<div class=wrap><h1>{TITLE}</h1><div class=info>来源：市水务局 <a>打印</a></div>"
        f"<div id=zoom>{BODY}</div></div><p>云岭市水务局</p><p>2024年1月15日</p>"
        "<div class=links><a>市司法局2023年年度报告</a></div><div>主办：云岭市人民政府</div>"
    )

    report = read_report(page(body))

    assert report.text.split("\n")[0] == TITLE
    assert report.text.endswith("云岭市水务局\n2024年1月15日")
    assert "市司法局" not in report.text
    assert "首页" not in report.text


def test_without_a_known_name_the_element_with_the_sentences_is_found(page: Page) -> None:
    side = "<div class=q1>" + "<p><a>关于做好有关工作的通知，请认真执行。</a></p>" * 20 + "</div>"

    report = read_report(page(f"{side}<div class=q2><h2>{TITLE}</h2>{BODY}</div>{side}"))

    assert report.text.startswith(TITLE)
    assert "通知" not in report.text


def test_a_notice_beside_the_text_is_no_part_of_it(page: Page) -> None:
    notice = "<div>本站声明：未经许可，不得转载。</div>"

    report = read_report(page(f"<div><h1>{TITLE}</h1><div id=a>{BODY * 3}</div>{notice}</div>"))

    assert report.text.startswith(TITLE)
    assert "声明" not in report.text


def test_a_title_of_the_head_that_no_line_shows_is_put_in_front(page: Page) -> None:
    head = f"<meta name=ArticleTitle content={TITLE}><meta name=PubDate content='2024-01-20 08:00'>"

    report = read_report(page(f"<div class=TRS_Editor>{BODY}</div>", head=head))

    assert report.text.startswith(f"{TITLE}\n")
    assert report.facts.published == date(2024, 1, 20)


def test_a_title_split_over_lines_is_found_by_the_title_of_the_page(page: Page) -> None:
    body = "<div class=a><p>云岭市水务局</p><p>2023年法治政府建设年度报告</p></div><a>打印</a>"

    report = read_report(
        page(f"{body}<div class=zoom>{BODY}</div>", head=f"<title>{TITLE}_云岭市</title>")
    )

    assert report.facts.title is not None
    assert report.facts.title.value == TITLE


def test_large_type_tells_headings(page: Page) -> None:
    blocks = read_html_page(page(f"<h2>工作成效</h2>{BODY}<h3>{'全年办结，' * 20}</h3>")).blocks

    assert [block.heading_level for block in blocks if block.heading_level] == [2]


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_a_page_under_another_name_is_read_with_a_warning(page: Page, suffix: str) -> None:
    report = read_report(page(f"<h1>{TITLE}</h1>{BODY}", name=f"报告{suffix}"))

    assert report.format == "html"
    assert any("实际格式" in warning for warning in report.warnings)


WORD_HTML = f"""Version:0.9
StartHTML:0000000105
EndHTML:0000000999
<html><head><style>p {{color: red}}</style></head><body><!--StartFragment-->
<p class=MsoTitle>{TITLE}</p>
<p class=MsoNormal style='text-indent:32.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>一、<span style='font:7.0pt Arial'>&nbsp;&nbsp; </span></span><![endif]
>主要举措<o:p></o:p></p>
<p>全年立案12件，<span style='mso-hide:all'>藏</span>罚款6万元。</p>
<!--EndFragment--></body></html>"""


def test_html_of_the_clipboard_is_read_with_its_numbers() -> None:
    report = read_pasted_html(WORD_HTML)

    assert report.text == f"{TITLE}\n一、主要举措\n全年立案12件，罚款6万元。"
    assert report.format == "text"
    assert report.path == "粘贴的文字"
    assert workflow.read_pasted_html(WORD_HTML) == report


@pytest.mark.parametrize("html", ["", "  \n", "<p></p>", "<script>1</script>"])
def test_html_of_the_clipboard_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableReportError):
        read_pasted_html(html)


HOSTILE: dict[str, tuple[str, str]] = {
    "nested too deeply": ("<div>" * 90_000 + "报告", "嵌套过深"),
    "many elements": ("<b>报</b>" * 800_000, "标记超过"),
    "many lines": ("<p>报" * 60_000, "50,000 行"),
    "too much text": ("报告，" * 700_000, "2,000,000"),
    "only tags": ("<" * 500_000, "没有文字"),
    "comment without end": ("<!--" + "报告，" * 500_000, "没有文字"),
    "frames only": ("<frameset><frame src='a.html'></frameset>", "没有文字"),
    "script only": ("<script>document.write('报告')</script>", "由脚本载入"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_refused_soon_with_one_sentence(
    page: Page, kind: str, bounded: Bounded
) -> None:
    body, words = HOSTILE[kind]
    path = page(body)

    with bounded(), pytest.raises(UnreadableReportError, match=words) as caught:
        read_report(path)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>" * 600 + "报告，有关情况。",
        "<ol><li>" * 600 + "报告，有关情况。",
        "<table>" + "<tr><td>a<td><div>" * 600 + "报告，有关情况。" * 100_000,
        "<table>" + "<tr><td>a<td>b" * 20_000 + "报告",
        "<h2>年度报告标题很长</h2>" * 20_000 + "<p>报告，有关情况。" * 20_000,
        f"<p style='text-indent:{'0' * 1_000_000}x'>报告，有关情况。",
        f"<title>{'&nbsp;' * 200_000}x</title>报告，有关情况。",
        "<div></div>" * 250_000 + "报告，有关情况。",
        "<p " + "a=1 " * 500_000 + ">报告，有关情况。",
        "<span style='display:none'>藏</span>报" * 40_000,
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;报告，有关情况。",
    ],
)
def test_a_strange_page_is_read_soon(page: Page, body: str, bounded: Bounded) -> None:
    path = page(body)

    with bounded():
        report = read_report(path)

    assert "报" in report.text


def test_a_large_page_is_refused_by_its_size(page: Page) -> None:
    with pytest.raises(ReportTooLargeError, match="20 MB"):
        read_report(page("报" * 7_000_000))


def test_many_starts_of_a_fragment_are_read_soon(bounded: Bounded) -> None:
    with bounded():
        report = read_pasted_html("<!--StartFragment-->" * 300_000 + "报告")

    assert report.text == "报告"


def test_pasted_html_over_the_limit_is_refused() -> None:
    with pytest.raises(ReportTooLargeError):
        read_pasted_html("<p>报告</p>" + " " * 21_000_000)


def test_the_same_lines_pasted_again_are_the_same_report_whatever_stands_around_them() -> None:
    body = "<h1>某局2024年法治政府建设年度报告</h1><p>一年来，我局开展普法12次。</p>"
    word = f"Version:0.9\r\nStartHTML:0097\r\n<html><!--StartFragment-->{body}<!--EndFragment-->"

    assert read_pasted_html(word).sha256 == read_pasted_html(body).sha256
