"""Lines put back into the text of an open report: read again, kept, undone, shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.domain.review import ReviewStage
from reviewer.domain.source_lines import PastedSource, SourceLine
from reviewer.errors import UnreadableReportError
from reviewer.workflow import Desk, OpenReview

POWER, TRAINING = "topic.power_list", "topic.training"
LINE = "相关链接：县水务局公开权责清单126项，并办理行政许可𠮷318件。"
PAGE = f"""首页 > 政务公开
青禾县水务局2024年法治政府建设年度报告
一年来，县水务局依法履职，工作情况如下。
下一步，将开展执法人员培训，进一步提升依法行政水平。
青禾县水务局
2025年1月8日
上一篇：通知
{LINE}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "水务局.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def open_file(
    make_desk: Callable[..., Desk], file: Path, checklist: Checklist
) -> Callable[..., tuple[Desk, OpenReview]]:
    """Opens the file at a new desk each time, as a restart would."""

    def reopen(
        reviewer: str = "王审", stage: ReviewStage = ReviewStage.FIRST
    ) -> tuple[Desk, OpenReview]:
        desk = make_desk(reviewer)
        return desk, desk.open_report(file, checklist=checklist, stage=stage)

    return reopen


def put_back(desk: Desk, review: OpenReview, text: str, *, is_text: bool = True) -> None:
    review.choose_lines(review.choices_for([SourceLine(text)], is_text=is_text))
    desk.reread(review)


def test_a_line_put_back_is_read_and_judged(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    assert review.finding(POWER).verdict == "absent"  # type: ignore[union-attr]

    put_back(desk, review, LINE)

    assert LINE in review.report.text
    assert review.finding(POWER).verdict == "met"  # type: ignore[union-attr]
    assert not review.is_outdated


def test_decisions_notes_and_passages_stay(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    place = review.report.text.index("执法人员培训")
    review.decide(TRAINING, "absent", note="见下一步", reason="只是打算")
    review.attach_evidence(TRAINING, place, place + 6)
    before = review.state(TRAINING)

    put_back(desk, review, "首页 > 政务公开")

    after = review.state(TRAINING)
    assert replace(after, attached=()) == replace(before, attached=())
    assert [span.of(review.report.text) for span in after.attached] == ["执法人员培训"]
    assert after.attached[0].start > place


def test_a_dismissed_piece_of_evidence_stays_dismissed(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    put_back(desk, review, LINE)
    (evidence,) = review.finding(POWER).evidence  # type: ignore[union-attr]
    review.decide(POWER, "absent")
    review.dismiss_evidence(POWER, evidence.span.start, evidence.span.end, "不是本年的")

    put_back(desk, review, "首页 > 政务公开")

    (dismissed,) = review.state(POWER).dismissed
    assert dismissed.span == review.finding(POWER).evidence[0].span  # type: ignore[union-attr]
    assert review.decision(POWER).evidence == ()  # type: ignore[union-attr]


def test_a_restart_reads_the_report_in_the_same_way(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    put_back(desk, review, LINE)

    _, resumed = open_file()
    assert resumed.report == review.report
    assert resumed.plain.findings == review.plain.findings


def test_putting_back_is_undone_and_redone_in_its_turn(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    review.decide(TRAINING, "met")
    put_back(desk, review, LINE)
    assert review.undo_name == "“相关链接：县水务局公开权…”放回正文"

    change = review.undo()
    assert change is not None
    assert (change.item_id, review.is_outdated) == ("", True)
    desk.reread(review)
    assert LINE not in review.report.text
    assert review.undo_name == "执法培训 → 已体现"

    review.redo()
    desk.reread(review)
    assert LINE in review.report.text


def test_undo_of_putting_back_survives_a_restart(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    put_back(desk, review, LINE)
    review.undo()

    _, resumed = open_file()
    assert LINE not in resumed.report.text
    assert resumed.redo_name == "“相关链接：县水务局公开权…”放回正文"


def test_setting_a_returned_line_aside_leaves_it_to_the_program_again(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    put_back(desk, review, LINE)

    put_back(desk, review, LINE, is_text=False)

    assert review.line_choices == ()
    assert review.report.furniture[-1].reason != "评审人设为不作正文"
    assert review.undo_name == "“相关链接：县水务局公开权…”不作正文"


def test_text_set_aside_by_the_reviewer_can_be_put_back(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, review = open_file()
    line = "下一步，将开展执法人员培训，进一步提升依法行政水平。"
    put_back(desk, review, line, is_text=False)
    assert line not in review.report.text

    put_back(desk, review, line)

    assert line in review.report.text
    assert review.line_choices == ()
    assert review.undo_name == "“下一步，将开展执法人员培…”放回正文"


def test_the_second_reviewer_reads_the_same_text_with_decisions_of_his_own(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, first = open_file()
    first.decide(POWER, "absent")
    put_back(desk, first, LINE)

    _, second = open_file("李审", ReviewStage.SECOND)
    assert second.report.text == first.report.text
    assert second.decision(POWER) is None
    assert second.undo_name is None


def test_another_program_learns_of_it_with_its_next_change(
    open_file: Callable[..., tuple[Desk, OpenReview]],
) -> None:
    desk, first = open_file()
    other_desk, second = open_file("李审", ReviewStage.SECOND)
    put_back(desk, first, LINE)

    second.decide(TRAINING, "met")
    assert second.is_outdated
    other_desk.reread(second)
    assert second.report.text == first.report.text


def test_a_file_changed_meanwhile_is_not_read_again(
    open_file: Callable[..., tuple[Desk, OpenReview]], file: Path
) -> None:
    desk, review = open_file()
    file.write_text(PAGE + "多一行", encoding="utf-8")

    with pytest.raises(UnreadableReportError, match="已被改动"):
        put_back(desk, review, LINE)
    assert LINE not in review.report.text


def test_another_report_is_never_put_in(
    open_file: Callable[..., tuple[Desk, OpenReview]],
    make_report: Callable[..., Report],
    checklist: Checklist,
) -> None:
    desk, review = open_file()
    other = desk.examine(make_report("别的报告\n正文"), checklist=checklist)

    with pytest.raises(ValueError, match="不是同一份报告"):
        review.take_reading(other)


@pytest.mark.parametrize("is_html", [False, True])
def test_what_was_pasted_is_read_again_from_the_workspace(
    make_desk: Callable[..., Desk], checklist: Checklist, *, is_html: bool
) -> None:
    content = "".join(f"<p>{line}</p>" for line in PAGE.splitlines()) if is_html else PAGE
    desk = make_desk()
    review = desk.open_text(content, checklist=checklist, is_html=is_html)
    put_back(desk, review, LINE)

    (recent,) = make_desk().recent_reports()
    again = make_desk().examine_recent(recent, checklist=checklist)
    assert again.report == review.report
    assert again.report.pasted == PastedSource(content, is_html)
    resumed = make_desk().open_text(content, checklist=checklist, is_html=is_html)
    assert resumed.report == review.report
