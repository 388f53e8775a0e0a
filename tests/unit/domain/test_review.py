"""Findings and decisions of a review are two things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Evidence, Finding
from reviewer.domain.report import Report, SectionRole
from reviewer.domain.review import DismissedEvidence, ItemState, Review, ReviewStage
from reviewer.domain.span import Span
from reviewer.domain.verdict import DECIDABLE, Verdict

POWER, LOOK = "topic.power_list", "topic.look"
NOW = datetime(2025, 3, 1, tzinfo=UTC)


def evidence(span: Span) -> Evidence:
    return Evidence(span, "", None, 1, SectionRole.MEASURES, "rule")


@pytest.fixture
def review(report: Report, checklist: Checklist) -> Review:
    found = (evidence(Span(0, 4)), evidence(Span(10, 14)))
    return Review(
        report,
        checklist,
        {
            POWER: Finding(POWER, Verdict.MET, 2, (), found),
            LOOK: Finding(LOOK, Verdict.MANUAL, 0, ()),
        },
    )


def test_a_new_review_is_a_first_review_with_nothing_decided(review: Review) -> None:
    assert review.stage is ReviewStage.FIRST
    assert review.state(POWER) == ItemState()
    assert review.decision(POWER) is None


def test_a_note_alone_is_no_decision(review: Review) -> None:
    review.states[POWER] = ItemState(note="待核实", reviewer="王审", changed_at=NOW)

    assert review.decision(POWER) is None


def test_a_decision_shows_what_still_stands_then_what_was_attached(review: Review) -> None:
    review.states[POWER] = ItemState(
        verdict=Verdict.PARTIAL,
        attached=(Span(30, 34), Span(20, 24)),
        dismissed=(DismissedEvidence(Span(0, 4), "不是本单位"),),
        reviewer="王审",
        changed_at=NOW,
    )

    decision = review.decision(POWER)
    assert decision is not None
    assert decision.evidence == (Span(10, 14), Span(30, 34), Span(20, 24))
    assert (decision.reviewer, decision.decided_at) == ("王审", NOW)


def test_a_decision_without_a_finding_has_the_attached_evidence(review: Review) -> None:
    review.findings = {}
    review.states[POWER] = ItemState(
        verdict=Verdict.MET, attached=(Span(1, 3),), reviewer="王审", changed_at=NOW
    )

    decision = review.decision(POWER)
    assert decision is not None
    assert decision.evidence == (Span(1, 3),)


def test_new_findings_change_no_decision(review: Review) -> None:
    review.states[POWER] = ItemState(verdict=Verdict.MET, reviewer="王审", changed_at=NOW)
    review.findings = {POWER: Finding(POWER, Verdict.ABSENT, 0, ())}

    decision = review.decision(POWER)
    assert decision is not None
    assert decision.verdict is Verdict.MET
    assert review.is_override(POWER)


@pytest.mark.parametrize(
    ("item_id", "verdict", "expected"),
    [
        (POWER, None, False),
        (POWER, Verdict.MET, False),
        (POWER, Verdict.PARTIAL, True),
        (LOOK, Verdict.MET, False),
        ("topic.training", Verdict.MET, False),
    ],
)
def test_an_override_differs_from_what_the_machine_proposed(
    review: Review, item_id: str, verdict: Verdict | None, *, expected: bool
) -> None:
    review.states[item_id] = ItemState(verdict=verdict)

    assert review.is_override(item_id) is expected


def test_an_unknown_item_is_a_key_error(review: Review) -> None:
    for ask in (review.state, review.decision, review.is_override):
        with pytest.raises(KeyError):
            ask("no.such")


def test_every_verdict_but_manual_can_be_decided() -> None:
    assert set(Verdict) - set(DECIDABLE) == {Verdict.MANUAL}


def test_verdicts_have_their_fixed_words() -> None:
    labels = [verdict.label for verdict in Verdict]

    assert labels == ["已体现", "部分体现", "仅见于计划或不足", "未体现", "需人工", "不适用"]
