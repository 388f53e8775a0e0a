"""Writes the chain that led to a verdict, in Chinese, from templates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from reviewer.detection.conditions import named_aspects
from reviewer.detection.reading import ReportReading
from reviewer.detection.rules import Hit, Standing
from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.verdict import Verdict
from reviewer.resources import resource_path

_LONGEST_WORDS = 24
_DISCOUNTED_SHOWN = 3


class Explanation:
    """Fills the templates of `resources/texts/detection.toml`."""

    def __init__(self) -> None:
        path = resource_path("texts/detection.toml")
        self._texts: dict[str, dict[str, str]] = tomllib.loads(path.read_text("utf-8"))

    def sentence(self, group: str, key: str, **values: Any) -> str:
        """One template filled."""
        return self._texts[group][key].format(**values)

    def found(
        self,
        item: ChecklistItem,
        verdict: Verdict,
        hits: list[Hit],
        aspects: Mapping[str, Standing],
        reading: ReportReading,
    ) -> tuple[str, ...]:
        """The chain for a verdict with evidence: rule, place, reading, and why not higher."""
        best = hits[0]
        strength = max(hit.strength for hit in hits)
        lines = [
            self.sentence(
                "why",
                "rule",
                rule=best.rule.id,
                words=_words(best, reading),
                aspect=best.rule.aspect,
            ),
            self._place(best, reading),
            self._reading(best),
            self.sentence(
                "why",
                "strength",
                strength=strength,
                strength_words=self._texts["strength"][str(strength)],
            ),
            self._conclusion(item, verdict, hits, aspects),
        ]
        return tuple(lines)

    def absent(self, hits: Iterable[Hit], reading: ReportReading) -> tuple[str, ...]:
        """The chain for 未体现, with the look-alikes that were met and why they do not count."""
        lines = [self.sentence("why", "absent")]
        shown = sorted(hits, key=lambda hit: hit.start)[:_DISCOUNTED_SHOWN]
        lines += [self.discounted(hit, reading) for hit in shown if hit.demotion]
        return tuple(dict.fromkeys(lines))

    def discounted(self, hit: Hit, reading: ReportReading) -> str:
        """Why a hit does not count."""
        return self.sentence(
            "why",
            "discounted",
            paragraph=_paragraph(hit, reading),
            words=_words(hit, reading),
            reason=self._texts["demotion"][hit.demotion],
        )

    def _place(self, hit: Hit, reading: ReportReading) -> str:
        offset = reading.original(hit.start, hit.end).start
        section = reading.section_at(offset)
        return self.sentence(
            "why",
            "place",
            role=self._texts["role"][hit.role],
            paragraph=reading.paragraph_number(offset),
            section=f"（{section.heading}）" if section else "",
        )

    def _reading(self, hit: Hit) -> str:
        clause = hit.reading
        return self.sentence(
            "why",
            "reading",
            actor=self._texts["actor"][clause.actor],
            time=self._texts["time"][clause.time],
            modality=self._texts["modality"][clause.modality],
        )

    def _conclusion(
        self,
        item: ChecklistItem,
        verdict: Verdict,
        hits: list[Hit],
        aspects: Mapping[str, Standing],
    ) -> str:
        if verdict is Verdict.MET:
            facts = dict.fromkeys(hit.rule.aspect for hit in hits if hit.standing is Standing.FACT)
            return self.sentence("why", "met", aspects="、".join(facts) or hits[0].rule.aspect)
        if verdict is Verdict.PLAN_ONLY:
            demotions = dict.fromkeys(hit.demotion for hit in hits if hit.demotion)
            where = "、".join(self._texts["demotion"][key] for key in demotions)
            return self.sentence("why", "plan_only", where=where.replace("在", "") or "计划")
        return self.sentence("why", "partial", missing=self._missing(item, aspects))

    def _missing(self, item: ChecklistItem, aspects: Mapping[str, Standing]) -> str:
        wanted = named_aspects(item.met)
        mentioned = [a for a in wanted if aspects.get(a) is Standing.MENTION]
        missing = [a for a in wanted if aspects.get(a, Standing.NOTHING) < Standing.MENTION]
        parts = []
        if mentioned:
            parts.append(self.sentence("why", "only_mention", aspects="、".join(mentioned)))
        if missing:
            parts.append(self.sentence("why", "missing_aspects", aspects="、".join(missing)))
        return "；".join(parts) or self._texts["strength"]["1"]


def _words(hit: Hit, reading: ReportReading) -> str:
    words = reading.original(hit.start, hit.end).of(reading.report.text).replace("\n", "")
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"


def _paragraph(hit: Hit, reading: ReportReading) -> int:
    return reading.paragraph_number(reading.original(hit.start, hit.end).start)
