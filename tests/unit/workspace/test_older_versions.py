"""Workspace files made by earlier versions of the program still tell what was decided.

The files in `tests/data/workspaces` were made by the version in their name and are never renewed.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.domain.review import DismissedEvidence, ReviewStage
from reviewer.domain.source_lines import LineChoice, PastedSource, SourceLine
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.store import Workspace

FILES = Path(__file__).parents[2] / "data" / "workspaces"
TEXT = (
    "青禾县水务局2024年法治政府建设年度报告\n"
    "一年来，县水务局公开权责清单126项，办理行政许可𠮷318件。"
)


@pytest.fixture
def version_1(open_workspace: Callable[..., Workspace], workspace_file: Path) -> Workspace:
    workspace_file.parent.mkdir()
    shutil.copy(FILES / "version-1.sqlite", workspace_file)
    return open_workspace()


@pytest.fixture
def log(
    version_1: Workspace, make_report: Callable[..., Report], checklist: Checklist
) -> ReviewLog:
    return version_1.open_log(make_report(TEXT), checklist, "王审", ReviewStage.FIRST)


def test_version_1_tells_every_part_of_a_decision(log: ReviewLog) -> None:
    state = log.history.states["topic.power_list"]

    words = TEXT.index("公开权责清单126项")
    assert (state.verdict, state.score) == (Verdict.PARTIAL, Decimal("1.25"))
    assert (state.note, state.reason, state.reviewer) == ("见附件\n第二行", "没有附清单", "王审")
    assert [span.of(TEXT) for span in state.attached] == ["办理行政许可𠮷318件"]
    assert state.dismissed == (DismissedEvidence(Span(words, words + 10), "是上一年的"),)
    assert state.changed_at is not None


def test_version_1_keeps_its_history_and_can_be_undone_further(log: ReviewLog) -> None:
    kinds = [str(entry.kind) for entry in log.entries()]
    assert kinds == [
        *("verdict", "note", "attach", "dismiss", "verdict", "clear", "verdict"),
        *("undo", "undo", "redo"),
    ]

    undone = log.undo()
    assert undone is not None
    assert undone.item_id == "topic.training"
    assert log.history.states["topic.training"].verdict is Verdict.ABSENT


def test_version_1_knows_its_reports(version_1: Workspace) -> None:
    (recent,) = version_1.recent_reports("王审")

    assert recent.title == "青禾县水务局2024年法治政府建设年度报告"
    assert recent.decided == 1
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert version_1.pasted_source(digest) == PastedSource(TEXT)


def test_version_2_tells_what_was_put_back_into_the_text(
    open_workspace: Callable[..., Workspace],
    workspace_file: Path,
    make_report: Callable[..., Report],
    checklist: Checklist,
) -> None:
    workspace_file.parent.mkdir()
    shutil.copy(FILES / "version-2.sqlite", workspace_file)
    workspace = open_workspace()
    (recent,) = workspace.recent_reports("王审")
    text = f"首页 > 政务公开\n{TEXT}"
    report = replace(make_report(text), sha256=recent.sha256)

    log = workspace.open_log(report, checklist, "王审", ReviewStage.FIRST)

    returned = LineChoice(SourceLine("首页 > 政务公开"), is_text=True)
    state = log.history.states["topic.power_list"]
    source = workspace.pasted_source(recent.sha256)
    assert log.history.line_choices == workspace.line_choices(recent.sha256) == (returned,)
    assert [span.of(text) for span in state.attached] == ["办理行政"]
    assert [str(entry.kind) for entry in log.entries()] == [
        *("verdict", "attach", "lines", "verdict", "undo"),
    ]
    assert source is not None
    assert source.is_html
