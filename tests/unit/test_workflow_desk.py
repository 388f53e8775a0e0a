"""Opening reports, resuming reviews, and what the desk remembers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report, ReportKind
from reviewer.domain.review import ReviewStage
from reviewer.domain.source_lines import PastedSource
from reviewer.domain.verdict import Verdict
from reviewer.errors import WorkspaceError
from reviewer.workflow import Desk, Examiner

POWER = "topic.power_list"


def test_a_new_version_of_the_checklist_keeps_decisions(
    make_desk: Callable[..., Desk],
    report: Report,
    make_checklist: Callable[..., Checklist],
) -> None:
    desk = make_desk()
    desk.adopt(desk.examine(report, checklist=make_checklist("1"))).decide(POWER, "absent")

    review = desk.adopt(desk.examine(report, checklist=make_checklist("2")))
    assert review.state(POWER).verdict is Verdict.ABSENT


def test_evidence_follows_a_text_that_is_read_differently_or_is_reported_as_lost(
    make_desk: Callable[..., Desk],
    make_report: Callable[..., Report],
    checklist: Checklist,
) -> None:
    desk = make_desk()
    report = make_report("标题\n聘请法律顾问三名。\n举办讲座。")
    review = desk.adopt(desk.examine(report, checklist=checklist))
    review.attach_evidence(POWER, 3, 11)
    review.attach_evidence(POWER, 13, 17)
    assert review.lost_passages() == ()

    changed = replace(make_report("标题\n新增一行。\n聘请法律顾问三名。"), sha256=report.sha256)
    review = desk.adopt(desk.examine(changed, checklist=checklist))
    (span,) = review.state(POWER).attached
    assert span.of(changed.text) == "聘请法律顾问三名"
    assert review.lost_passages() == ((POWER, "举办讲座"),)


def test_an_item_that_left_the_checklist_can_still_be_undone_by_its_id(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    desk = make_desk()
    desk.adopt(desk.examine(report, checklist=checklist)).decide(POWER, "absent")
    shorter = replace(checklist, items=checklist.items[1:], sha256="f" * 64)

    review = desk.adopt(desk.examine(report, checklist=shorter))
    assert review.undo_name == f"{POWER} → 未体现"
    assert review.score().decided == 0
    assert review.undo() is not None


def test_another_checklist_has_decisions_of_its_own(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    desk = make_desk()
    desk.adopt(desk.examine(report, checklist=checklist)).decide(POWER, "absent")

    other = replace(checklist, id="other")
    assert desk.adopt(desk.examine(report, checklist=other)).decision(POWER) is None


def test_a_second_review_has_decisions_of_its_own(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    desk = make_desk()
    examined = desk.examine(report, checklist=checklist)
    desk.adopt(examined).decide(POWER, "absent")

    second = desk.adopt(examined, stage=ReviewStage.SECOND)
    assert second.plain.stage is ReviewStage.SECOND
    assert second.decision(POWER) is None


def test_a_renamed_file_resumes_and_is_remembered_under_its_new_name(
    make_desk: Callable[..., Desk],
    make_report: Callable[..., Report],
    text: str,
    checklist: Checklist,
    tmp_path: Path,
) -> None:
    desk = make_desk()
    for name in ("旧.txt", "新.txt"):
        path = str(tmp_path / name)
        review = desk.adopt(desk.examine(make_report(text, path), checklist=checklist))
        review.decide(POWER, "absent")

    (recent,) = desk.recent_reports()
    assert (recent.name, recent.path) == ("新.txt", str(tmp_path / "新.txt"))
    assert len(review.entries()) == 1


def test_recent_reports_are_newest_first_with_this_reviewers_progress(
    make_desk: Callable[..., Desk],
    make_report: Callable[..., Report],
    checklist: Checklist,
) -> None:
    desk, other = make_desk("王审"), make_desk("李核")
    for name in ("甲", "乙", "丙"):
        review = desk.adopt(desk.examine(make_report(f"{name}局报告", name), checklist=checklist))
    review.decide(POWER, "absent")
    review.decide("topic.training", "met")
    review.undo()

    assert [recent.name for recent in desk.recent_reports()] == ["丙", "乙", "甲"]
    assert [recent.title for recent in desk.recent_reports(limit=1)] == ["丙局报告"]
    assert [recent.decided for recent in desk.recent_reports()] == [1, 0, 0]
    assert [recent.decided for recent in other.recent_reports()] == [0, 0, 0]


def test_pasted_text_is_kept_since_it_has_no_file(
    make_desk: Callable[..., Desk], make_report: Callable[..., Report], checklist: Checklist
) -> None:
    desk = make_desk()
    source = PastedSource("粘贴的报告\n正文")
    pasted = replace(make_report(source.content, "粘贴的文字"), format="text", pasted=source)
    desk.adopt(desk.examine(pasted, checklist=checklist))

    (recent,) = desk.recent_reports()
    assert (recent.path, recent.name) == (None, "粘贴的文字")
    again = desk.examine_recent(recent, checklist=checklist)
    assert again.report.text == pasted.text
    assert again.report.sha256 == pasted.sha256


def test_pasting_the_text_of_a_known_file_keeps_the_file(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    desk = make_desk()
    desk.adopt(desk.examine(report, checklist=checklist))
    source = PastedSource(report.text)
    pasted = replace(report, format="text", path="粘贴的文字", pasted=source)
    desk.adopt(desk.examine(pasted, checklist=checklist))

    (recent,) = desk.recent_reports()
    assert recent.path is not None
    assert recent.name == "水务局.txt"


def test_a_closed_desk_refuses_to_save(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    desk = make_desk()
    review = desk.adopt(desk.examine(report, checklist=checklist))
    desk.close()
    desk.close()

    with pytest.raises(WorkspaceError, match="已经关闭"):
        review.decide(POWER, "met")
    assert review.decision(POWER) is None


def test_the_reviewer_is_the_system_user_unless_named(
    monkeypatch: pytest.MonkeyPatch, workspace_file: Path
) -> None:
    monkeypatch.setenv("LOGNAME", "wangshen")

    with Desk(f"sqlite:///{workspace_file}") as desk:
        assert desk.reviewer == "wangshen"
        assert desk.place == str(workspace_file)


def test_the_default_workspace_is_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "reviewer.workspace.dialect.user_data_dir", lambda name, appauthor: str(tmp_path / name)
    )

    with Desk() as desk:
        assert desk.place == str(tmp_path / "report-review-desk" / "workspace.sqlite")


def test_the_checklist_is_compiled_once(
    workspace_file: Path,
    report: Report,
    checklist: Checklist,
    make_examiner: Callable[[Checklist], Examiner],
) -> None:
    made = []

    def count(wanted: Checklist) -> Examiner:
        made.append(wanted)
        return make_examiner(wanted)

    with Desk(f"sqlite:///{workspace_file}", make_examiner=count) as desk:
        desk.examine(report, checklist=checklist)
        desk.examine(report, checklist=checklist)
    assert made == [checklist]


def test_a_document_of_another_kind_gets_no_findings_unless_forced(
    report: Report, checklist: Checklist, make_examiner: Callable[[Checklist], Examiner]
) -> None:
    notice = replace(report, facts=replace(report.facts, kind=ReportKind.OTHER))
    examiner = make_examiner(checklist)

    assert examiner.examine(notice).findings == {}
    assert len(examiner.examine(notice, force=True).findings) == 4


def test_a_document_without_findings_can_be_decided_by_hand(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    notice = replace(report, facts=replace(report.facts, kind=ReportKind.OTHER))
    desk = make_desk()
    review = desk.adopt(desk.examine(notice, checklist=checklist))
    review.decide(POWER, "absent")

    assert review.finding(POWER) is None
    assert not review.is_override(POWER)
    assert review.score().decided == 1


def test_a_given_year_fills_in_where_the_report_gives_none(
    report: Report, checklist: Checklist, make_examiner: Callable[[Checklist], Examiner]
) -> None:
    examined = make_examiner(checklist).examine(report, year=2024)

    year = examined.report.facts.report_year
    assert year is not None
    assert (year.value, examined.report.warnings) == (2024, ())


def test_a_given_year_that_differs_is_a_warning_and_does_not_win(
    report: Report, checklist: Checklist, make_examiner: Callable[[Checklist], Examiner]
) -> None:
    examiner = make_examiner(checklist)
    dated = examiner.examine(report, year=2024).report
    examined = examiner.examine(dated, year=2023).report

    assert examined.facts.report_year == dated.facts.report_year
    assert len(examined.warnings) == 1
    assert "2023" in examined.warnings[0]
    assert examiner.examine(dated, year=2024).report == dated


def test_the_workflow_loads_no_heavy_library_before_it_is_used() -> None:
    program = (
        "import sys, reviewer.workflow; "
        "heavy = {'sqlalchemy', 'jieba', 'ahocorasick', 'xlsxwriter', 'openpyxl', 'docx', 'lxml', "
        "'pypdfium2', 'ruamel', 'PySide6', 'platformdirs'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert answer.stdout.strip() == "[]"
