"""Gold: what human annotators say of reports, read from GOLD.json and the files beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.domain.verdict import DECIDABLE, Verdict
from reviewer.errors import UnusableGoldError, reason_of

BASELINE_TERMS = "baseline_terms.json"
"""Beside GOLD.json: the terms of the keyword baseline, by item id."""
README = "README.md"
"""Beside GOLD.json: says, among other things, how far the annotators agreed."""

_FOLDERS = ("reports", "synthetic", ".")
_AGREEMENT = re.compile(
    r"agreed on ([0-9.]+) ?% of verdicts \(tick F1 ([0-9.]+), quadratic-weighted κ ([0-9.]+)\)"
)


@dataclass(frozen=True, slots=True)
class GoldVerdict:
    """The verdict of the annotators on one item of one report.

    Attributes:
        verdict: Never `manual`.
        evidence: Sentences of the report, best first.
        is_sure: False where a reasonable expert could differ.
        why: Their reason, in Chinese.
    """

    verdict: Verdict
    evidence: tuple[str, ...] = ()
    is_sure: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class HumanAgreement:
    """How far two annotators agreed, each from 0 to 1."""

    accuracy: float
    tick_f1: float
    kappa: float


@dataclass(frozen=True, slots=True)
class Gold:
    """All of GOLD.json.

    Attributes:
        path: The file.
        documents: By document name and item id, in the order of the file.
        files: The report of each document.
        baseline_terms: By item id; None where there is no such file.
        agreement: None where the README does not say.
    """

    path: Path
    documents: Mapping[str, Mapping[str, GoldVerdict]]
    files: Mapping[str, Path]
    baseline_terms: Mapping[str, tuple[str, ...]] | None = None
    agreement: HumanAgreement | None = None


def load_gold(path: Path, reports: Path | None = None) -> Gold:
    """Reads GOLD.json, finds its documents and reads the files beside it.

    Args:
        path: GOLD.json.
        reports: Where the documents are; None for beside GOLD.json. Document D is
            `reports/D.txt`, `synthetic/D.txt` or `D.txt` there.

    Raises:
        UnusableGoldError: A file cannot be read, or is not in this form, or a document is
            missing.
    """
    documents = {
        name: {item: _verdict(path, name, item, entry) for item, entry in _entries(path, items)}
        for name, items in _entries(path, _read_json(path))
    }
    if not documents:
        raise UnusableGoldError(path, "里面没有文档")
    folder = reports if reports is not None else path.parent
    return Gold(
        path=path,
        documents=documents,
        files=_find_files(path, list(documents), folder),
        baseline_terms=_baseline_terms(path.parent / BASELINE_TERMS),
        agreement=_agreement(path.parent / README),
    )


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnusableGoldError(path, reason_of(error)) from error
    except (ValueError, RecursionError) as error:
        raise UnusableGoldError(path, f"不是 JSON：{error}") from error


def _entries(path: Path, value: Any) -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise UnusableGoldError(
            path, "应为 {文档: {评审项: {verdict, evidence, sure, why}}} 的形式"
        )
    return list(value.items())


def _verdict(path: Path, document: str, item: str, entry: Any) -> GoldVerdict:
    def fault(reason: str) -> UnusableGoldError:
        return UnusableGoldError(path, f"文档“{document}”的“{item}”{reason}")

    if not isinstance(entry, dict):
        raise fault("应为 {verdict, evidence, sure, why}")
    allowed = [verdict.value for verdict in DECIDABLE]
    if entry.get("verdict") not in allowed:
        raise fault(f"的 verdict 应为 {'、'.join(allowed)} 之一")
    evidence = entry.get("evidence", [])
    if not isinstance(evidence, list) or not all(isinstance(text, str) for text in evidence):
        raise fault("的 evidence 应为文字的列表")
    return GoldVerdict(
        Verdict(entry["verdict"]),
        tuple(evidence),
        entry.get("sure", True) is not False,
        str(entry.get("why", "")),
    )


def _find_files(path: Path, names: list[str], folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for name in names:
        candidates = [folder / inner / f"{name}.txt" for inner in _FOLDERS]
        found = next((candidate for candidate in candidates if candidate.is_file()), None)
        if found is not None:
            files[name] = found
    missing = [name for name in names if name not in files]
    if missing:
        places = "、".join(f"{inner}/" for inner in _FOLDERS[:2])
        raise UnusableGoldError(
            path, f"在“{folder}”及其 {places} 中找不到文档 {'、'.join(missing)} 的 .txt 文件"
        )
    return files


def _baseline_terms(path: Path) -> dict[str, tuple[str, ...]] | None:
    if not path.is_file():
        return None
    terms = {}
    for item, words in _entries(path, _read_json(path)):
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise UnusableGoldError(path, f"“{item}”应为词语的列表")
        terms[item] = tuple(words)
    return terms


def _agreement(path: Path) -> HumanAgreement | None:
    try:
        found = _AGREEMENT.search(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if found is None:
        return None
    percent, tick_f1, kappa = (float(number) for number in found.groups())
    return HumanAgreement(percent / 100, tick_f1, kappa)
