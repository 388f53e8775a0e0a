"""The items of a checklist: nodes to `ChecklistItem`, with their conditions and score steps."""

from __future__ import annotations

from decimal import Decimal

from reviewer.checklists.faults import Faults
from reviewer.checklists.fields import Fields, Register
from reviewer.checklists.nodes import Node, Scalar, Sequence
from reviewer.checklists.rules import Patterns, build_rule, build_years
from reviewer.domain.checklist import (
    Alternative,
    Applicability,
    Basis,
    BasisConfidence,
    ChecklistItem,
    Condition,
    ConditionLevel,
    JudgeKind,
    Rule,
    ScoreStep,
)
from reviewer.domain.verdict import Verdict

MAX_WEIGHT = Decimal(1000)
"""Points of one item, at most."""


class ItemBuilder:
    """Builds items one after the other; ids are unique over all of them.

    Args:
        categories: The ids of the categories; None when they are faulty themselves.
        patterns: Checks the patterns of the rules.
        faults: Where faults go.
    """

    def __init__(
        self, categories: tuple[str, ...] | None, patterns: Patterns, faults: Faults
    ) -> None:
        self._categories = categories
        self._patterns = patterns
        self._faults = faults
        self._item_ids = Register("评审项", faults)
        self._rule_ids = Register("识别规则", faults)

    def build(self, node: Node) -> ChecklistItem:
        """Builds one item."""
        fields = Fields(node, "评审项", self._faults)
        item_id = self._item_ids.claim(fields.id())
        category = self._category(fields)
        judge = fields.choice("judge", JudgeKind.TOPIC)
        weight = fields.number("weight", most=MAX_WEIGHT)
        rules, aspects = self._rules(fields, judge)
        conditions = _Conditions(aspects if judge is JudgeKind.TOPIC else None, self._faults)
        item = ChecklistItem(
            id=item_id,
            category=category,
            name=fields.text("name", required=True),
            requirement=fields.text("requirement", required=True),
            bases=tuple(self._basis(node) for node in fields.entries("bases", required=True)),
            weight=weight or Decimal(0),
            statutory=fields.truth("statutory"),
            validity=build_years(fields, has_outside=True),
            applicability=_applicability(fields),
            judge=judge,
            parameters=_parameters(fields),
            rules=rules,
            met=conditions.alternatives(fields, "met"),
            partial=conditions.alternatives(fields, "partial"),
            score_steps=_score_steps(fields, weight, conditions),
            searched=fields.texts("searched", least=1),
            suggestion=fields.text("suggestion"),
            manual_hint=fields.text("manual_hint"),
        )
        if judge is JudgeKind.TOPIC and fields.has("rules") and not fields.has("met"):
            self._faults.add(fields.line, "topic_without_met")
        fields.finish()
        return item

    def _category(self, fields: Fields) -> str:
        scalar = fields.scalar("category", required=True)
        if scalar is None:
            return ""
        if self._categories is not None and scalar.text not in self._categories:
            allowed = "、".join(self._categories)
            self._faults.add(scalar.line, "unknown_category", value=scalar.text, allowed=allowed)
        return scalar.text

    def _rules(
        self, fields: Fields, judge: JudgeKind
    ) -> tuple[tuple[Rule, ...], tuple[str, ...] | None]:
        """The rules, and their aspects; None instead of the aspects when a rule is faulty."""
        before = len(self._faults)
        rules = tuple(
            build_rule(node, self._rule_ids, self._patterns, self._faults)
            for node in fields.entries("rules")
        )
        is_sound = len(self._faults) == before
        if judge is JudgeKind.TOPIC and is_sound and not rules:
            self._faults.add(fields.line, "topic_without_rules")
            is_sound = False
        return rules, tuple(dict.fromkeys(rule.aspect for rule in rules)) if is_sound else None

    def _basis(self, node: Node) -> Basis:
        fields = Fields(node, "依据", self._faults)
        basis = Basis(
            text=fields.text("text", required=True),
            confidence=fields.choice("confidence", BasisConfidence.BG, required=True),
        )
        fields.finish()
        return basis


