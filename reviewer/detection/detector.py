"""Report and checklist to one finding per item: read this module first.

The rules of the checklist are applied once to the prepared report; then each item is judged by
the judge it names; then places become evidence. The same report, checklist and version give the
same findings, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from reviewer.detection import form, parts
from reviewer.detection.conditions import holds
from reviewer.detection.evidence import evidence_of
from reviewer.detection.explanation import Explanation
from reviewer.detection.judgement import Judgement
from reviewer.detection.manual import judge_manual
from reviewer.detection.nearest import PassageIndex, Segmenter, Sought
from reviewer.detection.reading import ReportReading
from reviewer.detection.rules import Hit, RuleBook, RuleHits, Standing
from reviewer.detection.topic import is_met, judge_topic
from reviewer.domain.checklist import Checklist, ChecklistItem, JudgeKind, Level, Outside, Rule
from reviewer.domain.finding import Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import (
    Paragraph,
    ParagraphKind,
    Report,
    ReportFacts,
    RoleSpan,
    Section,
    SectionRole,
)
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.language.clauses import Actor

_SEARCHED_SHOWN = 16
_JUDGED_LAST = (JudgeKind.MEASURES, JudgeKind.STRUCTURE)
_JUDGES: dict[JudgeKind, Callable[[ChecklistItem, ReportReading, Explanation], Judgement]] = {
    JudgeKind.SHORTCOMINGS: parts.judge_shortcomings,
    JudgeKind.CAUSES: parts.judge_causes,
    JudgeKind.NEXT_YEAR: parts.judge_next_year,
    JudgeKind.DATA: parts.judge_data,
    JudgeKind.TITLE: form.judge_title,
}
_SIGNS = re.compile(r"[…#<>\[\]|]+")


class Detector:
    """A checklist made ready for detection; may be shared between threads.

    Args:
        checklist: The checklist.

    Raises:
        PatternError: A rule of the checklist has a bad pattern.
    """

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self._book = RuleBook((r for i in checklist.items for r in i.rules), checklist.groups)
        self._explain = Explanation()
        self._searched = {item.id: _searched(item) for item in checklist.items}
        segmenter = Segmenter(sorted({w for ws in self._searched.values() for w in ws}))
        texts = {i.id: "，".join((i.name, *self._searched[i.id])) for i in checklist.items}
        self._sought = Sought(texts, segmenter)

    def load_segmenter(self) -> None:
        """Loads jieba's dictionary ahead of the first report that needs it."""
        self._sought.load()

    def rule_hits(self, report: Report) -> dict[str, int]:
        """How often each rule holds in a report; rules without a hit have no entry."""
        hits = self._book.hits(ReportReading(report))
        counts = {rule.id: len(hits.of(rule)) for i in self.checklist.items for rule in i.rules}
        return {rule_id: count for rule_id, count in counts.items() if count}

    def detect(
        self, report: Report, problems: Iterable[Problem], *, nearest: bool = True
    ) -> dict[str, Finding]:
        """One finding per item, in the checklist's order.

        Args:
            report: The report.
            problems: Its problems; numbering and year decide two items of form.
            nearest: Whether to rank the passages nearest to what was not found.
        """
        problems = tuple(problems)
        reading = ReportReading(report)
        hits = self._book.hits(reading)
        judgements: dict[str, Judgement] = {}
        for item in sorted(self.checklist.items, key=lambda i: i.judge in _JUDGED_LAST):
            judgement = self._judge(item, hits, reading, problems, judgements)
            judgements[item.id] = self._apply_validity(item, judgement, report)
        findings = {
            item.id: self._finding(item, judgements[item.id], reading)
            for item in self.checklist.items
        }
        return self._with_nearest(findings, report) if nearest else findings

    def _judge(
        self,
        item: ChecklistItem,
        hits: RuleHits,
        reading: ReportReading,
        problems: tuple[Problem, ...],
        earlier: Mapping[str, Judgement],
    ) -> Judgement:
        explain = self._explain
        if item.judge in _JUDGES:
            return _JUDGES[item.judge](item, reading, explain)
        match item.judge:
            case JudgeKind.TOPIC | JudgeKind.NOTE:
                return judge_topic(item, _needed_hits(item, hits), reading, explain)
            case JudgeKind.FIRST_RESPONSIBLE:
                own = _of_leader(hits.of_all(item.rules))
                return judge_topic(item, own, reading, explain)
            case JudgeKind.MEASURES:
                rules = (r for i in self.checklist.items for r in i.rules if _may_be_fact(r))
                return parts.judge_measures(item, hits.of_all(rules), reading, explain)
            case JudgeKind.YEAR:
                return form.judge_year(item, problems, reading, explain)
            case JudgeKind.STRUCTURE:
                verdicts = {item_id: judgement.verdict for item_id, judgement in earlier.items()}
                return form.judge_structure(item, problems, verdicts, reading, explain)
            case _:
                return judge_manual(item, reading.report, problems, explain)

    def _apply_validity(
        self, item: ChecklistItem, judgement: Judgement, report: Report
    ) -> Judgement:
        """Outside its years or for other units an item is a hint or does not apply."""
        year = report.facts.report_year.value if report.facts.report_year else None
        if not item.validity.covers(year):
            if item.validity.outside is Outside.NOT_APPLICABLE:
                why = self._explain.sentence(
                    "why",
                    "not_applicable_year",
                    year=year,
                    first_year=item.validity.first_year,
                )
                return Judgement(Verdict.NOT_APPLICABLE, why=(why,))
            hint = self._explain.sentence(
                "why", "outside_year", first_year=item.validity.first_year, year=year
            )
            return Judgement(
                judgement.verdict,
                judgement.places,
                judgement.strength,
                (*judgement.why, hint),
                judgement.aspects,
            )
        words = item.applicability.unit_words
        if words and judgement.verdict is Verdict.ABSENT and not _is_unit(report, words):
            return Judgement(Verdict.NOT_APPLICABLE, why=(item.applicability.note,))
        return judgement

    def _finding(
        self, item: ChecklistItem, judgement: Judgement, reading: ReportReading
    ) -> Finding:
        evidence = evidence_of(judgement.places, reading)
        step = next(
            (
                step.id
                for step in item.score_steps
                if (not step.verdicts or judgement.verdict in step.verdicts)
                and all(holds(condition, judgement.aspects) for condition in step.when)
            ),
            None,
        )
        return Finding(
            item_id=item.id,
            verdict=judgement.verdict,
            strength=judgement.strength if evidence else 0,
            why=judgement.why,
            evidence=evidence,
            searched=self._searched[item.id],
            score_condition=step,
        )

    def _with_nearest(self, findings: dict[str, Finding], report: Report) -> dict[str, Finding]:
        """The findings, each 未体现 with the passages nearest to what was looked for."""
        if not any(finding.verdict is Verdict.ABSENT for finding in findings.values()):
            return findings
        index = PassageIndex(report, self._sought)
        completed = {}
        for item_id, finding in findings.items():
            if finding.verdict is Verdict.ABSENT:
                passages = index.nearest(item_id)
                finding = Finding(  # noqa: PLW2901 - the finding completed
                    finding.item_id,
                    finding.verdict,
                    finding.strength,
                    finding.why,
                    finding.evidence,
                    finding.searched,
                    passages,
                    finding.score_condition,
                )
            completed[item_id] = finding
        return completed


