"""A checklist: what is required, on what basis, for how many points, and how it is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reviewer.domain.report import SectionRole
from reviewer.domain.verdict import Verdict


class BasisConfidence(StrEnum):
    """How well a legal basis is confirmed; `BG` is shown as 待核, without article numbers."""

    HIGH = "high"
    MEDIUM = "medium"
    BG = "bg"


@dataclass(frozen=True, slots=True)
class Basis:
    """One legal or practical basis of an item."""

    text: str
    confidence: BasisConfidence

    @property
    def shown(self) -> str:
        """The text for window and sheet; an unconfirmed basis is marked 待核."""
        return f"{self.text}（待核）" if self.confidence is BasisConfidence.BG else self.text


class Outside(StrEnum):
    """What happens to an item outside its years."""

    HINT = "hint"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Validity:
    """The report years in which an item can be demanded; None means open."""

    first_year: int | None = None
    last_year: int | None = None
    outside: Outside = Outside.HINT

    def covers(self, year: int | None) -> bool:
        """Whether the item can be demanded of a report on `year`; an unknown year counts."""
        if year is None:
            return True
        return (self.first_year is None or year >= self.first_year) and (
            self.last_year is None or year <= self.last_year
        )


@dataclass(frozen=True, slots=True)
class Applicability:
    """Which units an item is for.

    Attributes:
        unit_words: The item is for units whose name holds one of these; empty means all.
        note: Chinese sentence shown where the item does not apply.
    """

    unit_words: tuple[str, ...] = ()
    note: str = ""


class RuleKind(StrEnum):
    """How a rule looks for its aspect.

    `PHRASE`: one of the patterns. `TOGETHER`: one pattern of each list, in any order, within
    the window.
    """

    PHRASE = "phrase"
    TOGETHER = "together"


class Window(StrEnum):
    """How far parts that belong together may stand apart."""

    CLAUSE = "clause"
    SEGMENT = "segment"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Level(StrEnum):
    """What a hit amounts to at most, before the reading of its clause.

    `READ`: the clause decides whether it is a fact or only a mention. `FACT`: the words
    themselves are a fact wherever the unit says them of its own year. `NUMBER`: a fact only with
    a number in the window. `MENTION`: never more than a mention.
    """

    READ = "read"
    FACT = "fact"
    NUMBER = "number"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise one aspect of an item.

    Attributes:
        id: Unique in the checklist; stands in the evidence.
        aspect: The part of the requirement that a hit speaks for.
        kind: How it looks.
        patterns: For `PHRASE`: alternatives, in the pattern language (`language/phrases.py`).
        all_of: For `TOGETHER`: one list of alternatives per part.
        within: For `TOGETHER` and `NUMBER`: the window.
        unless: Patterns; a hit whose clause holds one of them is dropped.
        unless_within: The window in which `unless` is looked for.
        under: Patterns of which one must stand in the heading of the innermost section around
            a hit; empty means any heading or none.
        level: What a hit amounts to at most.
        units: For `NUMBER`: units that count; empty means any.
        roles: Where the rule looks; empty means everywhere.
        years: The report years for which the rule looks.
        source: Document or practice behind the rule, with how sure it is.
        match: Sentences that must hit; before a line end the heading that one stands under.
        no_match: Sentences that must not hit.
        line: 1-based line in the checklist file, for messages.
    """

    id: str
    aspect: str
    kind: RuleKind = RuleKind.PHRASE
    patterns: tuple[str, ...] = ()
    all_of: tuple[tuple[str, ...], ...] = ()
    within: Window = Window.CLAUSE
    unless: tuple[str, ...] = ()
    unless_within: Window = Window.CLAUSE
    under: tuple[str, ...] = ()
    level: Level = Level.READ
    units: tuple[str, ...] = ()
    roles: tuple[SectionRole, ...] = ()
    years: Validity = field(default_factory=Validity)
    source: str = ""
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    line: int = 0


