"""An evaluation as JSON; numbers are not rounded, None where a measure is not defined."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reviewer.domain.verdict import Verdict
from reviewer.evaluation.evaluate import Comparison, Evaluation
from reviewer.evaluation.measures import Measures, confusion

SCHEMA = 1
CONFUSION_SCALE = (
    Verdict.MET,
    Verdict.PARTIAL,
    Verdict.PLAN_ONLY,
    Verdict.ABSENT,
    Verdict.NOT_APPLICABLE,
)
"""Rows and columns of the table of confusions."""


def evaluation_json(evaluation: Evaluation, *, with_baseline: bool) -> dict[str, Any]:
    """The whole evaluation.

    Args:
        evaluation: The evaluation.
        with_baseline: Whether the keyword baseline is measured beside detection.
    """
    checklist, gold = evaluation.checklist, evaluation.gold
    pairs = [comparison.pair for comparison in evaluation.comparisons]
    return {
        "schema": SCHEMA,
        "checklist": {
            "id": checklist.id,
            "version": checklist.version,
            "sha256": checklist.sha256,
        },
        "documents": len(evaluation.documents),
        "overall": _all_and_sure(evaluation),
        "baseline": _all_and_sure(evaluation, of_baseline=True) if with_baseline else None,
        "human": asdict(gold.agreement) if gold.agreement else None,
        "confusion": {
            "labels": [verdict.value for verdict in CONFUSION_SCALE],
            "rows": confusion(pairs, CONFUSION_SCALE),
        },
        "items": {
            item_id: {
                "name": checklist.item(item_id).name,
                **_all_and_sure(evaluation, item_id=item_id),
                "baseline": _all_and_sure(evaluation, of_baseline=True, item_id=item_id)
                if with_baseline
                else None,
            }
            for item_id in evaluation.item_ids()
        },
        "per_document": {
            document.name: {
                "kind": document.kind.value,
                "report_year": document.report_year,
                **_all_and_sure(evaluation, document=document.name),
            }
            for document in evaluation.documents
        },
        "differences": [
            _difference_json(comparison)
            for comparison in evaluation.comparisons
            if not comparison.agrees
        ],
        "rules": [
            {
                "rule": rule.rule_id,
                "item": rule.item_id,
                "reports": rule.reports,
                "hits": rule.hits,
            }
            for rule in evaluation.rule_coverage()
        ],
        "left_out": list(evaluation.left_out),
    }


def _all_and_sure(evaluation: Evaluation, **chosen: Any) -> dict[str, Any]:
    return {
        "all": _measures_json(evaluation.measures(**chosen)),
        "sure": _measures_json(evaluation.measures(sure_only=True, **chosen)),
    }


def _measures_json(measures: Measures) -> dict[str, Any]:
    return {
        "verdicts": measures.pairs,
        "tick": asdict(measures.tick),
        "gap": asdict(measures.gap),
        "accuracy": measures.accuracy,
        "kappa": measures.kappa,
        "evidence_hit_rate": measures.evidence_hits,
        "evidence_pairs": measures.evidence_pairs,
        "evidence_length": measures.evidence_length,
    }


def _difference_json(comparison: Comparison) -> dict[str, Any]:
    pair = comparison.pair
    return {
        "document": comparison.document,
        "item": comparison.item_id,
        "gold": pair.gold.value,
        "found": pair.found.value,
        "sure": pair.is_sure,
        "gold_evidence": list(pair.gold_evidence),
        "found_evidence": pair.found_evidence,
        "gold_why": comparison.gold_why,
        "why": list(comparison.why),
    }
