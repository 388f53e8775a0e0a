"""What a judge gives: a verdict with the places that decide it and the chain that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.detection.rules import Standing
from reviewer.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that supports a verdict; folded offsets.

    Attributes:
        start: Where what was found starts.
        end: One past it.
        rule: Id of the rule, or of the judge's own skill.
        strength: 1–4.
        is_exact: Whether the range is already the evidence; else it is widened to its clause.
    """

    start: int
    end: int
    rule: str
    strength: int = 1
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judge's answer for one item.

    Attributes:
        verdict: How far the item is met.
        places: Best first.
        strength: Strength of the best place.
        why: The chain, in Chinese.
        aspects: What each aspect amounts to, for score steps.
    """

    verdict: Verdict
    places: tuple[PlaceFound, ...] = ()
    strength: int = 0
    why: tuple[str, ...] = ()
    aspects: Mapping[str, Standing] = field(default_factory=dict)
