"""Deciding on an open review."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.workflow import Desk, OpenReview

POWER, TRAINING, LOOK = "topic.power_list", "topic.training", "topic.look"


@pytest.fixture
def open_review(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> Callable[[], OpenReview]:
    """Opens the same report in a new desk each time, as a restart would."""

    def reopen() -> OpenReview:
        desk = make_desk()
        return desk.adopt(desk.examine(report, checklist=checklist))

    return reopen


@pytest.fixture
def review(open_review: Callable[[], OpenReview]) -> OpenReview:
    return open_review()


def test_a_decision_can_be_read_back(review: OpenReview) -> None:
    review.decide(POWER, "partial", score=1.25, note="只有数目", reason="没有附清单")

    decision = review.decision(POWER)
    assert decision is not None
    assert decision.verdict is Verdict.PARTIAL
    assert decision.score == Decimal("1.25")
    assert (decision.note, decision.reason, decision.reviewer) == ("只有数目", "没有附清单", "王审")
    assert decision.decided_at.utcoffset() is not None


def test_an_undecided_item_has_no_decision(review: OpenReview) -> None:
    assert review.decision(POWER) is None
    assert review.saved_at is None


def test_decisions_and_undo_survive_a_restart(open_review: Callable[[], OpenReview]) -> None:
    review = open_review()
    review.decide(POWER, Verdict.ABSENT)
    review.set_note(POWER, "见第二段")
    review.undo()

    resumed = open_review()
    assert resumed.state(POWER) == review.state(POWER)
    assert resumed.undo_name == "权责清单 → 未体现"
    assert resumed.redo_name == "权责清单 备注"
    assert resumed.saved_at == review.saved_at


def test_undo_tells_what_was_undone_and_redo_brings_it_again(review: OpenReview) -> None:
    review.decide(POWER, "absent")
    undone = review.undo()

    assert undone is not None
    assert (undone.item_id, undone.name) == (POWER, "权责清单 → 未体现")
    assert review.decision(POWER) is None
    assert review.redo() == undone
    assert review.state(POWER).verdict is Verdict.ABSENT


def test_nothing_to_undo_or_redo_gives_none(review: OpenReview) -> None:
    assert (review.undo(), review.redo()) == (None, None)
    assert (review.undo_name, review.redo_name) == (None, None)
    assert not review.can_undo
    assert not review.can_redo
    assert review.entries() == ()


def test_a_new_change_after_undo_ends_redo(review: OpenReview) -> None:
    review.decide(POWER, "absent")
    review.undo()
    review.decide(TRAINING, "met")

    assert not review.can_redo
    assert review.undo_name == "执法培训 → 已体现"


def test_undo_is_an_entry_of_its_own(review: OpenReview) -> None:
    review.decide(POWER, "absent")
    review.undo()
    review.redo()

    assert [entry.kind for entry in review.entries()] == ["verdict", "undo", "redo"]


def test_saying_nothing_new_writes_nothing(review: OpenReview) -> None:
    review.decide(POWER, "met", note="好")
    review.decide(POWER, "met")
    review.set_note(POWER, "好")
    review.set_reason(POWER, "")
    review.clear_decision(TRAINING)

    assert len(review.entries()) == 1


def test_a_decision_keeps_note_and_reason_that_are_not_given(review: OpenReview) -> None:
    review.decide(POWER, "absent", note="见附件", reason="正文没有")
    review.decide(POWER, "partial")

    state = review.state(POWER)
    assert (state.note, state.reason) == ("见附件", "正文没有")


def test_a_return_to_the_machines_verdict_drops_the_reason(review: OpenReview) -> None:
    review.decide(POWER, "absent", note="见附件", reason="正文没有")
    review.decide(POWER, "met")

    state = review.state(POWER)
    assert (state.note, state.reason) == ("见附件", "")


def test_a_new_verdict_drops_the_score_typed_for_the_old_one(review: OpenReview) -> None:
    review.decide(POWER, "partial", score="0.8")
    review.decide(POWER, "partial")
    assert review.state(POWER).score == Decimal("0.8")

    review.decide(POWER, "absent")
    assert review.state(POWER).score is None


def test_clearing_takes_verdict_score_and_reason_but_not_the_note(review: OpenReview) -> None:
    review.decide(POWER, "absent", score=0, note="见附件", reason="正文没有")
    review.clear_decision(POWER)

    state = review.state(POWER)
    assert (state.verdict, state.score, state.reason, state.note) == (None, None, "", "见附件")
    assert review.undo_name == "权责清单 撤回结论"


def test_a_note_can_stand_on_an_undecided_item(review: OpenReview) -> None:
    review.set_note(LOOK, "第一行\r\n第二行\0\ud83d")

    assert review.state(LOOK).note == "第一行\n第二行\ufffd"
    assert review.decision(LOOK) is None


@pytest.mark.parametrize("verdict", ["manual", Verdict.MANUAL, "yes", ""])
def test_an_impossible_verdict_is_refused(review: OpenReview, verdict: str) -> None:
    with pytest.raises(ValueError, match=r"需人工|没有"):
        review.decide(POWER, verdict)

    assert review.entries() == ()


@pytest.mark.parametrize("score", [-0.01, "2.01", 3, float("nan"), "Infinity", "很多", ""])
def test_an_impossible_score_is_refused(review: OpenReview, score: float | str) -> None:
    with pytest.raises(ValueError, match="得分"):
        review.decide(POWER, "partial", score=score)

    assert review.decision(POWER) is None


def test_a_score_on_a_not_applicable_item_is_refused(review: OpenReview) -> None:
    with pytest.raises(ValueError, match="不适用"):
        review.decide(POWER, "not_applicable", score=1)
    review.decide(POWER, "not_applicable")
    with pytest.raises(ValueError, match="不适用"):
        review.set_score(POWER, 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda review: review.decide("no.such", "met"),
        lambda review: review.clear_decision("no.such"),
        lambda review: review.set_note("no.such", "好"),
        lambda review: review.set_reason("no.such", "好"),
        lambda review: review.set_score("no.such", 1),
        lambda review: review.attach_evidence("no.such", 0, 5),
        lambda review: review.dismiss_evidence("no.such", 0, 5, ""),
        lambda review: review.finding("no.such"),
        lambda review: review.decision("no.such"),
        lambda review: review.state("no.such"),
    ],
)
def test_an_unknown_item_is_a_key_error(
    review: OpenReview, act: Callable[[OpenReview], object]
) -> None:
    with pytest.raises(KeyError):
        act(review)


@pytest.mark.parametrize(
    ("score", "verdict"), [(3, Verdict.MET), (0, Verdict.ABSENT), ("1.5", Verdict.PARTIAL)]
)
def test_a_score_typed_on_an_undecided_item_decides_it(
    review: OpenReview, score: float | str, verdict: Verdict
) -> None:
    review.set_score(LOOK, score)

    decision = review.decision(LOOK)
    assert decision is not None
    assert (decision.verdict, decision.score) == (verdict, Decimal(str(score)))


def test_a_typed_score_can_go_back_to_the_default(review: OpenReview) -> None:
    review.decide(POWER, "partial", score="0.8")
    review.set_score(POWER, "0.9")
    assert review.undo_name == "权责清单 得分 0.9"

    review.set_score(POWER, None)
    assert review.state(POWER).score is None
    assert review.undo_name == "权责清单 恢复默认得分"


def test_attached_evidence_follows_the_machines(review: OpenReview, text: str) -> None:
    start = text.index("办理行政许可𠮷318件")
    review.attach_evidence(POWER, start, start + 11)
    review.decide(POWER, "met")

    finding, decision = review.finding(POWER), review.decision(POWER)
    assert finding is not None
    assert decision is not None
    assert decision.evidence == (finding.evidence[0].span, Span(start, start + 11))


def test_attaching_what_is_evidence_already_writes_nothing(review: OpenReview) -> None:
    finding = review.finding(POWER)
    assert finding is not None
    span = finding.evidence[0].span
    review.attach_evidence(POWER, span.start, span.end)
    review.attach_evidence(POWER, 0, 5)
    review.attach_evidence(POWER, 0, 5)

    assert len(review.entries()) == 1


def test_dismissed_evidence_no_longer_stands_and_can_be_accepted_again(review: OpenReview) -> None:
    finding = review.finding(POWER)
    assert finding is not None
    span = finding.evidence[0].span
    review.decide(POWER, "met")
    review.dismiss_evidence(POWER, span.start, span.end, "是上一年的")

    decision = review.decision(POWER)
    assert decision is not None
    assert decision.evidence == ()
    assert review.undo_name == "权责清单 剔除依据"
    assert review.finding(POWER) == finding

    review.attach_evidence(POWER, span.start, span.end)
    decision = review.decision(POWER)
    assert decision is not None
    assert decision.evidence == (span,)


def test_dismissing_attached_evidence_removes_it(review: OpenReview) -> None:
    review.attach_evidence(TRAINING, 0, 5)
    review.dismiss_evidence(TRAINING, 0, 5, "选错了")

    assert review.state(TRAINING).attached == ()
    assert review.state(TRAINING).dismissed == ()


def test_dismissing_what_is_no_evidence_is_refused(review: OpenReview) -> None:
    with pytest.raises(ValueError, match="不是该项的依据"):
        review.dismiss_evidence(TRAINING, 0, 5, "")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(-1, 5, "超出"), (5, 3, "超出"), (0, 10_000, "超出"), (3, 3, "没有选中"), (0, 151, "151 字")],
)
def test_a_passage_that_cannot_be_evidence_is_refused(
    review: OpenReview, start: int, end: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        review.attach_evidence(POWER, start, end)


def test_the_longest_passage_is_accepted(review: OpenReview) -> None:
    review.attach_evidence(POWER, 0, 150)

    assert review.state(POWER).attached == (Span(0, 150),)


def test_the_score_counts_decided_items_only(review: OpenReview) -> None:
    review.decide(POWER, "partial")

    score = review.score()
    assert (score.total, score.out_of) == (Decimal(1), Decimal(2))
    assert (score.decided, score.items) == (1, 4)
    assert score.grade is None


def test_redetecting_keeps_decisions(
    review: OpenReview,
    make_desk: Callable[..., Desk],
    make_checklist: Callable[..., Checklist],
) -> None:
    review.decide(POWER, "absent", reason="正文没有")
    before = review.state(POWER)

    review.replace_findings(make_desk().examine(review.report, checklist=make_checklist("2")))
    assert review.checklist.version == "2"
    assert review.state(POWER) == before


def test_findings_of_another_report_are_refused(
    review: OpenReview,
    make_desk: Callable[..., Desk],
    make_report: Callable[[str], Report],
    checklist: Checklist,
) -> None:
    with pytest.raises(ValueError, match="不是同一份报告"):
        review.replace_findings(make_desk().examine(make_report("别的报告"), checklist=checklist))


def test_two_desks_on_one_file_see_each_others_decisions(
    open_review: Callable[[], OpenReview],
) -> None:
    one, other = open_review(), open_review()
    one.decide(POWER, "absent")
    other.set_note(POWER, "我也在看")

    assert other.state(POWER).verdict is Verdict.ABSENT
    assert one.refresh()
    assert one.state(POWER).note == "我也在看"
    assert not one.refresh()


def test_undo_after_another_desks_change_undoes_that_change(
    open_review: Callable[[], OpenReview],
) -> None:
    one, other = open_review(), open_review()
    one.decide(POWER, "absent")
    other.decide(TRAINING, "met")
    undone = one.undo()

    assert undone is not None
    assert undone.name == "执法培训 → 已体现"


def test_each_reviewer_has_decisions_of_their_own(
    make_desk: Callable[..., Desk], report: Report, checklist: Checklist
) -> None:
    first, second = make_desk("王审"), make_desk("李核")
    first.adopt(first.examine(report, checklist=checklist)).decide(POWER, "absent")

    review = second.adopt(second.examine(report, checklist=checklist))
    assert review.decision(POWER) is None
