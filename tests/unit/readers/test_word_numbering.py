from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.readers.number_words import number_text
from reviewer.readers.word_document import read_word_document

WordFile = Callable[..., Path]


def level(index: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


LEVELS = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircle", "%5")
)
NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>
"""


def item(text: str, index: int = 0, list_id: int = 1, more: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{more}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(path: Path) -> list[str]:
    return [block.text for block in read_word_document(path).blocks]


def test_each_level_is_written_as_word_shows_it(word_file: WordFile) -> None:
    body = "".join(item("甲", index) for index in range(5))

    assert texts(word_file(body, numbering=NUMBERING)) == [
        "一、甲",
        "（一）甲",
        "1.甲",
        "（1）甲",
        "①甲",
    ]


def test_deeper_levels_start_anew_behind_a_higher_one(word_file: WordFile) -> None:
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1)

    assert texts(word_file(body, numbering=NUMBERING)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "二、丁",
        "（一）戊",
    ]


def test_lists_of_one_kind_count_on_unless_told_to_start_anew(word_file: WordFile) -> None:
    body = item("甲") + item("乙", 0, 3) + item("丙", 0, 2) + item("丁", 0, 2)

    assert texts(word_file(body, numbering=NUMBERING)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_level_that_never_restarts_counts_on(word_file: WordFile) -> None:
    levels = level(0, "chineseCounting", "%1、") + level(
        1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)

    assert texts(word_file(body, numbering=numbering)) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_pattern_may_hold_the_numbers_of_several_levels(word_file: WordFile) -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    body = item("甲") + item("乙") + item("丙", 1)

    assert texts(word_file(body, numbering=numbering)) == ["第一章甲", "第二章乙", "2.1 丙"]


def test_a_start_value_counts(word_file: WordFile) -> None:
    levels = level(0, "decimal", "%1.").replace('<w:start w:val="1"/>', '<w:start w:val="5"/>')
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    assert texts(word_file(item("甲") + item("乙"), numbering=numbering)) == ["5.甲", "6.乙"]


def test_a_style_numbers_its_paragraphs_on_the_level_named_after_it(word_file: WordFile) -> None:
    levels = level(0, "chineseCounting", "%1、") + level(
        1, "decimal", "%2.", '<w:pStyle w:val="s"/>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="x"/><w:pPr><w:numPr>'
    styles += '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = '<w:p><w:pPr><w:pStyle w:val="s"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'

    assert texts(word_file(body, numbering=numbering, styles=styles)) == ["1.甲"]


def test_list_0_takes_the_number_of_the_style_away(word_file: WordFile) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="x"/><w:pPr><w:numPr>'
    styles += '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = item("甲", 0, 0, '<w:pStyle w:val="s"/>')

    assert texts(word_file(body, numbering=NUMBERING, styles=styles)) == ["甲"]


def test_bullets_give_no_text(word_file: WordFile) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    assert texts(word_file(item("甲"), numbering=numbering)) == ["甲"]


def test_a_pattern_without_bounds_is_cut(word_file: WordFile) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "长" * 9_000)}'
    numbering += '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    assert len(texts(word_file(item("甲"), numbering=numbering))[0]) < 100


def test_a_list_that_is_not_there_gives_no_number(word_file: WordFile) -> None:
    assert texts(word_file(item("甲", 0, 77) + item("乙", 8), numbering=NUMBERING)) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (102, "chineseCountingThousand", "一百零二"),
        (110, "chineseCountingThousand", "一百一十"),
        (1003, "chineseCountingThousand", "一千零三"),
        (10, "ideographDigital", "一〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (5, "none", ""),
        (5, "unheard-of", "5"),
        (0, "chineseCounting", "0"),
    ],
)
def test_numbers_are_written_in_words(number: int, form: str, text: str) -> None:
    assert number_text(number, form) == text
