"""Applies recognition rules to a report: where each rule hits, and what the hit amounts to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from reviewer.detection.matcher import PhraseMatcher, Range
from reviewer.detection.reading import ReportReading
from reviewer.domain.checklist import Level, Rule, RuleKind, Window
from reviewer.domain.report import SectionRole
from reviewer.language.clauses import Actor, Modality, Reading, Time
from reviewer.language.cues import cues
from reviewer.language.phrases import Phrase, parse_pattern

Found = Mapping[int, list[Range]]
"""The matches in one report per list of phrases (`PhraseMatcher.find`)."""

_WITH_NUMBER = 3
_MOST_ANCHORS = 6
_MOST_FACTS = 6
_OUTSIDE = (SectionRole.PREAMBLE, SectionRole.CLOSING)
_STRANGERS = (Actor.ENTERPRISE, Actor.OTHER)
_UNDONE = (Modality.REQUIRED, Modality.PLANNED, Modality.LACKING)
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
        lists: dict[tuple[Phrase, ...], int] = {}

        def number_of(phrases: tuple[Phrase, ...]) -> int:
            return lists.setdefault(phrases, len(lists))

        self._rules: dict[str, _NumberedRule] = {}
        for rule in rules:
            compiled = compile_rule(rule, groups)
            self._rules[rule.id] = _NumberedRule(
                rule,
                tuple(number_of(part) for part in compiled.parts),
                number_of(compiled.unless) if compiled.unless else None,
                number_of(compiled.under) if compiled.under else None,
            )
        self._matcher = PhraseMatcher(list(lists), cues().kinds)

    def hits(self, reading: ReportReading) -> RuleHits:
        """The hits of all rules in a report."""
        words = self._matcher.words(reading.text)
        reading.know_cues(
            [(last + 1 - f.length, last + 1, f.word) for last, f in words if f.is_other]
        )
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
        if not rule.years.covers(reading.year):
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
    """A rule with its lists of phrases as numbers of the matcher; None where it has none."""

    rule: Rule
    parts: tuple[int, ...]
    unless: int | None
    under: int | None


def _places(numbered: _NumberedRule, found: Found, reading: ReportReading) -> list[Range]:
    parts = [found[part] for part in numbered.parts if part in found]
    if len(parts) < len(numbered.parts):
        return []
    rule = numbered.rule
    places = parts[0] if len(parts) == 1 else _together(parts, rule.within, reading)
    if rule.roles:
        places = [place for place in places if reading.role(place[0]) in rule.roles]
    if numbered.under is not None:
        places = _under(places, found.get(numbered.under, []), reading)
    if places and numbered.unless is not None and numbered.unless in found:
        return _not_refused(places, found[numbered.unless], rule.unless_within, reading)
    return places


def _under(places: list[Range], names: list[Range], reading: ReportReading) -> list[Range]:
    """The places in sections whose headings hold one of the matches."""
    named = {
        reading.section_number(start) for start, end in names if reading.is_heading(start, end)
    }
    return [place for place in places if reading.section_number(place[0]) in named]


def _not_refused(
    places: list[Range], refused: list[Range], within: Window, reading: ReportReading
) -> list[Range]:
    """The places in whose windows nothing stands that refuses them."""
    bounds = reading.pauses.bounds
    kept = []
    for start, end in places:
        first, last = bounds(within, start)
        if end > last:
            last = bounds(within, end - 1)[1]
        following = bisect_left(refused, (first,))
        if following == len(refused) or refused[following][0] >= last:
            kept.append((start, end))
    return kept


def _together(parts: list[list[Range]], window: Window, reading: ReportReading) -> list[Range]:
    """Places where every part stands in one window: from the first to the last nearest match."""
    bounds = reading.pauses.bounds
    anchors, *others = parts
    rarest = min(parts, key=len)
    places: dict[Range, None] = {}
    done = 0
    for start, _ in rarest:
        if start < done:
            continue
        first, done = bounds(window, start)
        nearby = [_starting(part, first, done) for part in others]
        if all(nearby):
            for anchor in _starting(anchors, first, done)[:_MOST_ANCHORS]:
                places.setdefault(_around(anchor, nearby))
    return list(places)


def _starting(part: list[Range], first: int, limit: int) -> list[Range]:
    """The matches that start from `first` on and before `limit`."""
    start = bisect_left(part, (first,))
    return part[start : bisect_left(part, (limit,), start)]


def _around(anchor: Range, others: list[list[Range]]) -> Range:
    """The place from the first to the last of an anchor and the nearest match of each part."""
    near = anchor[0]
    start, end = anchor
    for part in others:
        first, last = min(part, key=lambda match: abs(match[0] - near))
        start, end = min(start, first), max(end, last)
    return start, end


def _weigh(rule: Rule, place: Range, reading: ReportReading) -> Hit:
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


def _reading(rule: Rule, place: Range, reading: ReportReading) -> Reading:
    """How the place reads; parts found together have the mood of the act among them."""
    first = reading.reading(place[0], place[1])
    last_clause = reading.pauses.bounds("clause", max(place[1] - 1, place[0]))[0]
    if last_clause <= place[0]:
        return first
    last = reading.reading(max(last_clause, place[1] - 1), place[1])
    if last.modality in _UNDONE or last.actor in _STRANGERS:
        return last
    if first.modality is Modality.LACKING and last.modality is Modality.DONE:
        return last  # a gap and how it was mended: 对审计指出的…问题，现已整改7项
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


def _window(rule: Rule, place: Range, reading: ReportReading) -> tuple[int, int]:
    window = rule.within if rule.level is Level.NUMBER else Window.SEGMENT
    start = reading.pauses.bounds(window, place[0])[0]
    end = reading.pauses.bounds(window, max(place[1] - 1, place[0]))[1]
    return start, end


def _standing(
    rule: Rule, place: Range, reading: ReportReading, clause: Reading, role: SectionRole
) -> tuple[Standing, str]:
    """What the place of a hit allows, then what the rule's level makes of it."""
    if clause.actor in _STRANGERS:
        return Standing.NOTHING, f"actor_{clause.actor}"
    if clause.time is Time.EARLIER:
        return Standing.NOTHING, "earlier"
    if role in (SectionRole.SHORTCOMINGS, SectionRole.NEXT_YEAR):
        return Standing.PLAN, f"role_{role}"
    if reading.is_heading(place[0], place[1]):
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
    rule: Rule, place: Range, reading: ReportReading, clause: Reading
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


def _has_number_beside(place: Range, reading: ReportReading) -> bool:
    start = reading.pauses.bounds("clause", place[0])[0]
    end = reading.pauses.bounds("clause", max(place[1] - 1, place[0]))[1]
    return reading.count_in(start, end) > 0
