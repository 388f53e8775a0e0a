"""Compares detection with gold: read this module first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from reviewer import workflow
from reviewer.detection.detector import Detector
from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.report import Report, ReportKind
from reviewer.domain.review import Review
from reviewer.evaluation.baseline import KeywordFinding, find_keywords
from reviewer.evaluation.gold import Gold, GoldVerdict
from reviewer.evaluation.measures import Measures, Pair, measure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and machine on one item of one document.

    Attributes:
        document: Name of the document.
        item_id: The item.
        pair: Both verdicts, with their evidence.
        keyword_pair: Gold and the keyword baseline; None without a baseline for the item.
        gold_why: The annotators' reason.
        why: The machine's reasons.
    """

    document: str
    item_id: str
    pair: Pair
    keyword_pair: Pair | None
    gold_why: str
    why: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether both verdicts are the same."""
        return self.pair.gold is self.pair.counted


@dataclass(frozen=True, slots=True)
class ExaminedDocument:
    """What was read of a document.

    Attributes:
        name: Its name in the gold.
        kind: What the reader takes it for; it is judged whatever it is.
        report_year: The report year read, or None.
        rule_hits: How often each rule held; rules without a hit have no entry.
    """

    name: str
    kind: ReportKind
    report_year: int | None
    rule_hits: dict[str, int]


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """How often one rule held.

    Attributes:
        rule_id: The rule.
        item_id: Its item.
        reports: Documents in which it held at least once.
        hits: All places where it held.
    """

    rule_id: str
    item_id: str
    reports: int
    hits: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Detection compared with gold.

    Attributes:
        gold: The gold.
        checklist: The checklist by which was judged.
        documents: In the order of the gold.
        comparisons: By document and item, in the order of the gold.
        left_out: Items of the gold that the checklist does not have.
    """

    gold: Gold
    checklist: Checklist
    documents: tuple[ExaminedDocument, ...]
    comparisons: tuple[Comparison, ...]
    left_out: tuple[str, ...]

    def measures(
        self,
        *,
        sure_only: bool = False,
        of_baseline: bool = False,
        document: str | None = None,
        item_id: str | None = None,
    ) -> Measures:
        """The measures over all comparisons, or over some of them.

        Args:
            sure_only: Only verdicts of which the annotators were sure.
            of_baseline: Measure the keyword baseline instead of detection.
            document: Only this document.
            item_id: Only this item.
        """
        chosen = (
            comparison.keyword_pair if of_baseline else comparison.pair
            for comparison in self.comparisons
            if document in (None, comparison.document) and item_id in (None, comparison.item_id)
        )
        return measure([pair for pair in chosen if pair and (pair.is_sure or not sure_only)])

    def item_ids(self) -> tuple[str, ...]:
        """The items compared, in the order of the checklist."""
        compared = {comparison.item_id for comparison in self.comparisons}
        return tuple(item.id for item in self.checklist.items if item.id in compared)

    def worst_items(self) -> tuple[tuple[str, tuple[Comparison, ...]], ...]:
        """The items with differences and these, most differences first."""
        differing = [
            (item_id, tuple(c for c in self.comparisons if c.item_id == item_id and not c.agrees))
            for item_id in self.item_ids()
        ]
        with_some = (entry for entry in differing if entry[1])
        return tuple(sorted(with_some, key=lambda entry: -len(entry[1])))

    def rule_coverage(self) -> tuple[RuleCoverage, ...]:
        """Every rule of the checklist, in its order."""
        hits: Counter[str] = Counter()
        reports: Counter[str] = Counter()
        for document in self.documents:
            hits.update(document.rule_hits)
            reports.update(document.rule_hits.keys())
        return tuple(
            RuleCoverage(rule.id, item.id, reports[rule.id], hits[rule.id])
            for item in self.checklist.items
            for rule in item.rules
        )


def evaluate(
    gold: Gold,
    checklist: Checklist,
    *,
    examine: Callable[[Report], Review] | None = None,
    rule_hits: Callable[[Report], dict[str, int]] | None = None,
) -> Evaluation:
    """Reads and judges every document of the gold.

    Args:
        gold: The gold.
        checklist: The checklist to judge by.
        examine: Judges a report; None for the real steps, with every document forced.
        rule_hits: Counts the hits of the rules; None for the real ones.

    Raises:
        UnreadableReportError: A document cannot be read.
    """
    examine = examine or _examine_with(checklist)
    rule_hits = rule_hits or Detector(checklist).rule_hits
    known = {item.id for item in checklist.items}
    named = dict.fromkeys(item_id for items in gold.documents.values() for item_id in items)
    documents: list[ExaminedDocument] = []
    comparisons: list[Comparison] = []
    for name, verdicts in gold.documents.items():
        path = gold.files[name]
        report = workflow.read_report(path)
        review = examine(report)
        year = report.facts.report_year
        documents.append(
            ExaminedDocument(
                name, report.facts.kind, year.value if year else None, rule_hits(report)
            )
        )
        text = path.read_text(encoding=report.encoding or "utf-8", errors="replace")
        keywords = find_keywords(text, gold.baseline_terms or {})
        comparisons += [
            _compare(name, item_id, verdict, review.findings[item_id], keywords.get(item_id))
            for item_id, verdict in verdicts.items()
            if item_id in known
        ]
    return Evaluation(
        gold,
        checklist,
        tuple(documents),
        tuple(comparisons),
        tuple(item_id for item_id in named if item_id not in known),
    )


def _examine_with(checklist: Checklist) -> Callable[[Report], Review]:
    examiner = workflow.Examiner(checklist)
    return lambda report: examiner.examine(report, nearest=False, force=True)


def _compare(
    document: str,
    item_id: str,
    gold: GoldVerdict,
    finding: Finding,
    keyword: KeywordFinding | None,
) -> Comparison:
    best = finding.evidence[0].text if finding.evidence else None
    keyword_pair = None
    if keyword is not None:
        keyword_pair = Pair(
            gold.verdict, keyword.verdict, gold.evidence, keyword.evidence, gold.is_sure
        )
    return Comparison(
        document=document,
        item_id=item_id,
        pair=Pair(gold.verdict, finding.verdict, gold.evidence, best, gold.is_sure),
        keyword_pair=keyword_pair,
        gold_why=gold.why,
        why=finding.why,
    )
