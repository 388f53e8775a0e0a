"""An evaluation as plain tables, which the page and the command line show."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.evaluation.evaluate import Evaluation
from reviewer.evaluation.measures import Measures
from reviewer.evaluation.wording import wording

_MEASURES = (
    "tick_precision",
    "tick_recall",
    "tick_f1",
    "gap_f1",
    "accuracy",
    "kappa",
    "evidence",
    "length",
    "verdicts",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts.

    Attributes:
        columns: Names.
        rows: As many texts each as there are columns.
        words: How many columns hold words; the others hold numbers.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


def overall_series(evaluation: Evaluation, *, with_baseline: bool) -> dict[str, Measures]:
    """The measures of detection and, if wanted, of the baseline, by key of the wording."""
    series = {
        "all": evaluation.measures(),
        "sure": evaluation.measures(sure_only=True),
    }
    if with_baseline:
        series["baseline"] = evaluation.measures(of_baseline=True)
        series["baseline_sure"] = evaluation.measures(of_baseline=True, sure_only=True)
    return series


def overall_table(evaluation: Evaluation, *, with_baseline: bool) -> Table:
    """Detection, the baseline and the agreement of the annotators."""
    names = wording()["series"]
    series = overall_series(evaluation, with_baseline=with_baseline)
    rows = [(names[key], *_measures(measures)) for key, measures in series.items()]
    human = evaluation.gold.agreement
    if human is not None:
        shown = {"tick_f1": human.tick_f1, "accuracy": human.accuracy, "kappa": human.kappa}
        rows.append((names["human"], *(number(shown.get(key)) for key in _MEASURES)))
    return Table((column("series"), *map(column, _MEASURES)), tuple(rows))


def document_table(evaluation: Evaluation) -> Table:
    """One row per document."""
    kinds = wording()["kinds"]
    rows = tuple(
        (
            document.name,
            kinds[document.kind.value],
            str(document.report_year or wording()["none"]),
            *_measures(evaluation.measures(document=document.name)),
        )
        for document in evaluation.documents
    )
    columns = ("document", "kind", "year", *_MEASURES)
    return Table(tuple(map(column, columns)), rows, words=3)


def item_table(evaluation: Evaluation, *, with_baseline: bool) -> Table:
    """One row per item."""
    differences = {item_id: len(found) for item_id, found in evaluation.worst_items()}
    rows = []
    for item_id in evaluation.item_ids():
        measures = evaluation.measures(item_id=item_id)
        row = [evaluation.checklist.item(item_id).name, *_measures(measures)]
        if with_baseline:
            baseline = evaluation.measures(of_baseline=True, item_id=item_id)
            row.append(number(baseline.tick.f1))
        rows.append((*row, str(differences.get(item_id, 0))))
    columns = ["item", *_MEASURES, *(["baseline_tick_f1"] if with_baseline else []), "differences"]
    return Table(tuple(map(column, columns)), tuple(rows))


def column(key: str) -> str:
    """The name of a column."""
    return str(wording()["columns"][key])


def number(value: float | None) -> str:
    """A measure with three decimals."""
    return str(wording()["none"]) if value is None else f"{value:.3f}"


def _measures(measures: Measures) -> tuple[str, ...]:
    length = measures.evidence_length
    return (
        number(measures.tick.precision),
        number(measures.tick.recall),
        number(measures.tick.f1),
        number(measures.gap.f1),
        number(measures.accuracy),
        number(measures.kappa),
        number(measures.evidence_hits),
        str(wording()["none"]) if length is None else f"{length:g}",
        str(measures.pairs),
    )
