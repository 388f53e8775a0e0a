"""The whole story with the real steps: read, check, detect, decide, score, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reviewer.domain.verdict import Verdict
from reviewer.errors import ReviewerError
from reviewer.workflow import Desk, Examiner, OpenReview, export_score_sheet, load_checklist

REPORT = """\
青禾县水务局关于2024年度法治政府建设情况的报告
2024年，县水务局在县委、县政府的正确领导下，扎实推进法治政府建设。
一、主要举措和成效
（一）全面履行职能。公布权责清单126项，调整4项；全年办理行政许可318件，按时办结率100%。
（二）严格规范执法。落实行政执法公示、执法全过程记录、重大执法决定法制审核三项制度，全年审核重大执法决定12件。
（三）依法化解矛盾。全年办理行政复议案件3件，均被维持。
二、存在的不足
执法力量还比较薄弱，干部运用法治思维的能力有待提高。
三、下一步工作安排
2025年，我局将加强执法人员培训，进一步规范执法行为。
青禾县水务局
2025年1月20日
"""


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "青禾县水务局.txt"
    path.write_text(REPORT, encoding="gb18030")
    return path


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    """The real steps; compiled once, since that takes most of the time."""
    return Examiner(load_checklist())


@pytest.fixture
def open_desk(workspace_file: Path, examiner: Examiner) -> Iterator[Callable[[], Desk]]:
    """Opens a desk with the real steps; the one before is closed, as in a restart."""
    desks: list[Desk] = []

    def reopen() -> Desk:
        for desk in desks:
            desk.close()
        url = f"sqlite:///{workspace_file}"
        desks.append(Desk(url, "王审", make_examiner=lambda _checklist: examiner))
        return desks[-1]

    yield reopen
    for desk in desks:
        desk.close()


def an_item(review: OpenReview, verdict: Verdict) -> str:
    """Id of the first item on which the machine gave that verdict."""
    return next(f.item_id for f in review.plain.findings.values() if f.verdict is verdict)


def test_a_report_is_read_and_every_item_gets_a_finding(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    review = open_desk().open_report(report_file)

    year = review.report.facts.report_year
    assert year is not None
    assert year.value == 2024
    assert list(review.plain.findings) == [item.id for item in review.checklist.items]
    assert all(review.decision(item.id) is None for item in review.checklist.items)
    assert review.score().decided == 0
    assert review.score().projected.converted is not None


def test_every_verdict_with_evidence_shows_words_of_the_report(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    review = open_desk().open_report(report_file)

    met = review.finding(an_item(review, Verdict.MET))
    assert met is not None
    assert met.evidence
    assert all(e.text == e.span.of(review.report.text) for e in met.evidence)


def test_decisions_survive_a_restart_and_a_new_name_of_the_file(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    review = open_desk().open_report(report_file)
    overridden = an_item(review, Verdict.MET)
    review.decide(overridden, "absent", note="见附件", reason="查无实据")
    before = review.decision(overridden)

    renamed = report_file.rename(report_file.with_name("改名.txt"))
    resumed = open_desk().open_report(renamed)
    assert resumed.decision(overridden) == before
    assert resumed.finding(overridden) == review.finding(overridden)
    undone = resumed.undo()
    assert undone is not None
    assert resumed.decision(overridden) is None


def test_a_grade_is_given_once_every_scored_item_is_decided(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    review = open_desk().open_report(report_file)
    for item in review.checklist.items:
        finding = review.finding(item.id)
        assert finding is not None
        assert review.score().grade is None or not item.is_scored
        manual = finding.verdict is Verdict.MANUAL
        review.decide(item.id, Verdict.NOT_APPLICABLE if manual else finding.verdict)

    score = review.score()
    assert score.grade is not None
    assert (score.total, score.out_of) == (score.projected.total, score.projected.out_of)


def test_pasted_text_can_be_opened_again_from_the_workspace(
    open_desk: Callable[[], Desk],
) -> None:
    review = open_desk().open_text("\r\n  " + REPORT.replace("\n", "\r\n"), "水务局报告")
    item_id = an_item(review, Verdict.ABSENT)
    review.decide(item_id, "absent")

    desk = open_desk()
    (recent,) = desk.recent_reports()
    resumed = desk.adopt(desk.examine_recent(recent))
    assert resumed.report.text == review.report.text
    assert resumed.decision(item_id) == review.decision(item_id)
    assert [again.name for again in desk.recent_reports()] == ["水务局报告"]


def test_a_recent_file_can_be_opened_again_until_it_is_gone(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    desk = open_desk()
    desk.open_report(report_file).set_note("form.title", "好")
    (recent,) = desk.recent_reports()
    assert desk.adopt(desk.examine_recent(recent)).state("form.title").note == "好"

    report_file.unlink()
    with pytest.raises(ReviewerError, match=report_file.name):
        desk.examine_recent(recent)


def test_the_same_report_gives_the_same_findings(
    open_desk: Callable[[], Desk], report_file: Path
) -> None:
    desk = open_desk()

    one, other = desk.examine_file(report_file), desk.examine_file(report_file)
    assert one.findings == other.findings
    assert one.problems == other.problems


def test_an_unreadable_file_is_an_expected_error(
    open_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = open_desk()

    with pytest.raises(ReviewerError, match=r"没有\.txt"):
        desk.open_report(tmp_path / "没有.txt")
    assert desk.recent_reports() == ()


@pytest.mark.parametrize("name", ["no-such-checklist", "没有.yaml"])
def test_an_unknown_checklist_is_an_expected_error(name: str) -> None:
    with pytest.raises(ReviewerError):
        load_checklist(name)


def test_a_checklist_is_found_by_id_and_by_file() -> None:
    builtin = load_checklist()

    assert load_checklist(builtin.id) == builtin


def test_the_score_sheet_holds_the_decisions(
    open_desk: Callable[[], Desk], report_file: Path, tmp_path: Path
) -> None:
    review = open_desk().open_report(report_file)
    overridden = an_item(review, Verdict.MET)
    review.decide(overridden, "absent", note="见附件", reason="查无实据")
    target = tmp_path / "评分表.xlsx"
    review.export_score_sheet(target)

    words = sheet_words(target)
    assert "未体现" in words
    assert "查无实据" in words
    assert "未核" in words
    assert review.checklist.item(overridden).name in words


def test_a_sheet_can_be_written_of_a_review_nobody_has_decided(
    open_desk: Callable[[], Desk], report_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "未核.xlsx"
    export_score_sheet(open_desk().examine_file(report_file), target)

    assert "未核" in sheet_words(target)


def sheet_words(path: Path) -> str:
    """All text of all sheets, for looking words up."""
    book = load_workbook(path)
    cells = [value for sheet in book for row in sheet.values for value in row if value is not None]
    book.close()
    return "\n".join(str(value) for value in cells)
