"""Which form of what is in the clipboard is read."""

from __future__ import annotations

import pytest

from reviewer.domain.source_lines import PastedSource
from reviewer.workflow import pasted_source

TEXT = "某局2024年法治政府建设年度报告\n一、主要举措\n开展普法12次。"
HTML = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())


def test_html_is_read_where_there_is_any() -> None:
    assert pasted_source(TEXT, HTML) == PastedSource(HTML, is_html=True)


def test_html_alone_will_do() -> None:
    assert pasted_source("", HTML) == PastedSource(HTML, is_html=True)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<img src='clip.png'>",
        "<p>某局2024年</p>",
        "<div>" * 100_000,
    ],
)
def test_text_is_read_where_the_html_is_none_or_lacks_some(html: str) -> None:
    assert pasted_source(TEXT, html) == PastedSource(TEXT)


def test_lines_that_will_be_set_aside_are_not_lacking() -> None:
    navigation = "首页 政务公开 办事服务 互动交流\n" * 5
    html = "".join(f"<p>{line}</p>" for line in (navigation + TEXT).splitlines())

    assert pasted_source(navigation + TEXT, html).is_html
