"""Applies recognition rules to a report: where each rule hits, and what the hit amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

from reviewer.detection.matcher import Match, PhraseMatcher
from reviewer.detection.reading import ReportReading
from reviewer.domain.checklist import Level, Rule, RuleKind, Window
from reviewer.domain.report import SectionRole
from reviewer.language.clauses import Actor, Modality, Reading, Time
from reviewer.language.cues import cues
from reviewer.language.phrases import Phrase, parse_pattern

Found = Mapping[int, list[Match]]
"""The matches in one report per number of a phrase (`PhraseMatcher.find`)."""

_WITH_NUMBER = 3
_MOST_ANCHORS = 6
_MOST_FACTS = 6
_OUTSIDE = (SectionRole.PREAMBLE, SectionRole.CLOSING)
_STRANGERS = (Actor.ENTERPRISE, Actor.OTHER)
_OWN_WORK = (SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE)


class Standing(IntEnum):
    """What a hit amounts to."""

    NOTHING = 0
    PLAN = 1
    MENTION = 2
    FACT = 3


class Hit(NamedTuple):
    """One place where a rule holds.

    Attributes:
        rule: The rule.
        start: Folded offset.
        end: One past the hit.
        standing: What it amounts to.
        strength: 1 for a mention or plan, 2–4 for a fact.
        role: The role of its place.
        reading: How its clause reads.
        demotion: Key of the reason why it is not worth more (`resources/texts/detection.toml`),
            or "" for a full fact.
    """

    rule: Rule
    start: int
    end: int
    standing: Standing
    strength: int
    role: SectionRole
    reading: Reading
    demotion: str


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its phrases parsed.

    Attributes:
        rule: The rule.
        parts: One list of alternatives for a phrase rule, one per part for a together rule.
        unless: Phrases that drop a hit.
        under: Phrases of which one must stand in the heading above a hit.
    """

    rule: Rule
    parts: tuple[tuple[Phrase, ...], ...]
    unless: tuple[Phrase, ...]
    under: tuple[Phrase, ...]

    @property
    def phrases(self) -> Iterable[Phrase]:
        """All phrases the rule needs."""
        for part in self.parts:
            yield from part
        yield from self.unless
        yield from self.under


def compile_rule(rule: Rule, groups: Mapping[str, Sequence[str]]) -> CompiledRule:
    """Parses the patterns of a rule.

    Raises:
        PatternError: A pattern cannot be read.
    """
    lists = (rule.patterns,) if rule.kind is RuleKind.PHRASE else rule.all_of
    return CompiledRule(
        rule,
        tuple(tuple(parse_pattern(p, groups) for p in patterns) for patterns in lists),
        tuple(parse_pattern(p, groups) for p in rule.unless),
        tuple(parse_pattern(p, groups) for p in rule.under),
    )


class RuleBook:
    """All rules of a checklist, compiled into one matcher."""

    def __init__(self, rules: Iterable[Rule], groups: Mapping[str, Sequence[str]]) -> None:
        compiled = [compile_rule(rule, groups) for rule in rules]
        self._matcher = PhraseMatcher(
            (phrase for rule in compiled for phrase in rule.phrases), cues().kinds
        )
        number_of = self._matcher.number_of
        self._rules = {
            entry.rule.id: _NumberedRule(
                entry.rule,
                tuple(tuple(number_of(phrase) for phrase in part) for part in entry.parts),
                tuple(number_of(phrase) for phrase in entry.unless),
                tuple(number_of(phrase) for phrase in entry.under),
            )
            for entry in compiled
        }

    def hits(self, reading: ReportReading) -> RuleHits:
        """The hits of all rules in a report."""
        words = self._matcher.words(reading.text)
        reading.know_cues((start, end, f.word) for start, end, f in words if f.is_other)
        found = self._matcher.find(words, reading.text, reading.pauses, reading.quantities)
        return RuleHits(self._rules, found, reading)


