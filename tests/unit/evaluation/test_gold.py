from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.domain.verdict import Verdict
from reviewer.errors import UnusableGoldError
from reviewer.evaluation.gold import GoldVerdict, HumanAgreement, load_gold

WriteGold = Callable[[Any], Path]


@pytest.fixture
def write_gold(tmp_path: Path) -> WriteGold:
    def write(content: Any) -> Path:
        path = tmp_path / "gold.json"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def put_document(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name}.txt"
    path.write_text("一份报告。", encoding="utf-8")
    return path


def test_verdicts_are_read_with_evidence_and_sureness(
    write_gold: WriteGold, tmp_path: Path
) -> None:
    put_document(tmp_path, "甲")
    entry = {"verdict": "partial", "evidence": ["一句"], "sure": False, "why": "只有一句"}

    gold = load_gold(write_gold({"甲": {"topic.adviser": entry}}))

    assert gold.documents["甲"]["topic.adviser"] == GoldVerdict(
        Verdict.PARTIAL, ("一句",), is_sure=False, why="只有一句"
    )


@pytest.mark.parametrize("folder", ["reports", "synthetic", "."])
def test_documents_are_found_beside_the_gold(
    write_gold: WriteGold, tmp_path: Path, folder: str
) -> None:
    document = put_document(tmp_path / folder, "甲")

    assert load_gold(write_gold({"甲": {}})).files["甲"].samefile(document)


def test_another_folder_of_reports_may_be_given(write_gold: WriteGold, tmp_path: Path) -> None:
    put_document(tmp_path, "甲")
    document = put_document(tmp_path / "别处", "甲")

    assert load_gold(write_gold({"甲": {}}), tmp_path / "别处").files["甲"].samefile(document)


def test_missing_documents_are_all_named(write_gold: WriteGold, tmp_path: Path) -> None:
    put_document(tmp_path, "甲")

    with pytest.raises(UnusableGoldError, match="找不到文档 乙、丙"):
        load_gold(write_gold({"甲": {}, "乙": {}, "丙": {}}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "不是 JSON"),
        ([], "应为 {文档"),
        ({}, "没有文档"),
        ({"甲": []}, "应为 {文档"),
        ({"甲": {"topic.adviser": "met"}}, "文档“甲”的“topic.adviser”应为"),
        ({"甲": {"topic.adviser": {"verdict": "yes"}}}, "verdict 应为 met、partial"),
        ({"甲": {"topic.adviser": {"verdict": "manual"}}}, "verdict 应为"),
        ({"甲": {"topic.adviser": {"verdict": "met", "evidence": "一句"}}}, "evidence 应为"),
    ],
)
def test_gold_of_another_form_is_refused(
    write_gold: WriteGold, tmp_path: Path, content: Any, message: str
) -> None:
    put_document(tmp_path, "甲")

    with pytest.raises(UnusableGoldError, match=message):
        load_gold(write_gold(content))


def test_a_missing_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableGoldError, match=r"“无\.json”：没有这个文件"):
        load_gold(tmp_path / "无.json")


def test_baseline_terms_and_agreement_are_read_from_beside_the_gold(
    write_gold: WriteGold, tmp_path: Path
) -> None:
    put_document(tmp_path, "甲")
    (tmp_path / "baseline_terms.json").write_text('{"topic.adviser": ["法律顾问"]}', "utf-8")
    (tmp_path / "README.md").write_text(
        "They agreed on 96 % of verdicts (tick F1 0.97, quadratic-weighted κ 0.98).", "utf-8"
    )

    gold = load_gold(write_gold({"甲": {}}))

    assert gold.baseline_terms == {"topic.adviser": ("法律顾问",)}
    assert gold.agreement == HumanAgreement(0.96, 0.97, 0.98)


def test_gold_without_files_beside_it_has_no_baseline_and_no_agreement(
    write_gold: WriteGold, tmp_path: Path
) -> None:
    put_document(tmp_path, "甲")

    gold = load_gold(write_gold({"甲": {}}))

    assert gold.baseline_terms is None
    assert gold.agreement is None
