from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

REPORT = """\
青禾县水务局2024年法治政府建设年度报告
2024年，县水务局依法履行职责。现将有关情况报告如下：
一、主要举措和成效
（一）健全工作机制。全年聘请法律顾问2名，审查合同35份。
二、下一年度主要安排
一是开展执法人员培训4期。
"""


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "水务局.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def gold_file(tmp_path: Path, report_file: Path) -> Path:
    verdict = {"verdict": "met", "evidence": ["聘请法律顾问2名"], "sure": True, "why": "有数"}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({report_file.stem: {"topic.adviser": verdict}}), encoding="utf-8")
    (tmp_path / "baseline_terms.json").write_text('{"topic.adviser": ["律师"]}', "utf-8")
    return path


def test_an_evaluation_is_printed(run: Run, gold_file: Path, checklist_file: Path) -> None:
    code, output, errors = run("evaluate", gold_file, "--checklist", checklist_file, "--baseline")

    assert (code, errors) == (0, "")
    assert "勾选F1" in output
    assert "关键词" in output
    assert "水务局" in output
    assert "没有出现的规则 1 条：\nadviser.unused" in output


def test_an_evaluation_may_go_to_files(
    run: Run, gold_file: Path, checklist_file: Path, tmp_path: Path
) -> None:
    code, output, _errors = run(
        "evaluate",
        gold_file,
        "--checklist",
        checklist_file,
        "--json",
        tmp_path / "e.json",
        "--html",
        tmp_path / "e.html",
    )

    assert (code, output) == (0, "")
    result = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert result["overall"]["all"]["tick"]["f1"] == 1
    assert result["baseline"] is None
    assert (tmp_path / "e.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_missing_document_is_wrong_usage(run: Run, gold_file: Path, report_file: Path) -> None:
    report_file.unlink()

    code, _output, errors = run("evaluate", gold_file)

    assert code == 2
    assert "找不到文档 水务局" in errors


def test_trying_a_checklist_shows_what_it_changes(
    run: Run, report_file: Path, checklist_file: Path
) -> None:
    code, output, _errors = run("checklist", "try", checklist_file, "--on", report_file)

    assert code == 0
    assert str(report_file) in output
    assert "（没有这一项）" in output  # most items of the built-in checklist
    assert "1 份报告：判定改变" in output


def test_trying_a_checklist_on_gold_compares_both(
    run: Run, gold_file: Path, checklist_file: Path
) -> None:
    code, output, _errors = run("checklist", "try", checklist_file, "--gold", gold_file)

    assert code == 0
    assert "内置评审表" in output
    assert "试用的评审表" in output


def test_trying_needs_something_to_try_on(run: Run, checklist_file: Path) -> None:
    code, _output, errors = run("checklist", "try", checklist_file)

    assert code == 2
    assert "--on" in errors


def test_a_report_that_cannot_be_read_does_not_stop_the_trial(
    run: Run, report_file: Path, checklist_file: Path, tmp_path: Path
) -> None:
    code, output, errors = run(
        "checklist", "try", checklist_file, "--on", tmp_path / "无.txt", report_file
    )

    assert code == 1
    assert "无.txt" in errors
    assert "1 份报告" in output


def test_openings_are_compared_with_what_they_say(run: Run, tmp_path: Path) -> None:
    opening = {
        "id": "x1",
        "kind": "report",
        "borderline": False,
        "text": REPORT,
        "title": "青禾县水务局2024年法治政府建设年度报告",
        "unit": "青禾县水务局",
        "unit_short": None,
        "report_year": 2023,
        "published": None,
        "furniture": [],
    }
    path = tmp_path / "openings.jsonl"
    path.write_text(json.dumps(opening) + "\n", encoding="utf-8")

    code, output, _errors = run("evaluate-openings", path)

    assert code == 0
    assert "x1 年度：应为“2023”，读作“2024”" in output
    assert "标题" in output


@pytest.mark.parametrize("content", ["{", '{"id": "x1"}', None])
def test_a_file_that_holds_no_openings_is_wrong_usage(
    run: Run, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "openings.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    code, _output, errors = run("evaluate-openings", path)

    assert code == 2
    assert "openings.jsonl" in errors