class ConditionLevel(StrEnum):
    """How much of an aspect a condition asks for."""

    FACT = "fact"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Condition:
    """At least `at_least` of the aspects, each at `level`."""

    aspects: tuple[str, ...]
    at_least: int = 1
    level: ConditionLevel = ConditionLevel.FACT


Alternative = tuple[Condition, ...]
"""Conditions that must all hold."""


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """Points that replace weight × ratio where all conditions hold.

    Attributes:
        id: Unique in the item.
        when: Conditions that must all hold.
        points: Points of the item's weight.
        verdicts: The machine verdicts with which the step counts; empty means all.
    """

    id: str
    when: Alternative
    points: Decimal
    verdicts: tuple[Verdict, ...] = ()


class JudgeKind(StrEnum):
    """Which judge in `detection/` decides an item.

    `TOPIC` combines aspects by the item's alternatives; the others know a part of the report
    (measures, shortcomings …) or a formal property (title, year, structure). `MANUAL` is left to
    the reviewer; `NOTE` only records what is there.
    """

    TOPIC = "topic"
    MEASURES = "measures"
    SHORTCOMINGS = "shortcomings"
    CAUSES = "causes"
    FIRST_RESPONSIBLE = "first_responsible"
    NEXT_YEAR = "next_year"
    DATA = "data"
    TITLE = "title"
    YEAR = "year"
    STRUCTURE = "structure"
    MANUAL = "manual"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One required item.

    Attributes:
        id: Stable id, for example "topic.three_systems".
        category: Id of its category.
        name: Its Chinese name.
        requirement: 评审要点.
        bases: Legal basis, most important first.
        weight: Points; 0 for an item that only reminds.
        statutory: Whether it is one of the five statutory parts.
        validity: The report years in which it can be demanded.
        applicability: The units it is for.
        judge: Which judge decides it.
        parameters: Numbers the judge needs, for example {"least_facts": 8}.
        rules: How its aspects are recognised.
        met: Alternatives of which one must hold for `met`.
        partial: Alternatives for `partial`; empty means any aspect, at mention.
        score_steps: First one that holds gives the points.
        searched: Words shown as looked for; empty means they are taken from the rules.
        suggestion: What to write under 整改意见 when it is not met.
        manual_hint: Chinese sentence for an item left to the reviewer.
    """

    id: str
    category: str
    name: str
    requirement: str
    bases: tuple[Basis, ...]
    weight: Decimal
    statutory: bool = False
    validity: Validity = field(default_factory=Validity)
    applicability: Applicability = field(default_factory=Applicability)
    judge: JudgeKind = JudgeKind.TOPIC
    parameters: Mapping[str, int] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    met: tuple[Alternative, ...] = ()
    partial: tuple[Alternative, ...] = ()
    score_steps: tuple[ScoreStep, ...] = ()
    searched: tuple[str, ...] = ()
    suggestion: str = ""
    manual_hint: str = ""

    @property
    def is_scored(self) -> bool:
        """Whether the item carries points."""
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Category:
    """A group of items with its own subtotal."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the converted score (points of 100) from which it is given."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Checklist:
    """A whole checklist.

    Attributes:
        id: Stable id.
        version: Version as printed on sheets.
        name: Chinese name.
        sha256: Hex digest of the file.
        ratios: Share of an item's weight per verdict.
        grades: Highest first.
        categories: In order.
        items: In order; the order of window and sheet.
        groups: Named word groups of the pattern language.
        stock_reasons: At most nine reasons offered for an override.
    """

    id: str
    version: str
    name: str
    sha256: str
    ratios: Mapping[Verdict, Decimal]
    grades: tuple[Grade, ...]
    categories: tuple[Category, ...]
    items: tuple[ChecklistItem, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stock_reasons: tuple[str, ...] = ()

    def item(self, item_id: str) -> ChecklistItem:
        """The item of that id.

        Raises:
            KeyError: No such item.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def category(self, category_id: str) -> Category:
        """The category of that id.

        Raises:
            KeyError: No such category.
        """
        for category in self.categories:
            if category.id == category_id:
                return category
        raise KeyError(category_id)
