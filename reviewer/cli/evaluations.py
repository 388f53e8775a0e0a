"""The commands `evaluate`, `evaluate-openings` and `checklist try`: how good is the machine?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.table import Table as RichTable

from reviewer import workflow
from reviewer.cli import console
from reviewer.cli.check import ChecklistOption
from reviewer.cli.checklists import ChecklistFile
from reviewer.cli.output import write_output
from reviewer.cli.wording import SWITCH
from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.errors import ReviewerError, UnusableGoldError, reason_of
from reviewer.evaluation.changes import Change, Side, find_changes
from reviewer.evaluation.evaluate import Comparison, Evaluation
from reviewer.evaluation.evaluate import evaluate as evaluate_gold
from reviewer.evaluation.gold import load_gold
from reviewer.evaluation.openings import evaluate_openings as read_openings
from reviewer.evaluation.page import evaluation_page
from reviewer.evaluation.result_json import evaluation_json
from reviewer.evaluation.tables import Table, document_table, item_table, overall_table

_TABLE_WIDTH = 160
"""Columns at most; a narrower terminal wraps the lines, which is better than cut numbers."""

_OPENING_FACTS = {
    "kind": "文种",
    "year": "年度",
    "unit": "单位",
    "title": "标题",
    "published": "日期",
    "published (given)": "日期（写明的）",
    "furniture": "页面文字",
}

GoldFile = Annotated[Path, typer.Argument(metavar="标注", help="标注文件（JSON）")]


def evaluate(
    gold_file: GoldFile,
    reports: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="报告所在，默认在标注文件旁")
    ] = None,
    checklist: ChecklistOption = None,
    baseline: Annotated[  # noqa: FBT002 -- a switch
        bool, typer.Option("--baseline", metavar=SWITCH, help="同时给出关键词查找的结果")
    ] = False,
    json_file: Annotated[
        str | None, typer.Option("--json", metavar="文件|-", help="结果写成 JSON，- 为标准输出")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="结果写成网页")] = None,
) -> None:
    """Compares detection with gold; prints tables unless a file is asked for.

    Raises:
        ReviewerError: Gold, a document or the checklist cannot be read, or a file not written.
    """
    evaluation = evaluate_gold(load_gold(gold_file, reports), workflow.load_checklist(checklist))
    if json_file is not None:
        content = evaluation_json(evaluation, with_baseline=baseline)
        write_output(json_file, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    if html is not None:
        write_output(str(html), evaluation_page(evaluation, with_baseline=baseline))
    if json_file is None and html is None:
        _print_evaluation(evaluation, with_baseline=baseline)


def evaluate_openings(
    file: Annotated[Path, typer.Argument(metavar="文件", help="开头样本（JSON Lines）")],
) -> None:
    """Compares what is read of openings of documents with what they say.

    Raises:
        ReviewerError: The file cannot be read or is no file of openings.
    """
    try:
        result = read_openings(file)
    except OSError as error:
        raise UnusableGoldError(file, reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise UnusableGoldError(file, "不是 UTF-8 文字") from error
    output = console.output()
    for miss in result.misses:
        name = _OPENING_FACTS.get(miss.fact, miss.fact)
        output.print(
            f"{miss.opening} {name}：应为“{miss.expected}”，读作“{miss.found}”", soft_wrap=True
        )
    rows = [
        (_OPENING_FACTS.get(name, name), f"{tally.share:.3f}", f"{tally.right}/{tally.of}")
        for name, tally in result.tallies().items()
    ]
    furniture = (
        f"对 {result.furniture_right}，读作 {result.furniture_found}，"
        f"应有 {result.furniture_expected}"
    )
    rows.append(("页面文字F1", f"{result.furniture_f1:.3f}", furniture))
    _print_table(Table(("事项", "比例", "个数"), tuple(rows)))


def try_checklist(
    file: ChecklistFile,
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[报告]", help="更多报告", show_default=False)
    ] = None,
    on: Annotated[list[Path] | None, typer.Option(metavar="报告", help="用来试的报告")] = None,
    gold_file: Annotated[
        Path | None, typer.Option("--gold", metavar="标注", help="与标注文件比较前后的质量")
    ] = None,
) -> None:
    """Shows what a checklist changes against the built-in one, item by item.

    Raises:
        ReviewerError: Gold or a checklist cannot be read.
    """
    paths = [*(on or ()), *(more or ())]
    if not paths and gold_file is None:
        raise typer.BadParameter("要用 --on 指明报告，或用 --gold 指明标注文件")
    after = workflow.load_checklist(file)
    before = _builtin_like(after)
    read, failures = _read(paths)
    _print_changes(find_changes(read, before, after), len(read))
    if gold_file is not None:
        gold = load_gold(gold_file)
        _print_progress(evaluate_gold(gold, before), evaluate_gold(gold, after))
    console.print_errors(failures)
    raise typer.Exit(1 if failures else 0)


def _builtin_like(checklist: Checklist) -> Checklist:
    """The built-in checklist of the same id, else the usual one."""
    try:
        return workflow.load_checklist(checklist.id)
    except ReviewerError:
        return workflow.load_checklist(None)


def _read(paths: list[Path]) -> tuple[list[Report], list[str]]:
    reports, failures = [], []
    for path in paths:
        try:
            reports.append(workflow.read_report(path))
        except ReviewerError as error:
            failures.append(str(error))
    return reports, failures


def _print_evaluation(evaluation: Evaluation, *, with_baseline: bool) -> None:
    _print_table(overall_table(evaluation, with_baseline=with_baseline))
    _print_table(document_table(evaluation))
    _print_table(item_table(evaluation, with_baseline=with_baseline))
    output = console.output()
    for item_id, comparisons in evaluation.worst_items():
        output.print(f"\n{evaluation.checklist.item(item_id).name}（{item_id}）", soft_wrap=True)
        for comparison in comparisons:
            _print_difference(comparison)
    unused = [rule.rule_id for rule in evaluation.rule_coverage() if not rule.hits]
    documents = len(evaluation.documents)
    output.print(
        f"\n在全部 {documents} 份报告里都没有出现的规则 {len(unused)} 条：", soft_wrap=True
    )
    output.print("、".join(unused) or "无", soft_wrap=True)
    if evaluation.left_out:
        console.print_error(f"标注里有、评审表里没有：{'、'.join(evaluation.left_out)}")


def _print_difference(comparison: Comparison) -> None:
    output, pair = console.output(), comparison.pair
    sure = "" if pair.is_sure else "，可两说"
    output.print(
        f"  {comparison.document}：标注 {pair.gold.label}{sure}，识别 {pair.found.label}",
        soft_wrap=True,
    )
    for name, text in (
        ("标注依据", pair.gold_evidence[0] if pair.gold_evidence else None),
        ("标注理由", comparison.gold_why),
        ("识别依据", pair.found_evidence),
        ("识别理由", "；".join(comparison.why)),
    ):
        if text:
            output.print(f"    {name}：{text}", soft_wrap=True)


def _print_table(table: Table) -> None:
    rich_table = RichTable(show_edge=False, pad_edge=False)
    for place, name in enumerate(table.columns):
        cells = (name, *(row[place] for row in table.rows))
        rich_table.add_column(
            name,
            justify="left" if place < table.words else "right",
            min_width=max(map(cell_len, cells)),  # rather too wide a table than cut names
        )
    for row in table.rows:
        rich_table.add_row(*row)
    output = console.output()
    output.print(rich_table, width=_TABLE_WIDTH, crop=False)
    output.print()


def _print_changes(changes: list[Change], reports: int) -> None:
    output = console.output()
    report = None
    for change in changes:
        if change.report != report:
            report = change.report
            output.print(f"{report}", soft_wrap=True)
        mark = "*" if change.is_of_verdict else " "
        before, after = _side(change.before), _side(change.after)
        output.print(
            f" {mark} {change.name}（{change.item_id}）：{before} → {after}", soft_wrap=True
        )
        old, new = _best_evidence(change.before), _best_evidence(change.after)
        if old != new:
            output.print(f"     原依据：{old}\n     新依据：{new}", soft_wrap=True)
    verdicts = sum(change.is_of_verdict for change in changes)
    output.print(
        f"{reports} 份报告：判定改变 {verdicts} 处（*），"
        f"只改变得分或依据 {len(changes) - verdicts} 处",
        soft_wrap=True,
    )


def _side(side: Side | None) -> str:
    if side is None:
        return "（没有这一项）"
    points = "" if side.points is None else f" {side.points.normalize():f}"
    return f"{side.finding.verdict.label}{points}"


def _best_evidence(side: Side | None) -> str:
    if side is None or not side.finding.evidence:
        return "（无）"
    best = side.finding.evidence[0]
    return f"{best.text}［{best.rule}］"


def _print_progress(before: Evaluation, after: Evaluation) -> None:
    """Both evaluations, and each verdict that became right or wrong."""
    output = console.output()
    for name, evaluation in (("内置评审表", before), ("试用的评审表", after)):
        output.print(name)
        _print_table(overall_table(evaluation, with_baseline=False))
    was_right = {(c.document, c.item_id): c.agrees for c in before.comparisons}
    for comparison in after.comparisons:
        right = was_right.get((comparison.document, comparison.item_id))
        if right is None or right == comparison.agrees:
            continue
        output.print(
            f"{'变对' if comparison.agrees else '变错'}：{comparison.document} "
            f"{after.checklist.item(comparison.item_id).name}（{comparison.item_id}），"
            f"标注 {comparison.pair.gold.label}，现在 {comparison.pair.found.label}",
            soft_wrap=True,
        )
