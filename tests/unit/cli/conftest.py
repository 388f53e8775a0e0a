from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from reviewer import workflow
from reviewer.cli.commands import main
from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report, ReportKind
from reviewer.domain.review import Review
from reviewer.errors import ExportFailedError, UnreadableReportError

Run = Callable[..., tuple[int, str, str]]

CHECKLIST = """\
schema: 1
id: small
version: "1"
name: 小评审表
ratios: {met: 1, partial: 0.5, plan_only: 0.2, absent: 0}
grades: [{name: 合格, least: 0}]
categories: [{id: topic, name: 主题内容}]
items:
  - id: topic.adviser
    category: topic
    name: 法律顾问
    requirement: 聘有法律顾问
    bases: []
    weight: 2
    rules:
      - id: adviser.work
        aspect: 作用
        any_of: [聘请法律顾问]
        level: fact
        examples: {match: [我局聘请法律顾问。], no_match: [我局聘请专家。]}
      - id: adviser.unused
        aspect: 作用
        any_of: [公职律师]
        examples: {match: [公职律师审查合同。], no_match: [我局聘请专家。]}
    met: [[作用]]
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: exit code, standard output, standard error."""

    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


@pytest.fixture
def made_up_steps(
    monkeypatch: pytest.MonkeyPatch,
    checklist: Checklist,
    make_report: Callable[..., Report],
    make_examiner: Callable[[Checklist], workflow.Examiner],
) -> None:
    """Steps that need no rules: a file with 坏 cannot be read, one with 通知 is no report."""

    def read(path: Path) -> Report:
        if not path.is_file():
            raise UnreadableReportError(path, "没有这个文件")
        text = path.read_text(encoding="utf-8")
        if "坏" in text:
            raise UnreadableReportError(path, "文件已损坏")
        if "崩" in text:
            raise RuntimeError("崩")
        report = make_report(text, str(path))
        kind = ReportKind.OTHER if "通知" in text else ReportKind.ANNUAL_REPORT
        return replace(report, facts=replace(report.facts, kind=kind))

    def export(review: Review, target: Path, *, exported_at: datetime | None = None) -> None:
        if exported_at is None and "锁" in review.report.text:
            raise ExportFailedError(target, "文件正被其他程序打开")
        target.write_text(review.report.path, encoding="utf-8")

    examiner = make_examiner(checklist)
    monkeypatch.setattr(workflow, "read_report", read)
    monkeypatch.setattr(workflow, "supported_suffixes", lambda: (".txt", ".docx"))
    monkeypatch.setattr(workflow, "load_checklist", lambda _name: checklist)
    monkeypatch.setattr(workflow, "Examiner", lambda _checklist: examiner)
    monkeypatch.setattr(workflow, "export_score_sheet", export)


@pytest.fixture
def write_report(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, text: str = "青禾县水务局2024年报告\n公开权责清单126项。") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def checklist_file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return path
