"""Measures of agreement between verdicts; pure functions.

Every measure is None where it is not defined, for example the recall of ticks where the gold
has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from reviewer.domain.verdict import Verdict

SCALE = (Verdict.ABSENT, Verdict.PLAN_ONLY, Verdict.PARTIAL, Verdict.MET)
"""The order of verdicts for κ; 不适用 has no place in it."""
SHARED_CHARACTERS = 10
"""Characters that evidence must share with gold evidence, white space ignored."""

_GAPS = (Verdict.ABSENT, Verdict.PLAN_ONLY)
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """What gold and machine say of one item of one report.

    Attributes:
        gold: The annotators' verdict.
        found: The machine's; `manual` counts as `absent`.
        gold_evidence: Sentences of the annotators.
        found_evidence: The machine's best evidence, or None.
        is_sure: Whether the annotators were sure.
    """

    gold: Verdict
    found: Verdict
    gold_evidence: tuple[str, ...] = ()
    found_evidence: str | None = None
    is_sure: bool = True

    @property
    def counted(self) -> Verdict:
        """The machine's verdict as it is counted."""
        return Verdict.ABSENT if self.found is Verdict.MANUAL else self.found


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1 of one kind of verdict."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures over some pairs.

    Attributes:
        pairs: How many verdicts were compared.
        tick: Rates of 已体现.
        gap: Rates of 未体现 or 仅见于计划或不足.
        accuracy: Share of equal verdicts.
        kappa: Quadratic-weighted Cohen's κ over `SCALE`.
        evidence_hits: Share of the pairs with evidence on both sides whose best evidence agrees.
        evidence_pairs: How many pairs have evidence on both sides.
        evidence_length: Median length of the machine's best evidence in these pairs, code points.
    """

    pairs: int
    tick: Rates
    gap: Rates
    accuracy: float | None
    kappa: float | None
    evidence_hits: float | None
    evidence_pairs: int
    evidence_length: float | None


def measure(pairs: Sequence[Pair]) -> Measures:
    """All measures over the pairs."""
    with_evidence = [pair for pair in pairs if pair.gold_evidence and pair.found_evidence]
    hits = [
        evidence_agrees(pair.found_evidence or "", pair.gold_evidence) for pair in with_evidence
    ]
    lengths = [len(pair.found_evidence or "") for pair in with_evidence]
    return Measures(
        pairs=len(pairs),
        tick=rates(pairs, (Verdict.MET,)),
        gap=rates(pairs, _GAPS),
        accuracy=_share(sum(pair.gold is pair.counted for pair in pairs), len(pairs)),
        kappa=weighted_kappa(confusion(pairs, SCALE)),
        evidence_hits=_share(sum(hits), len(hits)),
        evidence_pairs=len(hits),
        evidence_length=float(median(lengths)) if lengths else None,
    )


def rates(pairs: Iterable[Pair], verdicts: Sequence[Verdict]) -> Rates:
    """Precision, recall and F1 of the machine's `verdicts` taken as one class."""
    marks = [(pair.gold in verdicts, pair.counted in verdicts) for pair in pairs]
    right = sum(gold and found for gold, found in marks)
    wanted = sum(gold for gold, _found in marks)
    given = sum(found for _gold, found in marks)
    return Rates(
        precision=_share(right, given),
        recall=_share(right, wanted),
        f1=_share(2 * right, wanted + given),
    )


def confusion(pairs: Iterable[Pair], scale: Sequence[Verdict]) -> list[list[int]]:
    """Counts by gold (rows) and machine (columns); other verdicts are left out."""
    places = {verdict: place for place, verdict in enumerate(scale)}
    table = [[0] * len(scale) for _verdict in scale]
    for pair in pairs:
        if pair.gold in places and pair.counted in places:
            table[places[pair.gold]][places[pair.counted]] += 1
    return table


def weighted_kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Cohen's κ with quadratic weights of a square table of counts.

    κ = 1 − Σ w·observed / Σ w·expected with w = (row − column)², expected = row sum × column
    sum / n, the definition that scikit-learn uses (`cohen_kappa_score(weights="quadratic")` with
    all labels given). None where no disagreement is expected.
    """
    size = len(table)
    rows = [sum(row) for row in table]
    columns = [sum(row[place] for row in table) for place in range(size)]
    count = sum(rows)
    observed = expected = 0.0
    for row in range(size):
        for column in range(size):
            weight = (row - column) ** 2
            observed += weight * table[row][column]
            expected += weight * rows[row] * columns[column]
    return 1 - observed * count / expected if expected else None


def evidence_agrees(found: str, gold: Iterable[str]) -> bool:
    """Whether `found` shares enough with one gold sentence, white space ignored.

    Enough are `SHARED_CHARACTERS` in a row, or the whole shorter string.
    """
    ours = without_white_space(found)
    return any(_share_enough(ours, without_white_space(theirs)) for theirs in gold)


def without_white_space(text: str) -> str:
    """The text without blanks and line ends."""
    return _WHITE_SPACE.sub("", text)


def _share_enough(ours: str, theirs: str) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    needed = min(SHARED_CHARACTERS, len(shorter))
    if not needed:
        return False
    return any(
        shorter[start : start + needed] in longer for start in range(len(shorter) - needed + 1)
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
