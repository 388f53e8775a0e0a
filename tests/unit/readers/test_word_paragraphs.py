from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.domain.report import ParagraphKind
from reviewer.readers.read import read_report
from reviewer.readers.source import SourceBlock
from reviewer.readers.word_document import read_word_document

WordFile = Callable[..., Path]


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def box(text: str) -> str:
    return f"<w:txbxContent>{p(r(text))}</w:txbxContent>"


def texts(path: Path) -> list[str]:
    return [block.text for block in read_word_document(path).blocks if block.text.strip()]


def block_of(path: Path, words: str) -> SourceBlock:
    return next(block for block in read_word_document(path).blocks if words in block.text)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("立案") + r("12件"), "立案12件"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        (r("甲") + r("藏", "<w:vanish/>") + r("乙"), "甲乙"),
        (r("甲", '<w:vanish w:val="0"/>'), "甲"),
        (f"<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        (f"<w:moveFrom>{r('旧处')}</w:moveFrom><w:moveTo>{r('新处')}</w:moveTo>", "新处"),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink>", "链接"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:fldSimple w:instr="DATE">{r("2024年")}</w:fldSimple>', "2024年"),
        (field("PAGE", r("3")) + r("页"), "3页"),
        (field("IF " + "", r("外") + field("REF", r("内"))), "外内"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("是"), "☑是"),
        (
            f"<w:r><w:ruby><w:rt>{r('yìng')}</w:rt><w:rubyBase>{r('应')}</w:rubyBase></w:ruby></w:r>",
            "应",
        ),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        ('<w:commentRangeStart w:id="0"/>' + r("甲") + '<w:commentRangeEnd w:id="0"/>', "甲"),
        (r("𠮷河镇"), "𠮷河镇"),
    ],
)
def test_what_a_paragraph_shows_is_its_text(word_file: WordFile, inside: str, text: str) -> None:
    assert texts(word_file(p(inside))) == [text]


def test_the_code_of_a_field_is_not_read_even_over_paragraphs(word_file: WordFile) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("代码")
    rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("结果")

    assert texts(word_file(p(begin) + p(r("代码二")) + p(rest))) == ["结果"]


def test_a_field_without_end_hides_a_few_paragraphs_at_most(word_file: WordFile) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    found = texts(word_file(p(begin) + "".join(p(r(f"第{n}段")) for n in range(9))))

    assert found[-5:] == [f"第{n}段" for n in range(4, 9)]


def test_a_note_that_refers_to_itself_is_read_once(word_file: WordFile) -> None:
    again = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p(r("脚注") + again)}</w:footnote>'

    path = word_file(p(r("甲") + again) + p(r("乙") + again), footnotes=notes)

    assert texts(path) == ["甲", "注：脚注", "乙"]


def test_comments_are_not_read(word_file: WordFile) -> None:
    path = word_file(p(r("正文")), extra={"word/comments.xml": "<c>批注</c>"})

    assert texts(path) == ["正文"]


def test_tracked_changes_are_counted_and_told(word_file: WordFile) -> None:
    path = word_file(p(f"<w:ins>{r('新')}</w:ins><w:del>{r('旧')}</w:del>{r('正文')}"))

    report = read_report(path)

    assert report.quality.tracked_changes == 2
    assert report.text == "新正文"
    assert any("2 处修订" in warning for warning in report.warnings)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word_file: WordFile) -> None:
    path = word_file(p(r("前半"), "<w:rPr><w:del/></w:rPr>") + p(r("后半")))

    assert texts(path) == ["前半后半"]


def test_a_text_box_given_twice_is_read_once(word_file: WordFile) -> None:
    drawing = f"<w:drawing><wps:txbx>{box('框内文字')}</wps:txbx></w:drawing>"
    picture = f"<w:pict><v:textbox>{box('框内文字')}</v:textbox></w:pict>"
    inside = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    path = word_file(p(r("正文") + inside))

    assert texts(path) == ["正文", "框内文字"]
    assert read_word_document(path).quality.text_boxes == 1


def test_a_text_box_of_old_word_is_read(word_file: WordFile) -> None:
    inside = f"<w:r><w:pict><v:shape><v:textbox>{box('旧框')}</v:textbox></v:shape></w:pict></w:r>"

    assert texts(word_file(p(inside))) == ["旧框"]


