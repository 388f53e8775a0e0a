from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.errors import WorkspaceError
from reviewer.gui.checklist_rows import ItemFilter
from reviewer.gui.desk_session import DeskSession
from reviewer.workflow import OpenReview


@pytest.fixture
def session(qapp: QApplication, open_review: OpenReview) -> DeskSession:  # noqa: ARG001
    session = DeskSession()
    session.open(open_review)
    return session


@pytest.fixture
def told(session: DeskSession) -> list[str]:
    sentences: list[str] = []
    session.told.connect(sentences.append)
    return sentences


def test_a_new_review_begins_at_its_first_item(session: DeskSession) -> None:
    assert session.item_id == "content.shortcomings"


def test_a_resumed_review_begins_at_its_first_unreviewed_item(
    qapp: QApplication,  # noqa: ARG001
    open_review: OpenReview,
) -> None:
    open_review.decide("content.shortcomings", Verdict.MET)

    again = DeskSession()
    again.open(open_review)

    assert again.item_id == "content.other"


def test_coming_back_to_a_review_comes_back_to_its_item(
    session: DeskSession, open_review: OpenReview
) -> None:
    session.select("topic.publicity")

    session.open(None)
    session.open(open_review)

    assert session.item_id == "topic.publicity"


def test_selecting_an_item_looks_at_its_best_evidence(session: DeskSession) -> None:
    session.select("topic.double_random")

    assert session.place == 0


def test_an_item_without_evidence_or_passages_has_no_place(session: DeskSession) -> None:
    session.select("form.deadline")

    assert session.place == -1


def test_the_nearest_passages_of_an_absent_item_can_be_looked_at(session: DeskSession) -> None:
    detail = session.detail

    assert detail is not None
    assert session.place == 0
    assert detail.places == (detail.nearest[0].span,)


def test_evidence_goes_round(session: DeskSession) -> None:
    session.select("topic.double_random")

    session.move_place(1)
    session.move_place(1)

    assert session.place == 0


def test_moving_skips_what_the_filter_hides(session: DeskSession) -> None:
    session.set_filter(ItemFilter.MANUAL)

    session.move(1)

    assert session.item_id == "form.deadline"


def test_deciding_stays_within_the_filter_and_says_what_is_left(
    session: DeskSession, told: list[str]
) -> None:
    session.set_filter(ItemFilter.ABSENT)

    session.decide(Verdict.ABSENT)

    assert session.item_id == "content.shortcomings"
    assert told == ["“未体现”里没有未核的了，另有 5 项，按 U 继续"]


def test_u_shows_all_items_again_when_the_filter_has_none_left(session: DeskSession) -> None:
    session.set_filter(ItemFilter.ABSENT)
    session.decide(Verdict.ABSENT)

    session.go_to_unreviewed()

    assert session.item_filter is ItemFilter.ALL
    assert session.item_id == "content.other"


def test_an_override_asks_for_its_reason_without_waiting_for_it(
    session: DeskSession, told: list[str]
) -> None:
    session.decide(Verdict.MET)

    assert session.item_id == "content.other"
    assert told == ["“存在的不足”已改判为已体现，按 R 补充理由"]


def test_the_reason_is_asked_for_the_last_override_without_one(
    session: DeskSession, open_review: OpenReview
) -> None:
    open_review.decide("topic.publicity", Verdict.MET)
    open_review.decide("content.shortcomings", Verdict.MET)
    session.select("form.deadline")

    session.begin_reason()
    asked = session.item_id
    session.end_reason()

    assert asked == "content.shortcomings"
    assert session.item_id == "form.deadline"


def test_the_current_override_is_asked_first(session: DeskSession, open_review: OpenReview) -> None:
    open_review.decide("topic.publicity", Verdict.MET)
    open_review.decide("content.shortcomings", Verdict.MET)
    session.select("topic.publicity")

    session.begin_reason()

    assert session.item_id == "topic.publicity"


def test_choosing_another_item_forgets_where_the_reason_was_asked_from(
    session: DeskSession, open_review: OpenReview
) -> None:
    open_review.decide("content.shortcomings", Verdict.MET)
    session.select("form.deadline")
    session.begin_reason()

    session.select("topic.publicity")
    session.end_reason()

    assert session.item_id == "topic.publicity"


def test_a_score_on_a_decided_item_keeps_its_verdict_and_stays(
    session: DeskSession, open_review: OpenReview
) -> None:
    open_review.decide("topic.three_systems", Verdict.MET)
    session.select("topic.three_systems")

    session.set_score("topic.three_systems", "2.5", is_finished=True)

    decision = open_review.decision("topic.three_systems")
    assert decision is not None
    assert decision.verdict is Verdict.MET
    assert str(decision.score) == "2.50"
    assert session.item_id == "topic.three_systems"


def test_an_empty_score_goes_back_to_the_default(
    session: DeskSession, open_review: OpenReview
) -> None:
    open_review.decide("topic.three_systems", Verdict.MET, score=1)

    session.set_score("topic.three_systems", "", is_finished=True)

    assert open_review.state("topic.three_systems").score is None


def test_an_empty_score_decides_nothing(session: DeskSession, open_review: OpenReview) -> None:
    session.set_score("form.deadline", "", is_finished=True)

    assert open_review.score().decided == 0


def test_too_long_a_passage_is_refused_with_the_reason(
    session: DeskSession, told: list[str], open_review: OpenReview
) -> None:
    session.attach(Span(0, len(open_review.report.text)))

    assert open_review.state("content.shortcomings").attached == ()
    assert "150" in told[-1]


def test_a_dismissed_piece_of_evidence_can_come_back(
    session: DeskSession, open_review: OpenReview
) -> None:
    session.select("topic.three_systems")
    finding = open_review.finding("topic.three_systems")
    assert finding is not None
    span = finding.evidence[0].span

    session.dismiss(span, "只是口号")
    dismissed = open_review.state("topic.three_systems").dismissed
    session.attach(span)

    assert dismissed[0].reason == "只是口号"
    assert open_review.state("topic.three_systems").dismissed == ()


def test_a_change_that_cannot_be_stored_is_told_and_changes_nothing(
    session: DeskSession, open_review: OpenReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise WorkspaceError("磁盘已满")

    failures: list[str] = []
    session.failed.connect(failures.append)
    monkeypatch.setattr(open_review, "decide", fail)

    session.decide(Verdict.MET)

    assert failures == ["磁盘已满"]
    assert session.item_id == "content.shortcomings"
    assert open_review.score().decided == 0


def test_undo_looks_at_the_item_it_changed(session: DeskSession, told: list[str]) -> None:
    session.decide(Verdict.ABSENT)
    session.select("topic.publicity")

    session.undo()

    assert session.item_id == "content.shortcomings"
    assert told[-1] == "已撤销：存在的不足 → 未体现"


def test_undo_with_nothing_to_undo_says_so(session: DeskSession, told: list[str]) -> None:
    session.undo()
    session.redo()

    assert told == ["没有可撤销的操作", "没有可重做的操作"]


def test_without_a_review_no_command_does_harm(qapp: QApplication) -> None:  # noqa: ARG001
    session = DeskSession()

    session.confirm()
    session.decide(Verdict.MET)
    session.clear()
    session.move(1)
    session.move_place(1)
    session.begin_reason()
    session.end_reason()
    session.undo()
    session.go_to_unreviewed()

    assert session.item_id is None
