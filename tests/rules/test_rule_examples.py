"""Every example of every rule of the built-in checklist; a wrong tick first becomes one here."""

from __future__ import annotations

import pytest

from reviewer.checklists.load import builtin_checklist
from reviewer.detection.detector import rule_matches
from reviewer.domain.checklist import Rule

CHECKLIST = builtin_checklist()
RULES = [rule for item in CHECKLIST.items for rule in item.rules]
MATCH = [(rule, sentence) for rule in RULES for sentence in rule.match]
NO_MATCH = [(rule, sentence) for rule in RULES for sentence in rule.no_match]


def name_of(value: object) -> str:
    return value.id if isinstance(value, Rule) else str(value)


@pytest.mark.parametrize(("rule", "sentence"), MATCH, ids=name_of)
def test_the_rule_matches(rule: Rule, sentence: str) -> None:
    assert rule_matches(CHECKLIST, rule, sentence)


@pytest.mark.parametrize(("rule", "sentence"), NO_MATCH, ids=name_of)
def test_the_rule_does_not_match(rule: Rule, sentence: str) -> None:
    assert not rule_matches(CHECKLIST, rule, sentence)