def test_notes_stand_behind_their_paragraph(word_file: WordFile) -> None:
    inside = r("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p(r("脚注文字"))}</w:footnote>'

    path = word_file(p(inside) + p(r("下一段")), footnotes=notes)

    assert texts(path) == ["正文", "注：脚注文字", "下一段"]


def test_headers_and_footers_are_furniture(word_file: WordFile) -> None:
    path = word_file(
        p(r("云岭市水务局2023年法治政府建设年度报告")) + p(r("全年立案12件。")),
        header1=p(r("内部资料")),
        footer1=p(r("第") + field("PAGE", r("1")) + r("页")),
    )

    report = read_report(path)

    assert [entry.text for entry in report.furniture] == ["内部资料", "第1页"]
    assert "内部资料" not in report.text


def test_a_table_of_contents_is_furniture(word_file: WordFile) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    path = word_file(p(r("一、主要举措 1"), '<w:pStyle w:val="10"/>'), styles=styles)

    assert block_of(path, "主要举措").is_furniture


def test_rows_are_lines_and_cells_are_parted_by_tabs(word_file: WordFile) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{p(r(left))}</w:tc><w:tc>{p(r(right))}</w:tc></w:tr>"
        for left, right in (("指标", "数量"), ("立案", "12件"))
    )

    source = read_word_document(word_file(f"<w:tbl>{rows}</w:tbl>"))

    assert [(block.text, block.is_table) for block in source.blocks] == [
        ("指标\t数量", True),
        ("立案\t12件", True),
    ]
    assert source.quality.tables == 1


def test_a_table_that_only_arranges_text_gives_paragraphs(word_file: WordFile) -> None:
    cell = f"<w:tc>{p(r('标题'))}{p(r('正文'))}</w:tc>"

    source = read_word_document(word_file(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))

    assert [(block.text, block.is_table) for block in source.blocks] == [
        ("标题", False),
        ("正文", False),
    ]


def test_a_deleted_row_is_not_read(word_file: WordFile) -> None:
    row = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('旧'))}</w:tc><w:tc>{p(r('行'))}</w:tc></w:tr>"
    )
    kept = f"<w:tr><w:tc>{p(r('新'))}</w:tc><w:tc>{p(r('行'))}</w:tc></w:tr>"

    assert texts(word_file(f"<w:tbl>{row}{kept}</w:tbl>")) == ["新\t行"]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
  <w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="自定义"/><w:basedOn w:val="4"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="b"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="5"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="hidden"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="2"/>', 1),
        ('<w:pStyle w:val="3"/>', 2),
        ('<w:pStyle w:val="5"/>', 3),
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="unknown"/>', None),
        ("", None),
    ],
)
def test_styles_tell_headings(word_file: WordFile, properties: str, level: int | None) -> None:
    path = word_file(p(r("工作成效"), properties), styles=STYLES)

    assert block_of(path, "工作成效").heading_level == level


def test_a_style_of_headings_on_a_whole_paragraph_is_ignored(word_file: WordFile) -> None:
    text = "全年立案12件，办结12件。" * 8
    path = word_file(p(r(text), '<w:pStyle w:val="2"/>'), styles=STYLES)

    assert block_of(path, "全年立案").heading_level is None


def test_the_style_of_titles_tells_the_title(word_file: WordFile) -> None:
    body = p(r("云岭市水务局"), '<w:pStyle w:val="t"/>')
    body += p(r("2023年法治政府建设年度报告"), '<w:pStyle w:val="t"/>') + p(
        r("全年立案12件，办结12件。")
    )

    report = read_report(word_file(body, styles=STYLES))

    assert report.paragraphs[0].kind is ParagraphKind.TITLE
    assert report.text.startswith("云岭市水务局2023年法治政府建设年度报告\n")


def test_a_character_style_can_hide_text(word_file: WordFile) -> None:
    path = word_file(p(r("甲") + r("藏", '<w:rStyle w:val="h"/>')), styles=STYLES)

    assert [text.strip() for text in texts(path)] == ["甲"]


def test_the_indent_of_a_style_counts_as_an_indent(word_file: WordFile) -> None:
    path = word_file(p(r("正文")) + p(r("落款"), '<w:ind w:firstLineChars="0"/>'), styles=STYLES)

    assert texts(path) == ["\u3000\u3000正文", "落款"]


def test_the_number_of_pages_is_taken_from_the_properties(word_file: WordFile) -> None:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = f'<Properties xmlns="{uri}"><Pages>7</Pages></Properties>'

    assert (
        read_word_document(word_file(p(r("a")), extra={"docProps/app.xml": app})).quality.pages == 7
    )


def test_the_strict_vocabulary_is_read(word_file: WordFile, tmp_path: Path) -> None:
    usual = word_file(p(r("正文")))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, data)

    assert texts(strict) == ["正文"]
