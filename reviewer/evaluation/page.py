"""An evaluation as one HTML page that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from string import Template

from reviewer.evaluation.evaluate import Comparison, Evaluation
from reviewer.evaluation.measures import confusion
from reviewer.evaluation.result_json import CONFUSION_SCALE
from reviewer.evaluation.tables import (
    Table,
    column,
    document_table,
    item_table,
    number,
    overall_series,
    overall_table,
)
from reviewer.evaluation.wording import wording
from reviewer.resources import resource_path

_BAR_HEIGHT = 14
_BAR_WIDTH = 420
_LABEL_WIDTH = 110
_ITEM_LABEL_WIDTH = 260

Bars = dict[str, float | None]
"""The values of one group of bars, by series."""


def evaluation_page(evaluation: Evaluation, *, with_baseline: bool) -> str:
    """The page.

    Args:
        evaluation: The evaluation.
        with_baseline: Whether the keyword baseline is shown beside detection.
    """
    words = wording()
    headings, notes = words["headings"], words["notes"]
    body = [
        _intro(evaluation),
        _heading(headings["overall"]),
        _overall_chart(evaluation, with_baseline=with_baseline),
        _table(overall_table(evaluation, with_baseline=with_baseline)),
        _note(notes["measures"]),
        _heading(headings["confusion"]),
        _confusion(evaluation),
        _heading(headings["documents"]),
        _table(document_table(evaluation)),
        _heading(headings["items"]),
        _item_chart(evaluation, with_baseline=with_baseline),
        _table(item_table(evaluation, with_baseline=with_baseline)),
        _heading(headings["differences"]),
        _differences(evaluation),
        _heading(headings["rules"]),
        _rules(evaluation),
    ]
    template = Template(resource_path("texts/evaluation.html").read_text(encoding="utf-8"))
    return template.substitute(title=escape(words["title"]), body="\n".join(body))


def _intro(evaluation: Evaluation) -> str:
    words = wording()
    intro = words["intro"].format(
        name=evaluation.checklist.name,
        version=evaluation.checklist.version,
        documents=len(evaluation.documents),
        verdicts=len(evaluation.comparisons),
        sure=sum(comparison.pair.is_sure for comparison in evaluation.comparisons),
    )
    text = f"<p>{escape(intro)}</p>"
    if evaluation.left_out:
        text += _note(words["left_out"].format(items="、".join(evaluation.left_out)))
    return text


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _table(table: Table) -> str:
    def row(tag: str, texts: Sequence[str]) -> str:
        kinds = ["" if place < table.words else ' class="number"' for place in range(len(texts))]
        cells = (
            f"<{tag}{kind}>{escape(text)}</{tag}>" for kind, text in zip(kinds, texts, strict=True)
        )
        return f"<tr>{''.join(cells)}</tr>"

    rows = "\n".join(row("td", texts) for texts in table.rows)
    return f"<table>\n{row('th', table.columns)}\n{rows}\n</table>"


def _overall_chart(evaluation: Evaluation, *, with_baseline: bool) -> str:
    """One group of bars per measure."""
    shown = {
        key: {
            "tick_f1": measures.tick.f1,
            "gap_f1": measures.gap.f1,
            "accuracy": measures.accuracy,
            "kappa": measures.kappa,
            "evidence": measures.evidence_hits,
        }
        for key, measures in overall_series(evaluation, with_baseline=with_baseline).items()
        if key in ("all", "baseline")
    }
    human = evaluation.gold.agreement
    if human is not None:
        shown["human"] = {
            "tick_f1": human.tick_f1,
            "accuracy": human.accuracy,
            "kappa": human.kappa,
        }
    groups = {
        column(measure): {key: values.get(measure) for key, values in shown.items()}
        for measure in ("tick_f1", "gap_f1", "accuracy", "kappa", "evidence")
    }
    return _chart(groups, _LABEL_WIDTH)


def _item_chart(evaluation: Evaluation, *, with_baseline: bool) -> str:
    """The accuracy of every item, worst first."""
    groups: dict[str, Bars] = {}
    for item_id in evaluation.item_ids():
        bars: Bars = {"all": evaluation.measures(item_id=item_id).accuracy}
        if with_baseline:
            baseline = evaluation.measures(item_id=item_id, of_baseline=True)
            bars["baseline"] = baseline.accuracy
        groups[evaluation.checklist.item(item_id).name] = bars
    worst_first = sorted(groups.items(), key=lambda group: group[1]["all"] or 0.0)
    return _chart(dict(worst_first), _ITEM_LABEL_WIDTH)


def _chart(groups: Mapping[str, Bars], label_width: int) -> str:
    """Bars from 0 to 1, in groups with a label each; a value of None gives no bar."""
    parts, top = [], 6
    for label, bars in groups.items():
        known = {key: value for key, value in bars.items() if value is not None}
        middle = top + len(known) * _BAR_HEIGHT / 2 + 4
        parts.append(f'<text x="0" y="{middle:g}">{escape(label)}</text>')
        for key, value in known.items():
            parts.append(_bar(key, value, label_width, top))
            top += _BAR_HEIGHT
        top += 10
    width = label_width + _BAR_WIDTH + 180
    return (
        f'<svg role="img" viewBox="0 0 {width} {top}" width="{width}" height="{top}">'
        f"{''.join(parts)}</svg>"
    )


def _bar(key: str, value: float, left: int, top: int) -> str:
    name = escape(wording()["series"][key])
    length = max(value, 0.0) * _BAR_WIDTH
    return (
        f'<rect class="{key}" x="{left}" y="{top}" width="{length:.1f}" '
        f'height="{_BAR_HEIGHT - 3}"></rect>'
        f'<text class="faint" x="{left + length + 6:.1f}" y="{top + 10}">'
        f"{number(value)} {name}</text>"
    )


def _confusion(evaluation: Evaluation) -> str:
    counts = confusion((c.pair for c in evaluation.comparisons), CONFUSION_SCALE)
    most = max((count for row in counts for count in row), default=0) or 1
    labels = [verdict.label for verdict in CONFUSION_SCALE]
    head = "".join(f'<th class="cell">{escape(label)}</th>' for label in labels)
    rows = []
    for place, row in enumerate(counts):
        cells = "".join(
            f'<td class="cell{" same" if place == other else ""}" '
            f'style="background: rgb(47 111 79 / {count / most * 0.7:.2f})">{count}</td>'
            for other, count in enumerate(row)
        )
        rows.append(f"<tr><th>{escape(labels[place])}</th>{cells}</tr>")
    return f'<table class="even"><tr><th></th>{head}</tr>{"".join(rows)}</table>'


def _differences(evaluation: Evaluation) -> str:
    parts = []
    for item_id, comparisons in evaluation.worst_items():
        name = escape(evaluation.checklist.item(item_id).name)
        rows = "".join(_difference_row(comparison) for comparison in comparisons)
        heads = ("document", "gold", "found", "gold_evidence", "found_evidence", "why")
        head = "".join(f"<th>{escape(column(key))}</th>" for key in heads)
        parts.append(
            f"<details><summary>{name}（{len(comparisons)}）</summary>"
            f"<table><tr>{head}</tr>{rows}</table></details>"
        )
    return "\n".join(parts) or _note(wording()["notes"]["no_differences"])


def _difference_row(comparison: Comparison) -> str:
    words, pair = wording(), comparison.pair
    sure = words["yes"] if pair.is_sure else words["no"]
    cells = (
        comparison.document,
        f"{pair.gold.label}（{sure}）",
        pair.found.label,
        "\n".join(pair.gold_evidence) or words["none"],
        pair.found_evidence or words["none"],
        "\n".join((comparison.gold_why, *comparison.why)),
    )
    return (
        "<tr>"
        + "".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in cells)
        + "</tr>"
    )


def _rules(evaluation: Evaluation) -> str:
    notes = wording()["notes"]
    coverage = evaluation.rule_coverage()
    documents = len(evaluation.documents)
    unused = [rule for rule in coverage if not rule.hits]
    text = _note(notes["all_used"])
    if unused:
        text = _note(notes["unused"].format(unused=len(unused), documents=documents))
        text += _note("、".join(rule.rule_id for rule in unused))
    rows = tuple(
        (rule.rule_id, f"{rule.reports}/{documents}", str(rule.hits))
        for rule in sorted(coverage, key=lambda rule: (rule.reports, rule.hits))
        if rule.hits
    )
    columns = tuple(map(column, ("rule", "reports", "hits")))
    return text + f"<details><summary>{len(rows)}</summary>{_table(Table(columns, rows))}</details>"