def _needed_hits(item: ChecklistItem, hits: RuleHits) -> list[Hit]:
    """The hits that decide an item: mere mentions are looked for only when facts do not do."""
    facts = hits.of_all(rule for rule in item.rules if _may_be_fact(rule))
    if is_met(item, facts):
        return facts
    return hits.of_all(item.rules)


def _may_be_fact(rule: Rule) -> bool:
    return rule.level is not Level.MENTION


def rule_matches(checklist: Checklist, rule: Rule, sentence: str) -> bool:
    """Whether a rule holds for a sentence that stands by itself as the unit's own work.

    Args:
        checklist: Gives the word groups.
        rule: The rule.
        sentence: The sentence, after a heading and a line end where it stands under one.
    """
    book = RuleBook((rule,), checklist.groups)
    role = rule.roles[0] if rule.roles else SectionRole.MEASURES
    hits = book.hits(ReportReading(_sentence_report(sentence, role)))
    return any(hit.standing >= Standing.MENTION for hit in hits.of(rule))


def _sentence_report(sentence: str, role: SectionRole) -> Report:
    span = Span(0, len(sentence))
    heading, is_under, _ = sentence.partition("\n")
    heading_span = Span(0, len(heading))
    return Report(
        path="",
        sha256="",
        format="text",
        encoding=None,
        text=sentence,
        paragraphs=(Paragraph(1, span, ParagraphKind.BODY, role, None),),
        sections=(Section(2, "", heading, heading_span, span, role, None),) if is_under else (),
        role_spans=(RoleSpan(span, role),),
        facts=ReportFacts(),
    )


def _of_leader(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that speak of the leader: in the leader's own part, or in a sentence about one."""
    return [
        hit
        for hit in hits
        if hit.role is SectionRole.FIRST_RESPONSIBLE
        or hit.reading.actor is Actor.LEADER
        or hit.rule.level is Level.MENTION
    ]


def _is_unit(report: Report, words: Sequence[str]) -> bool:
    unit = report.facts.unit.value if report.facts.unit else ""
    title = report.facts.title.value if report.facts.title else ""
    return any(word in unit or word in title for word in words)


def _searched(item: ChecklistItem) -> tuple[str, ...]:
    """Words shown as looked for: the item's own list, else the plain words of its rules.

    Rules of mere mentions come first: they hold the usual names of the thing.
    """
    if item.searched:
        return item.searched
    words: dict[str, None] = {}
    for rule in sorted(item.rules, key=_may_be_fact):
        patterns = rule.patterns or tuple(p for part in rule.all_of for p in part)
        for pattern in patterns:
            if not _SIGNS.search(pattern):
                words.setdefault(pattern)
    return tuple(words)[:_SEARCHED_SHOWN]
