"""Judges an item by its aspects: what the rules found, weighed by place and reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reviewer.detection.conditions import first_holding, named_aspects, reaching
from reviewer.detection.explanation import Explanation
from reviewer.detection.judgement import Judgement, PlaceFound
from reviewer.detection.reading import ReportReading
from reviewer.detection.rules import Hit, Standing
from reviewer.domain.checklist import Alternative, ChecklistItem
from reviewer.domain.report import SectionRole
from reviewer.domain.verdict import Verdict

_PLAN_ORDER = (SectionRole.NEXT_YEAR, SectionRole.SHORTCOMINGS)


def judge_topic(
    item: ChecklistItem, hits: Iterable[Hit], reading: ReportReading, explain: Explanation
) -> Judgement:
    """The verdict on an item from the hits of its rules.

    `met` needs one of the item's alternatives; `partial` one of its partial alternatives or, when
    it names none, any aspect at mention; `plan_only` any such aspect in a plan, a gap, a demand or
    an opening or closing phrase.
    """
    by_aspect = _by_aspect(hits)
    aspects = _standings(by_aspect)
    alternative = first_holding(item.met, aspects)
    if alternative is not None:
        return _met(item, alternative, by_aspect, aspects, reading, explain)
    core = named_aspects(item.partial) or list(aspects)
    partial = first_holding(item.partial, aspects) if item.partial else None
    mentioned = partial is not None or (
        not item.partial and any(aspects[a] >= Standing.MENTION for a in aspects)
    )
    if mentioned:
        chosen = _of(by_aspect, core, Standing.MENTION) or _of(
            by_aspect, list(aspects), Standing.MENTION
        )
        return _judgement(item, Verdict.PARTIAL, chosen, aspects, reading, explain)
    planned = _of(by_aspect, core, Standing.PLAN)
    if planned:
        planned.sort(key=lambda hit: _PLAN_ORDER.index(hit.role) if hit.role in _PLAN_ORDER else 9)
        return _judgement(item, Verdict.PLAN_ONLY, planned, aspects, reading, explain)
    return Judgement(Verdict.ABSENT, why=explain.absent(_all(by_aspect), reading), aspects=aspects)


def is_met(item: ChecklistItem, hits: Iterable[Hit]) -> bool:
    """Whether the hits alone fulfil one of the item's alternatives."""
    return first_holding(item.met, _standings(_by_aspect(hits))) is not None


def _by_aspect(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    by_aspect: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_aspect[hit.rule.aspect].append(hit)
    return by_aspect


def _standings(by_aspect: Mapping[str, list[Hit]]) -> dict[str, Standing]:
    return {name: max(hit.standing for hit in found) for name, found in by_aspect.items()}


def _met(
    item: ChecklistItem,
    alternative: Alternative,
    by_aspect: Mapping[str, list[Hit]],
    aspects: Mapping[str, Standing],
    reading: ReportReading,
    explain: Explanation,
) -> Judgement:
    deciding = [a for condition in alternative for a in reaching(condition, aspects)]
    chosen = _of(by_aspect, deciding, Standing.FACT)
    chosen += [hit for hit in _of(by_aspect, deciding, Standing.MENTION) if hit not in chosen]
    rest = [a for a in by_aspect if a not in deciding]
    chosen += _of(by_aspect, rest, Standing.FACT)
    return _judgement(item, Verdict.MET, chosen, aspects, reading, explain)


def _of(by_aspect: Mapping[str, list[Hit]], names: list[str], least: Standing) -> list[Hit]:
    return [hit for name in names for hit in by_aspect.get(name, ()) if hit.standing >= least]


def _all(by_aspect: Mapping[str, list[Hit]]) -> list[Hit]:
    return [hit for found in by_aspect.values() for hit in found]


def _judgement(
    item: ChecklistItem,
    verdict: Verdict,
    hits: list[Hit],
    aspects: Mapping[str, Standing],
    reading: ReportReading,
    explain: Explanation,
) -> Judgement:
    ordered = ranked(hits, reading, keeps_order=verdict is Verdict.PLAN_ONLY)
    places = tuple(PlaceFound(h.start, h.end, h.rule.id, h.strength) for h in ordered)
    strength = max((hit.strength for hit in ordered), default=0)
    return Judgement(
        verdict, places, strength, explain.found(item, verdict, ordered, aspects, reading), aspects
    )


def ranked(hits: list[Hit], reading: ReportReading, *, keeps_order: bool = False) -> list[Hit]:
    """Hits, best first: where most aspects come together with the strongest facts.

    Args:
        hits: Hits in order of preference.
        reading: The report; between equals the rule that stands earlier in the checklist wins.
        keeps_order: Whether the given order outweighs how rich a segment is.
    """
    if keeps_order:
        return hits
    index = reading.pauses.index
    rich: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.standing is Standing.FACT:
            rich[index("segment", hit.start)].add(hit.rule.aspect)
    return sorted(
        hits,
        key=lambda hit: (
            -hit.standing,
            -len(rich.get(index("segment", hit.start), ())),
            hit.rule.line,
            -hit.strength,
            hit.start,
        ),
    )
