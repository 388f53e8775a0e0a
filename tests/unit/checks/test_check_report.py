from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.checks.check import check
from reviewer.errors import ReviewerError
from reviewer.readers.read import read_pasted, read_report

_CLEAN = ("yantai-2023", "urban-management-district-2025", "ecology-city-2021-pdf-lines")
_YEARS = {"zhanjiang-2023", "culture-tourism-city-2024"}


def test_problems_come_in_the_order_of_the_text() -> None:
    text = "一,甲,乙,丙,丁,戊,己\n一、甲\n（一）做、、事。\n（三）做事。\n2021年，成立大队。"
    found = check(read_pasted(f"2023年，我局推进法治建设。现将情况报告如下：\n{text}"))

    places = [problem.span.start if problem.span else -1 for problem in found]
    assert places == sorted(places)
    assert {"numbering", "punctuation"} <= {problem.kind for problem in found}


@given(st.text(alphabet="一二三、（）()。，；20239年月是第1.\n“”《》××下步将", max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_is_checked_without_an_error(text: str) -> None:
    try:
        report = read_pasted(text)
    except ReviewerError:
        return

    for problem in check(report):
        assert problem.message
        if problem.span is not None:
            assert problem.text == problem.span.of(report.text)


@pytest.mark.gold
def test_regular_gold_reports_have_no_problem_of_number_or_year(gold_folder: Path) -> None:
    for path in sorted(gold_folder.glob("*/*.txt")):
        kinds = {problem.kind for problem in check(read_report(path))}
        if path.stem in _CLEAN:
            assert "numbering" not in kinds, path.stem
        assert ("year" in kinds) == (path.stem in _YEARS), path.stem
