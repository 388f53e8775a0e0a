"""Detection does not fall behind what it has reached on judged reports.

The made-up reports in `tests/data/reports` are always judged; the real ones only where the folder
REVIEWER_GOLD is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.checklists.load import builtin_checklist
from reviewer.domain.checklist import Checklist, Rule
from reviewer.evaluation.evaluate import Evaluation, evaluate
from reviewer.evaluation.gold import load_gold
from reviewer.language.folding import fold
from reviewer.resources import resource_path

REPORTS = Path(__file__).parents[1] / "data" / "reports"
CHECKLIST = builtin_checklist()
TICK_F1, KAPPA = 0.93, 0.90
SURE_TICK_F1, SURE_KAPPA = 0.96, 0.94
EVIDENCE_HITS, EVIDENCE_LENGTH = 0.80, 60
SHORTEST_TERM = 4
_SIGNS = re.compile(r"[…#<>\[\]|]+")


@pytest.fixture(scope="module")
def made_up() -> Evaluation:
    return evaluate(load_gold(REPORTS / "gold.json"), CHECKLIST)


@pytest.fixture(scope="module")
def real(gold_folder: Path) -> Evaluation:
    return evaluate(load_gold(gold_folder / "gold.json"), CHECKLIST)


def assert_at_least(evaluation: Evaluation, tick_f1: float, kappa: float, *, sure: bool) -> None:
    measures = evaluation.measures(sure_only=sure)
    assert measures.tick.f1 is not None
    assert measures.kappa is not None
    assert measures.tick.f1 >= tick_f1
    assert measures.kappa >= kappa


def test_every_judged_report_is_compared(made_up: Evaluation) -> None:
    names = {path.stem for path in REPORTS.glob("*.txt")}

    assert {document.name for document in made_up.documents} == names
    assert made_up.left_out == ()


def test_made_up_reports_are_judged_as_experts_do(made_up: Evaluation) -> None:
    assert_at_least(made_up, TICK_F1, KAPPA, sure=False)


def test_made_up_reports_are_judged_better_where_experts_are_sure(made_up: Evaluation) -> None:
    assert_at_least(made_up, SURE_TICK_F1, SURE_KAPPA, sure=True)


def test_evidence_in_made_up_reports_is_right_and_short(made_up: Evaluation) -> None:
    measures = made_up.measures()

    assert measures.evidence_hits is not None
    assert measures.evidence_length is not None
    assert measures.evidence_hits >= EVIDENCE_HITS
    assert measures.evidence_length <= EVIDENCE_LENGTH


@pytest.mark.gold
def test_real_reports_are_judged_as_experts_do(real: Evaluation) -> None:
    assert_at_least(real, TICK_F1, KAPPA, sure=False)


@pytest.mark.gold
def test_real_reports_are_judged_better_where_experts_are_sure(real: Evaluation) -> None:
    assert_at_least(real, SURE_TICK_F1, SURE_KAPPA, sure=True)


@pytest.mark.gold
def test_evidence_in_real_reports_is_right_and_short(real: Evaluation) -> None:
    measures = real.measures()

    assert measures.evidence_hits is not None
    assert measures.evidence_length is not None
    assert measures.evidence_hits >= EVIDENCE_HITS
    assert measures.evidence_length <= EVIDENCE_LENGTH


@pytest.mark.gold
def test_no_rule_is_written_for_one_report(gold_folder: Path) -> None:
    judged = [
        plain_text(path) for name in ("reports", "synthetic") for path in texts(gold_folder / name)
    ]
    made_up = "\n".join(plain_text(path) for path in texts(REPORTS))

    rare = {
        term
        for term in rule_terms(CHECKLIST)
        if sum(term in text for text in judged) == 1 and term not in made_up
    }

    assert sorted(rare - set(listed_terms())) == []


def test_every_term_listed_as_rare_is_one_of_the_rules_once() -> None:
    listed = list(listed_terms())

    assert len(listed) == len(set(listed))
    assert sorted(set(listed) - rule_terms(CHECKLIST)) == []


def texts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


def plain_text(path: Path) -> str:
    return fold(path.read_text(encoding="utf-8-sig")).text.replace("\n", "")


def rule_terms(checklist: Checklist) -> set[str]:
    """The words of at least four characters in the patterns of all rules, folded."""
    patterns = [p for item in checklist.items for rule in item.rules for p in patterns_of(rule)]
    words = [word for pattern in patterns for word in _SIGNS.split(pattern)]
    words += [word for group in checklist.groups.values() for word in group]
    return {term for word in words if len(term := fold(word).text) >= SHORTEST_TERM}


def patterns_of(rule: Rule) -> Iterator[str]:
    yield from rule.patterns
    for patterns in rule.all_of:
        yield from patterns
    yield from rule.unless


def listed_terms() -> Iterator[str]:
    data = tomllib.loads(resource_path("dictionaries/rare_terms.toml").read_text("utf-8"))
    for entry in data["terms"]:
        assert entry["reason"]
        yield from (fold(word).text for word in entry["words"])