class RuleHits:
    """The hits of rules in one report; each rule is applied when it is asked for."""

    def __init__(
        self, rules: Mapping[str, _NumberedRule], found: Found, reading: ReportReading
    ) -> None:
        self._rules = rules
        self._found = found
        self._reading = reading
        self._made: dict[str, list[Hit]] = {}

    def of(self, rule: Rule) -> list[Hit]:
        """The hits of one rule in reading order, with at most `_MOST_FACTS` facts."""
        if rule.id not in self._made:
            self._made[rule.id] = self._apply(self._rules[rule.id])
        return self._made[rule.id]

    def of_all(self, rules: Iterable[Rule]) -> list[Hit]:
        """The hits of several rules, rule by rule."""
        return [hit for rule in rules for hit in self.of(rule)]

    def _apply(self, numbered: _NumberedRule) -> list[Hit]:
        rule, reading = numbered.rule, self._reading
        if not numbered.can_match(self._found) or not rule.years.covers(reading.year):
            return []
        hits = []
        facts = 0
        for place in _places(numbered, self._found, reading):
            hit = _weigh(rule, place, reading)
            hits.append(hit)
            facts += hit.standing is Standing.FACT
            if facts >= _MOST_FACTS:
                break
        return hits


@dataclass(frozen=True, slots=True)
class _NumberedRule:
    """A rule with its phrases as numbers of the matcher."""

    rule: Rule
    parts: tuple[tuple[int, ...], ...]
    unless: tuple[int, ...]
    under: tuple[int, ...]

    def can_match(self, found: Found) -> bool:
        """Whether each part has a phrase that may match."""
        return all(not found.keys().isdisjoint(part) for part in self.parts)


def _places(numbered: _NumberedRule, found: Found, reading: ReportReading) -> list[Match]:
    parts = [_matches(part, found) for part in numbered.parts]
    if not all(parts):
        return []
    rule = numbered.rule
    places = parts[0] if len(parts) == 1 else _together(parts, rule.within, reading)
    if rule.roles:
        places = [place for place in places if reading.role(place.start) in rule.roles]
    if numbered.under:
        places = _under(places, _matches(numbered.under, found), reading)
    refused = _matches(numbered.unless, found)
    return _not_refused(places, refused, rule.unless_within, reading) if refused else places


def _under(places: list[Match], names: list[Match], reading: ReportReading) -> list[Match]:
    """The places in sections whose headings hold one of the matches."""
    named = {
        reading.section_number(match.start)
        for match in names
        if reading.is_heading(match.start, match.end)
    }
    return [place for place in places if reading.section_number(place.start) in named]


def _matches(numbers: tuple[int, ...], found: Found) -> list[Match]:
    """The matches of any of the phrases, in reading order."""
    lists = [found[number] for number in numbers if number in found]
    if len(lists) == 1:
        return lists[0]
    return sorted(chain.from_iterable(lists))


def _not_refused(
    places: list[Match], refused: list[Match], within: Window, reading: ReportReading
) -> list[Match]:
    """The places in whose windows nothing stands that refuses them."""
    index = reading.pauses.index
    windows = {index(within, match.start) for match in refused}
    return [
        place
        for place in places
        if windows.isdisjoint(
            range(index(within, place.start), index(within, max(place.end - 1, place.start)) + 1)
        )
    ]


def _together(parts: list[list[Match]], window: Window, reading: ReportReading) -> list[Match]:
    """Places where every part stands in one window: from the first to the last nearest match."""
    index = reading.pauses.index
    by_window: list[dict[int, list[Match]]] = []
    for part in parts:
        groups: dict[int, list[Match]] = {}
        for match in part:
            groups.setdefault(index(window, match.start), []).append(match)
        by_window.append(groups)
    places: dict[Match, None] = {}
    for key, anchors in by_window[0].items():
        if not all(key in groups for groups in by_window[1:]):
            continue
        for anchor in anchors[:_MOST_ANCHORS]:
            places.setdefault(_around(anchor, [groups[key] for groups in by_window[1:]]))
    return list(places)


def _around(anchor: Match, others: list[list[Match]]) -> Match:
    """The place from the first to the last of an anchor and the nearest match of each part."""
    chosen = [anchor]
    chosen += [min(part, key=lambda match: abs(match.start - anchor.start)) for part in others]
    return Match(min(m.start for m in chosen), max(m.end for m in chosen))


