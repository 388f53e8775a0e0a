from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.checklists.load import find_faults

GOOD = """\
schema: 1
id: small
version: "2026.1"
name: 小评审表
ratios: {met: 1, partial: 0.5, plan_only: 0.2, absent: 0}
grades: [{name: 优秀, least: 90}, {name: 合格, least: 60}]
categories: [{id: topic, name: 主题内容}]
stock_reasons: [证据不足]
groups:
  印发: [制定, 印发]
items:
  - id: topic.adviser
    category: topic
    name: 法律顾问
    requirement: 聘有法律顾问并写明作用
    bases: [{text: 某某条例, confidence: high}]
    weight: 2
    rules:
      - id: adviser.work
        aspect: 作用
        any_of: ["[聘请|聘任]…法律顾问"]
        examples: {match: [我局聘请法律顾问。], no_match: [我局聘请专家。]}
    met:
      - [作用]
"""


@pytest.fixture
def good_text() -> str:
    return GOOD


@pytest.fixture
def write_checklist(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "small.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def faults_of(
    write_checklist: Callable[[str | bytes], Path],
) -> Callable[[str | bytes], list[tuple[int, str]]]:
    def faults(content: str | bytes) -> list[tuple[int, str]]:
        return [(fault.line, fault.message) for fault in find_faults(write_checklist(content))]

    return faults