class _Conditions:
    """Reads conditions; an aspect that is not one of `aspects` is a fault (None: any)."""

    def __init__(self, aspects: tuple[str, ...] | None, faults: Faults) -> None:
        self._aspects = aspects
        self._faults = faults

    def alternatives(self, fields: Fields, key: str) -> tuple[Alternative, ...]:
        found = []
        for node in fields.entries(key, least=1):
            if not isinstance(node, Sequence):
                self._faults.add(node.line, "not_alternative", key=key)
            elif not node.entries:
                self._faults.add(node.line, "empty_alternative", key=key)
            else:
                found.append(self.all_of(node.entries))
        return tuple(found)

    def all_of(self, nodes: list[Node]) -> Alternative:
        return tuple(c for c in map(self._condition, nodes) if c is not None)

    def _condition(self, node: Node) -> Condition | None:
        if isinstance(node, Scalar):
            name = node.text.rstrip("?？")
            level = ConditionLevel.FACT if name == node.text else ConditionLevel.MENTION
            self._check_aspect(name, node.line)
            return Condition((name,), 1, level)
        if isinstance(node, Sequence):
            self._faults.add(node.line, "not_condition")
            return None
        fields = Fields(node, "条件", self._faults)
        aspects = fields.scalars("of", required=True, least=1)
        for aspect in aspects:
            self._check_aspect(aspect.text, aspect.line)
        at_least = fields.integer("at_least", least=1) or 1
        if aspects and at_least > len(aspects):
            self._faults.add(
                fields.line_of("at_least"), "at_least", value=at_least, count=len(aspects)
            )
        level = fields.choice("level", ConditionLevel.FACT)
        fields.finish()
        return Condition(tuple(aspect.text for aspect in aspects), at_least, level)

    def _check_aspect(self, name: str, line: int) -> None:
        if self._aspects is not None and name not in self._aspects:
            allowed = "、".join(self._aspects)
            self._faults.add(line, "unknown_aspect", value=name, allowed=allowed)


def _applicability(fields: Fields) -> Applicability:
    node = fields.node("applies_to")
    if node is None:
        return Applicability()
    inner = Fields(node, "“applies_to”", fields.faults)
    scalars = inner.scalars("unit_words", required=True, least=1)
    note = inner.text("note")
    inner.finish()
    return Applicability(tuple(scalar.text for scalar in scalars), note)


def _parameters(fields: Fields) -> dict[str, int]:
    node = fields.node("parameters")
    if node is None:
        return {}
    inner = Fields(node, "“parameters”", fields.faults)
    values = {key.text: inner.integer(key.text) for key in inner.names()}
    return {name: value for name, value in values.items() if value is not None}


def _score_steps(
    fields: Fields, weight: Decimal | None, conditions: _Conditions
) -> tuple[ScoreStep, ...]:
    ids = Register("得分档", fields.faults)
    return tuple(
        _score_step(node, ids, weight, conditions, fields.faults)
        for node in fields.entries("score_steps", least=1)
    )


def _score_step(
    node: Node, ids: Register, weight: Decimal | None, conditions: _Conditions, faults: Faults
) -> ScoreStep:
    fields = Fields(node, "得分档", faults)
    step_id = ids.claim(fields.id())
    when = conditions.all_of(fields.entries("when", required=True))
    points = fields.number("points")
    if weight is not None and points is not None and points > weight:
        faults.add(fields.line_of("points"), "points", points=points, weight=weight)
    verdicts = fields.choices("verdicts", Verdict)
    if fields.has("when") and not when and not verdicts:
        faults.add(fields.line, "step_always")
    fields.finish()
    return ScoreStep(step_id, when, points or Decimal(0), verdicts)
