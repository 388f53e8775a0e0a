"""Tables of what `check` found, from its JSON entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from reviewer.domain.verdict import Verdict

_EVIDENCE_SHOWN = 46
_VERDICT_HEADINGS = {
    Verdict.MET: "已体现",
    Verdict.PARTIAL: "部分",
    Verdict.PLAN_ONLY: "仅计划",
    Verdict.ABSENT: "未体现",
    Verdict.MANUAL: "需人工",
    Verdict.NOT_APPLICABLE: "不适用",
}
"""The verdicts, shorter than their labels where these are long."""


def print_report(console: Console, entry: dict[str, Any]) -> None:
    """Prints one report: what it is, one row per item, the score, warnings and problems."""
    facts = (
        ("文件", entry["path"]),
        ("标题", entry["title"]),
        ("单位", entry["unit"]),
        ("年度", entry["report_year"]),
        ("发布", entry["published"]),
    )
    for name, value in facts:
        console.print(f"{name}：{_shown(value)}", soft_wrap=True)
    for warning in entry["warnings"]:
        console.print(f"提示：{warning}", soft_wrap=True)
    if entry["score"] is None:
        console.print("不像法治政府建设年度报告，没有评审；仍要评审请加 --force。")
        return
    console.print(_items_table(entry["items"]))
    score = entry["score"]
    console.print(
        f"建议得分 {_shown(score['total'])}／{_shown(score['out_of'])}，"
        f"折算 {_shown(score['converted'])}，等次 {_shown(score['grade'])}；"
        f"另有问题 {len(entry['problems'])} 处（用 --json 或 --export 查看）。"
    )


def print_summary(console: Console, entries: Sequence[dict[str, Any]]) -> None:
    """Prints one row per report."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("文件", overflow="fold")
    table.add_column("单位", overflow="fold")
    for column in ("年度", "折算", "等次"):
        table.add_column(column, no_wrap=True)
    for heading in _VERDICT_HEADINGS.values():
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("问题", justify="right", no_wrap=True)
    for entry in entries:
        if "error" in entry:
            table.add_row(entry["path"], "（没有读出）")
            continue
        counts = Counter(item["verdict"] for item in entry["items"])
        score = entry["score"] or {}
        table.add_row(
            entry["path"],
            _shown(entry["unit"]),
            _shown(entry["report_year"]),
            _shown(score.get("converted")),
            _shown(score.get("grade")) if score else "未评审",
            *(str(counts[verdict.value]) for verdict in _VERDICT_HEADINGS),
            str(len(entry["problems"])),
        )
    console.print(table)


def _items_table(items: Sequence[dict[str, Any]]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("评审项目", overflow="fold")
    table.add_column("系统判定", no_wrap=True)
    table.add_column("建议分", justify="right", no_wrap=True)
    table.add_column("原文依据", overflow="fold")
    for item in items:
        best = item["evidence"][0] if item["evidence"] else None
        table.add_row(
            item["name"],
            Verdict(item["verdict"]).label,
            f"{_shown(item['score'])}/{_shown(item['max_score'])}",
            f"第{best['paragraph']}段：{_shortened(best['text'])}" if best else "—",
        )
    return table


def _shortened(text: str) -> str:
    return text if len(text) <= _EVIDENCE_SHOWN else text[: _EVIDENCE_SHOWN - 1] + "…"


def _shown(value: object) -> str:
    return "—" if value is None else str(value)
