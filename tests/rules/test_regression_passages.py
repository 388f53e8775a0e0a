"""Detection does not fall behind what it has reached on judged passages.

Each passage of `tests/data/passages` is a paragraph on the year's work, written for one item by
somebody who had not seen the rules, most of them without the official name of the thing.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from reviewer.checklists.load import builtin_checklist
from reviewer.checks.check import check
from reviewer.detection.detector import Detector
from reviewer.readers.read import read_pasted

PASSAGES = Path(__file__).parents[1] / "data" / "passages" / "passages.jsonl"
REPORT = """青禾县农业农村局2023年度法治政府建设情况报告

县委全面依法治县委员会办公室：
现将我局2023年度法治政府建设情况报告如下。

一、主要举措和成效
{passage}
二、2024年工作安排
继续做好各项工作。

青禾县农业农村局
2024年1月15日
"""
LEAST_AGREEMENT = 0.91
LEAST_PER_ITEM = 0.75
NOT_PROVEN = {"absent", "plan_only", "not_applicable"}


def test_passages_are_judged_as_their_writers_did() -> None:
    detector = Detector(builtin_checklist())
    told, agreed = Counter[str](), Counter[str]()
    for line in PASSAGES.read_text("utf-8").splitlines():
        passage = json.loads(line)
        report = read_pasted(REPORT.format(passage=passage["text"]))
        finding = detector.detect(report, check(report), nearest=False)[passage["item"]]
        told[passage["item"]] += 1
        agreed[passage["item"]] += _agree(finding.verdict, passage["verdict"])

    assert agreed.total() / told.total() >= LEAST_AGREEMENT
    assert {item for item in told if agreed[item] / told[item] < LEAST_PER_ITEM} == set()


def _agree(found: str, judged: str) -> bool:
    """Whether two verdicts agree; a plan that is named and one that is not prove as little."""
    return found == judged or {found, judged} <= NOT_PROVEN
