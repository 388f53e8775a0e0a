"""Texts that made the reading take minutes: each is read in the time of any other of its size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from reviewer.readers.content_format import suffix_of_content
from reviewer.readers.read import read_pasted

Bounded = Callable[[], AbstractContextManager[None]]

TITLE = "云岭市水务局2023年法治政府建设年度报告"
SENTENCE = "全年立案12件，罚款6万元，全部办结。"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{SENTENCE}\n" + "打印||【关闭】——" * 5_000 + "完",
        f"{TITLE}\n{SENTENCE}\n" + "关闭窗口" * 20_000 + "完",
        f"{TITLE}\n" * 20_000 + SENTENCE,
        f"{TITLE}\n{SENTENCE}\n" + "下一步\n" * 20_000,
        f"{TITLE}\n{SENTENCE}\n" + "特此报告。\n" * 20_000,
        f"{TITLE}\n{SENTENCE}\n" + "www." * 200_000 + "！",
        f"{TITLE}\n{SENTENCE}\n" + "首页>" * 200_000,
        f"{TITLE}\n{SENTENCE}\n" + "【" * 200_000,
        f"{TITLE.replace('2023', '')}\n{SENTENCE}" + "（" * 500_000,
        f"{TITLE.replace('2023', '')}\n{SENTENCE}" + "《" * 500_000,
        f"{TITLE}\n{SENTENCE}\n" + "(yī" * 200_000,
    ],
    ids=[
        "buttons",
        "one button",
        "titles",
        "plans",
        "closings",
        "addresses",
        "steps",
        "brackets",
        "open brackets",
        "open titles",
        "pinyin",
    ],
)
def test_a_text_of_odd_shape_is_read_soon(text: str, bounded: Bounded) -> None:
    with bounded():
        report = read_pasted(text)

    assert SENTENCE in report.text


def test_countless_blank_lines_are_passed_soon(bounded: Bounded) -> None:
    with bounded():
        report = read_pasted(TITLE + "\n" * 1_900_000 + SENTENCE)

    assert report.text == f"{TITLE}\n{SENTENCE}"


def test_countless_comments_in_front_of_a_page_are_passed_soon(bounded: Bounded) -> None:
    comments = b"<!-- a -->" * 350

    with bounded():
        found = [suffix_of_content(comments + rest) for rest in (b"<html>", b"text")]

    assert found == [".html", None]
