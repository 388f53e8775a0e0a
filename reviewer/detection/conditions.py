"""Evaluates the conditions of a checklist on what each aspect amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reviewer.detection.rules import Standing
from reviewer.domain.checklist import Alternative, Condition, ConditionLevel

_LEAST = {ConditionLevel.FACT: Standing.FACT, ConditionLevel.MENTION: Standing.MENTION}


def holds(condition: Condition, aspects: Mapping[str, Standing]) -> bool:
    """Whether enough aspects of the condition reach its level."""
    return len(reaching(condition, aspects)) >= condition.at_least


def reaching(condition: Condition, aspects: Mapping[str, Standing]) -> list[str]:
    """The aspects of the condition that reach its level, in the order written."""
    least = _LEAST[condition.level]
    return [a for a in condition.aspects if aspects.get(a, Standing.NOTHING) >= least]


def first_holding(
    alternatives: Iterable[Alternative], aspects: Mapping[str, Standing]
) -> Alternative | None:
    """The first alternative of which every condition holds, or None."""
    for alternative in alternatives:
        if all(holds(condition, aspects) for condition in alternative):
            return alternative
    return None


def named_aspects(alternatives: Iterable[Alternative]) -> list[str]:
    """All aspects that the alternatives speak of, each once."""
    return list(
        dict.fromkeys(a for alternative in alternatives for c in alternative for a in c.aspects)
    )
