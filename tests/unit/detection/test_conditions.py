"""When the conditions of a checklist hold."""

from __future__ import annotations

import pytest

from reviewer.detection.conditions import first_holding, holds, named_aspects, reaching
from reviewer.detection.rules import Standing
from reviewer.domain.checklist import Condition, ConditionLevel

ASPECTS = {"甲": Standing.FACT, "乙": Standing.MENTION, "丙": Standing.PLAN, "丁": Standing.NOTHING}
MENTION = ConditionLevel.MENTION


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(("甲",)), True),
        (Condition(("乙",)), False),
        (Condition(("丙",)), False),
        (Condition(("戊",)), False),
        (Condition(("乙",), level=MENTION), True),
        (Condition(("甲",), level=MENTION), True),
        (Condition(("丙",), level=MENTION), False),
        (Condition(("甲", "乙"), 2), False),
        (Condition(("甲", "乙"), 2, MENTION), True),
        (Condition(("甲", "乙", "丙"), 3, MENTION), False),
        (Condition(("丙", "甲"), 1), True),
    ],
)
def test_a_condition_counts_the_aspects_that_reach_its_level(
    condition: Condition, *, expected: bool
) -> None:
    assert holds(condition, ASPECTS) is expected


def test_the_aspects_reaching_a_level_keep_the_order_written() -> None:
    assert reaching(Condition(("乙", "甲", "丙"), level=MENTION), ASPECTS) == ["乙", "甲"]


def test_every_condition_of_an_alternative_must_hold() -> None:
    both = (Condition(("甲",)), Condition(("乙",)))
    one = (Condition(("甲",)), Condition(("乙",), level=MENTION))

    assert first_holding([both, one], ASPECTS) is one
    assert first_holding([both], ASPECTS) is None


def test_the_first_alternative_that_holds_wins() -> None:
    first, second = (Condition(("甲",)),), (Condition(("乙",), level=MENTION),)

    assert first_holding([first, second], ASPECTS) is first


def test_each_aspect_is_named_once() -> None:
    alternatives = [(Condition(("甲", "乙")),), (Condition(("乙",)), Condition(("丙",)))]

    assert named_aspects(alternatives) == ["甲", "乙", "丙"]
