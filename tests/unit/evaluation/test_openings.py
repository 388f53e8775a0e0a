from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.evaluation.openings import OpeningsResult, evaluate_openings

_TEXT = (
    "首页 > 政务公开\n云岭市水务局2023年法治政府建设年度报告\n发布日期：2024-01-22\n"
    "2023年，云岭市水务局推进法治建设。现将情况报告如下：\n一、主要举措\n立案12件。"
)
_OPENING: dict[str, object] = {
    "id": "a",
    "kind": "report",
    "text": _TEXT,
    "title": "云岭市水务局2023年法治政府建设年度报告",
    "unit": "云岭市水务局",
    "unit_short": None,
    "report_year": 2023,
    "published": "2024-01-22",
    "borderline": False,
    "furniture": ["首页 > 政务公开", "发布日期：2024-01-22"],
}


def evaluate(folder: Path, *openings: dict[str, object]) -> OpeningsResult:
    path = folder / "openings.jsonl"
    path.write_text("\n".join(json.dumps(entry) for entry in openings), "utf-8")
    return evaluate_openings(path)


def test_an_opening_read_right_counts_everywhere(tmp_path: Path) -> None:
    result = evaluate(tmp_path, _OPENING)

    assert all(tally.share == 1 for tally in result.tallies().values())
    assert result.furniture_f1 == 1
    assert result.misses == ()


def test_a_wrong_fact_is_named(tmp_path: Path) -> None:
    result = evaluate(tmp_path, {**_OPENING, "report_year": 2022})

    assert result.year.share == 0
    assert [(miss.fact, miss.expected, miss.found) for miss in result.misses] == [
        ("year", "2022", "2023")
    ]


def test_a_date_where_none_is_given_is_wrong(tmp_path: Path) -> None:
    result = evaluate(tmp_path, {**_OPENING, "published": None})

    assert result.published.share == 0
    assert result.published_given.of == 0


def test_an_official_short_form_is_right_too_and_a_pronoun_is_not_judged(tmp_path: Path) -> None:
    short = {**_OPENING, "unit": "大河县水务局", "unit_short": "云岭市水务局"}
    pronoun = {**_OPENING, "unit": None, "unit_short": "我局"}

    result = evaluate(tmp_path, short, pronoun)

    assert (result.unit.right, result.unit.of) == (1, 1)


def test_borderline_openings_are_not_judged_by_kind(tmp_path: Path) -> None:
    result = evaluate(tmp_path, {**_OPENING, "kind": "near_miss", "borderline": True})

    assert result.kind.of == 0
    assert result.year.of == 0


def test_furniture_missed_and_set_aside_wrongly_lower_the_f1(tmp_path: Path) -> None:
    result = evaluate(tmp_path, {**_OPENING, "furniture": ["发布日期：2024-01-22", "立案12件。"]})

    assert result.furniture_right == 1
    assert result.furniture_f1 == pytest.approx(0.5)


def test_a_file_of_something_else_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a"}', "utf-8")

    with pytest.raises(ReviewerError, match="第 1 行"):
        evaluate_openings(path)


def test_the_figures_can_be_printed(tmp_path: Path) -> None:
    lines = list(evaluate(tmp_path, _OPENING).lines())

    assert len(lines) == 7
    assert lines[0].startswith("kind")


@pytest.mark.gold
def test_the_gold_openings_are_read_well() -> None:
    result = evaluate_openings(Path(os.environ["REVIEWER_GOLD"]) / "openings.jsonl")

    assert result.kind.share >= 0.96
    assert result.year.share >= 0.97
    assert result.unit.share >= 0.93
    assert result.title.share >= 0.93
    assert result.published.share >= 0.95
    assert result.published_given.share >= 0.95
    assert result.furniture_f1 >= 0.93
