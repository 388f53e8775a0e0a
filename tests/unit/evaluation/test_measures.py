from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.verdict import Verdict
from reviewer.evaluation.measures import (
    SCALE,
    Pair,
    confusion,
    evidence_agrees,
    measure,
    weighted_kappa,
)

MET, PARTIAL, PLAN_ONLY = Verdict.MET, Verdict.PARTIAL, Verdict.PLAN_ONLY
ABSENT, MANUAL, NOT_APPLICABLE = Verdict.ABSENT, Verdict.MANUAL, Verdict.NOT_APPLICABLE


def pairs(*verdicts: tuple[Verdict, Verdict]) -> list[Pair]:
    return [Pair(gold, found) for gold, found in verdicts]


def test_ticks_are_judged_by_met_alone() -> None:
    tick = measure(pairs((MET, MET), (MET, PARTIAL), (PARTIAL, MET), (ABSENT, MET))).tick

    assert tick.precision == pytest.approx(1 / 3)
    assert tick.recall == pytest.approx(1 / 2)
    assert tick.f1 == pytest.approx(2 / 5)


def test_gaps_are_absent_or_plan_only_alike() -> None:
    gap = measure(pairs((ABSENT, PLAN_ONLY), (PLAN_ONLY, MET), (PARTIAL, ABSENT))).gap

    assert (gap.precision, gap.recall, gap.f1) == (0.5, 0.5, 0.5)


def test_manual_counts_as_absent() -> None:
    measures = measure(pairs((ABSENT, MANUAL), (MET, MANUAL)))

    assert measures.accuracy == 0.5
    assert measures.gap.precision == 0.5


def test_a_measure_without_cases_is_none() -> None:
    measures = measure([])

    assert measures.pairs == 0
    assert measures.tick.f1 is None
    assert measures.accuracy is None
    assert measures.kappa is None
    assert measures.evidence_length is None


def test_kappa_of_a_hand_computed_table() -> None:
    # Rows are gold. Row sums 3, 2; column sums 2, 3; n = 5. Only the corners of the scale occur,
    # so each disagreement weighs 9: observed 9·(1+0), expected 9·(3·3 + 2·2)/5.
    table = [[2, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 2]]

    assert weighted_kappa(table) == pytest.approx(1 - 9 / (9 * 13 / 5))


def test_kappa_of_a_second_hand_computed_table() -> None:
    # n = 6, rows 2 2 1 1, columns 1 3 1 1. Observed: one cell off by one, Σ w·o = 1.
    # Expected: Σ w·r·c / 6 with w = (i − j)²:
    # i=0 (r=2): 2·(1·3 + 4·1 + 9·1) = 32; i=1 (r=2): 2·(1·1 + 1·1 + 4·1) = 12;
    # i=2 (r=1): 4·1 + 1·3 + 1·1 = 8; i=3 (r=1): 9·1 + 4·3 + 1·1 = 22; sum 74.
    table = [[1, 1, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]

    assert weighted_kappa(table) == pytest.approx(1 - 1 / (74 / 6))


def test_kappa_is_one_for_equal_verdicts_and_minus_one_for_opposite_ones() -> None:
    assert weighted_kappa([[3, 0], [0, 3]]) == 1
    assert weighted_kappa([[0, 3], [3, 0]]) == -1


def test_kappa_is_undefined_where_no_disagreement_is_expected() -> None:
    assert weighted_kappa([[4, 0], [0, 0]]) is None


def test_not_applicable_on_either_side_is_left_out_of_kappa() -> None:
    with_others = pairs((MET, MET), (ABSENT, PARTIAL), (NOT_APPLICABLE, MET), (MET, NOT_APPLICABLE))

    assert measure(with_others).kappa == measure(with_others[:2]).kappa


@given(st.lists(st.sampled_from(list(product(SCALE, SCALE))), min_size=1))
def test_kappa_equals_the_definition_by_weighted_proportions(
    verdicts: list[tuple[Verdict, Verdict]],
) -> None:
    # The textbook form: agreement weights 1 − d²/9, κ = (po − pe) / (1 − pe).
    kappa = weighted_kappa(confusion(pairs(*verdicts), SCALE))

    count = len(verdicts)
    place = {verdict: number for number, verdict in enumerate(SCALE)}

    def agreement(gold: Verdict, found: Verdict) -> float:
        return 1 - (place[gold] - place[found]) ** 2 / 9

    observed = sum(agreement(gold, found) for gold, found in verdicts) / count
    expected = (
        sum(agreement(gold, found) for gold, _ in verdicts for _, found in verdicts) / count**2
    )
    if kappa is None:
        assert expected == pytest.approx(1)
    else:
        assert kappa == pytest.approx((observed - expected) / (1 - expected))


@pytest.mark.parametrize(
    ("found", "gold", "agrees"),
    [
        ("开展执法培训三期共一百二十人次", "全年开展执法培训三期共一百二十人次。", True),
        ("开展执法培训三期，共一百人", "组织执法培训三期，共五十人", False),
        ("开展执法培训三期，共一百人", "开展执法培训三期，\n 共五十人", True),
        ("无复议", "本年度无复议案件", True),
        ("无复议", "本年度无诉讼案件", False),
        ("", "本年度无复议案件", False),
        ("𠮷" * 10, "见" + "𠮷" * 10, True),
    ],
)
def test_evidence_agrees_by_ten_characters_or_the_whole_shorter_string(
    found: str,
    gold: str,
    agrees: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert evidence_agrees(found, ["另一句不相干的话", gold]) is agrees


def test_evidence_is_compared_only_where_both_sides_have_some() -> None:
    measures = measure(
        [
            Pair(MET, MET, ("公示处罚决定十二件",), "公示处罚决定十二件"),
            Pair(MET, MET, ("公示处罚决定十二件",), "召开会议"),
            Pair(MET, ABSENT, ("公示处罚决定十二件",), None),
            Pair(ABSENT, MET, (), "召开会议"),
        ]
    )

    assert measures.evidence_hits == 0.5
    assert measures.evidence_pairs == 2
    assert measures.evidence_length == 6.5
