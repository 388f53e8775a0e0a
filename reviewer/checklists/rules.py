"""The rules of an item: nodes to `Rule`."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC

from reviewer.checklists.faults import Faults
from reviewer.checklists.fields import Fields, Register, text_list
from reviewer.checklists.nodes import Node, Scalar, Sequence
from reviewer.domain.checklist import Level, Outside, Rule, RuleKind, Validity, Window
from reviewer.domain.report import SectionRole
from reviewer.language.phrases import PatternError, parse_pattern

_GROUP = re.compile(r"<([^<>]*)>")


class Patterns:
    """Checks patterns against the word groups of the file; one that is missing is named once.

    Args:
        groups: The word groups.
        faults: Where faults go.
    """

    def __init__(self, groups: MappingABC[str, tuple[str, ...]], faults: Faults) -> None:
        self._groups = groups
        self._faults = faults
        self._seen: set[str] = set()
        self._unknown: set[str] = set()

    def check(self, scalars: list[Scalar]) -> tuple[str, ...]:
        """Gives the patterns as written, after a fault for each that cannot be read."""
        for scalar in scalars:
            if scalar.text not in self._seen:
                self._seen.add(scalar.text)
                self._check(scalar)
        return tuple(scalar.text for scalar in scalars)

    def _check(self, scalar: Scalar) -> None:
        unknown = [name for name in _GROUP.findall(scalar.text) if name not in self._groups]
        for name in unknown:
            if name not in self._unknown:
                self._unknown.add(name)
                allowed = "、".join(self._groups) or "（没有词组）"
                self._faults.add(scalar.line, "unknown_group", value=name, allowed=allowed)
        if unknown:
            return
        try:
            parse_pattern(scalar.text, self._groups)
        except PatternError as error:
            self._faults.add(scalar.line, "pattern", reason=error)


def build_rule(node: Node, ids: Register, patterns: Patterns, faults: Faults) -> Rule:
    """Builds one rule."""
    fields = Fields(node, "识别规则", faults)
    rule_id = ids.claim(fields.id())
    aspect = fields.text("aspect", required=True)
    alternatives, all_of = _what_is_looked_for(fields, patterns)
    level = fields.choice("level", Level.READ)
    units = fields.texts("units", least=1)
    if units and level is not Level.NUMBER:
        faults.add(fields.line_of("units"), "units_without_number")
    unless = patterns.check(fields.scalars("unless", least=1))
    if fields.has("unless_within") and not fields.has("unless"):
        faults.add(fields.line_of("unless_within"), "unless_within_alone")
    match, no_match = _examples(fields)
    rule = Rule(
        id=rule_id,
        aspect=aspect,
        kind=RuleKind.TOGETHER if all_of else RuleKind.PHRASE,
        patterns=alternatives,
        all_of=all_of,
        within=fields.choice("within", Window.CLAUSE),
        unless=unless,
        unless_within=fields.choice("unless_within", Window.CLAUSE),
        under=patterns.check(fields.scalars("under", least=1)),
        level=level,
        units=units,
        roles=fields.choices("roles", SectionRole),
        years=build_years(fields, has_outside=False),
        source=fields.text("source"),
        match=match,
        no_match=no_match,
        line=fields.line,
    )
    fields.finish()
    return rule


def build_years(fields: Fields, *, has_outside: bool) -> Validity:
    """Builds the value of `years`; open when missing."""
    node = fields.node("years")
    if node is None:
        return Validity()
    years = Fields(node, "“years”", fields.faults)
    first = years.integer("first", least=1)
    last = years.integer("last", least=1)
    if first is not None and last is not None and first > last:
        fields.faults.add(years.line_of("first"), "years_order")
    outside = years.choice("outside", Outside.HINT) if has_outside else Outside.HINT
    years.finish()
    return Validity(first, last, outside)


def _what_is_looked_for(
    fields: Fields, patterns: Patterns
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    alternatives = patterns.check(fields.scalars("any_of", least=1))
    all_of: list[tuple[str, ...]] = []
    for part in fields.entries("all_of", least=2):
        if isinstance(part, Sequence) and part.entries:
            all_of.append(patterns.check(text_list(part.entries, "all_of", fields.faults)))
        else:
            fields.faults.add(part.line, "not_list", key="all_of")
    if fields.has("any_of") and fields.has("all_of"):
        fields.faults.add(fields.line_of("all_of"), "both_kinds")
    elif not fields.has("any_of") and not fields.has("all_of"):
        fields.faults.add(fields.line, "no_kind")
    return alternatives, tuple(all_of)


def _examples(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    node = fields.node("examples", required=True)
    if node is None:
        return (), ()
    examples = Fields(node, "“examples”", fields.faults)
    match = examples.scalars("match", required=True, least=1)
    no_match = examples.scalars("no_match", required=True, least=1)
    examples.finish()
    return tuple(s.text for s in match), tuple(s.text for s in no_match)