def _weigh(rule: Rule, place: Match, reading: ReportReading) -> Hit:
    start, end = place
    clause = _reading(rule, place, reading)
    role = reading.role(start)
    standing, demotion = _standing(rule, place, reading, clause, role)
    strength = 1
    if standing is Standing.FACT:
        strength = reading.strength(*_window(rule, place, reading))
        is_outside = role in _OUTSIDE
        if is_outside and strength < _WITH_NUMBER and clause.modality is not Modality.NIL:
            standing, demotion, strength = Standing.PLAN, f"role_{role}", 1
    return Hit(rule, start, end, standing, strength, role, clause, demotion)


def _reading(rule: Rule, place: Match, reading: ReportReading) -> Reading:
    """How the place reads; parts found together have the mood of the act among them."""
    first = reading.reading(place.start, place.end)
    last_clause = reading.pauses.bounds("clause", max(place.end - 1, place.start))[0]
    if last_clause <= place.start:
        return first
    last = reading.reading(max(last_clause, place.end - 1), place.end)
    if last.modality in (Modality.REQUIRED, Modality.PLANNED) or last.actor in _STRANGERS:
        return last
    is_together = rule.kind is RuleKind.TOGETHER
    if is_together and last.time is Time.EARLIER:
        return last
    if (
        is_together
        and first.modality is Modality.ATTITUDE
        and last.modality is not Modality.ATTITUDE
    ):
        return Reading(first.actor, first.time, last.modality)
    return first


def _window(rule: Rule, place: Match, reading: ReportReading) -> tuple[int, int]:
    window = rule.within if rule.level is Level.NUMBER else Window.SEGMENT
    start = reading.pauses.bounds(window, place.start)[0]
    end = reading.pauses.bounds(window, max(place.end - 1, place.start))[1]
    return start, end


def _standing(
    rule: Rule, place: Match, reading: ReportReading, clause: Reading, role: SectionRole
) -> tuple[Standing, str]:
    """What the place of a hit allows, then what the rule's level makes of it."""
    if clause.actor in _STRANGERS:
        return Standing.NOTHING, f"actor_{clause.actor}"
    if clause.time is Time.EARLIER:
        return Standing.NOTHING, "earlier"
    if role in (SectionRole.SHORTCOMINGS, SectionRole.NEXT_YEAR):
        return Standing.PLAN, f"role_{role}"
    if reading.is_heading(place.start, place.end):
        return Standing.NOTHING, "heading"
    if clause.time is Time.FUTURE or clause.modality is Modality.PLANNED:
        return Standing.PLAN, "planned"
    if clause.modality is Modality.LACKING:
        return Standing.PLAN, "lacking"
    if clause.modality is Modality.REQUIRED:
        return Standing.PLAN, "required"
    standing, demotion = _level(rule, place, reading, clause)
    if role not in _OWN_WORK and standing is Standing.MENTION:
        return Standing.PLAN, f"role_{role}"
    return standing, demotion


def _level(
    rule: Rule, place: Match, reading: ReportReading, clause: Reading
) -> tuple[Standing, str]:
    if clause.modality is Modality.TITLE:
        return Standing.MENTION, "title"
    if rule.level is Level.MENTION:
        return Standing.MENTION, "mention"
    if clause.modality is Modality.STUDIED and rule.level is not Level.FACT:
        return Standing.MENTION, "studied"
    if rule.level is Level.FACT:
        return Standing.FACT, ""
    window = _window(rule, place, reading)
    if rule.level is Level.NUMBER:
        units = reading.units_in(*window)
        if not units.isdisjoint(rule.units) if rule.units else units:
            return Standing.FACT, ""
        return Standing.MENTION, "no_number"
    if clause.modality in (Modality.DONE, Modality.NIL) or _has_number_beside(place, reading):
        return Standing.FACT, ""
    return Standing.MENTION, "attitude"


def _has_number_beside(place: Match, reading: ReportReading) -> bool:
    start = reading.pauses.bounds("clause", place.start)[0]
    end = reading.pauses.bounds("clause", max(place.end - 1, place.start))[1]
    return reading.count_in(start, end) > 0
