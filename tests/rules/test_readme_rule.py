"""The rule that the README shows is one that works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.checklists.load import load_checklist
from reviewer.detection.detector import rule_matches
from reviewer.domain.checklist import Checklist

README = Path(__file__).parents[2] / "README.md"
AROUND = """
schema: 1
id: readme
version: "1"
name: 说明里的规则
ratios: {met: 1, partial: 0.5, plan_only: 0.2, absent: 0}
grades: [{name: 合格, least: 0}]
categories: [{id: topic, name: 主题内容}]
groups: {顾问: [法律顾问, 公职律师]}
items:
  - id: topic.adviser
    category: topic
    name: 法律顾问
    requirement: 写明作用
    bases: [{text: 某某条例, confidence: high}]
    weight: 2
    met: [[实际作用]]
    rules:
"""


@pytest.fixture
def checklist(tmp_path: Path) -> Checklist:
    (shown,) = re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "readme.yaml"
    path.write_text(AROUND + "".join(f"      {line}\n" for line in shown.splitlines()), "utf-8")
    return load_checklist(path)


def test_the_rule_of_the_readme_does_what_its_examples_say(checklist: Checklist) -> None:
    (rule,) = checklist.items[0].rules

    assert all(rule_matches(checklist, rule, sentence) for sentence in rule.match)
    assert not any(rule_matches(checklist, rule, sentence) for sentence in rule.no_match)
