"""The hidden sheet by which a filled-in workbook can be read back: ids, addresses, versions.

It also holds the tables that the formulas of the main table look up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import reviewer
from reviewer.domain.review import Review
from reviewer.export.item_texts import lacks_reason, remark
from reviewer.export.problem_table import ADOPTION_COLUMN, problem_row
from reviewer.export.score_formulas import (
    ID_HAS_REASON,
    ID_MISSING_REASONS,
    ID_RECTIFICATION,
    ID_REMARK,
    ScoreFormulas,
)
from reviewer.export.sheet_head import local_time
from reviewer.export.sheet_layout import (
    GRADE_ROW,
    TABLE_VERDICTS,
    VERDICT_ROW,
    Column,
    ItemPlace,
    cell,
)
from reviewer.export.sheet_writer import SheetWriter

SCHEMA = 1
"""Version of this sheet's form; it changes when a cell changes its place or meaning."""
EXPORTED_AT_ROW = 1
WIDTHS = (24, 16, 16, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14)

ITEM_HEADINGS = (
    "item_id",
    "number",
    "machine_verdict",
    "human_cell",
    "deduction_cell",
    "score_cell",
    "remark_cell",
    "rectification_cell",
    "human_verdict",
    "typed_score",
    "remark",
    "has_reason",
    "rectification",
    "missing_reasons",
)
PROBLEM_HEADINGS = ("problem", "kind", "start", "end", "adoption_cell")
_CELLS = (Column.HUMAN, Column.DEDUCTION, Column.SCORE, Column.REMARK, Column.RECTIFICATION)


@dataclass(slots=True)
class IdentitySheet:
    """Writes the sheet of one review."""

    writer: SheetWriter
    review: Review
    formulas: ScoreFormulas
    exported_at: datetime

    def write(self) -> None:
        """Writes identity, tables, items and problems, and hides the sheet."""
        for row, (key, value) in enumerate(self._identity()):
            self.writer.text(row, 0, key)
            self._value(row, 1, value)
        self._write_tables()
        self._write_items()
        self._write_problems()
        self.writer.sheet.hide()

    def _identity(self) -> tuple[tuple[str, str | int], ...]:
        report, checklist = self.review.report, self.review.checklist
        layout = self.formulas.layout
        problem_rows = layout.item_row + len(layout.places) + 2
        return (
            ("schema", SCHEMA),
            ("exported_at", local_time(self.exported_at).isoformat(timespec="seconds")),
            ("program_version", reviewer.__version__),
            ("report_sha256", report.sha256),
            ("report_file", Path(report.path).name or report.path),
            ("report_format", report.format),
            ("checklist_id", checklist.id),
            ("checklist_version", checklist.version),
            ("checklist_sha256", checklist.sha256),
            ("checklist_name", checklist.name),
            ("stage", self.review.stage.value),
            ("first_item_row", layout.item_row + 1),
            ("items", len(layout.places)),
            ("first_problem_row", problem_rows + 1),
            ("problems", len(self.review.problems)),
        )

    def _write_tables(self) -> None:
        checklist = self.review.checklist
        self._row(VERDICT_ROW - 1, ("verdict", "label", "ratio"))
        for index, verdict in enumerate(TABLE_VERDICTS):
            ratio = checklist.ratios.get(verdict)
            self._row(VERDICT_ROW + index, (verdict.value, verdict.label, ratio))
        self._row(GRADE_ROW - 1, ("grade", "least"))
        for index, grade in enumerate(checklist.grades):
            self._row(GRADE_ROW + index, (grade.name, grade.least))

    def _write_items(self) -> None:
        layout = self.formulas.layout
        self._row(layout.item_row - 1, ITEM_HEADINGS)
        missing, previous = "", None
        for place in layout.places:
            self._write_item(place)
            if lacks_reason(self.review, place.item):
                missing += f"{place.number}.{place.item.name}；"
            formula = self.formulas.missing_reasons(place, previous)
            self.writer.formula(place.id_row, ID_MISSING_REASONS, formula, missing)
            previous = place

    def _write_item(self, place: ItemPlace) -> None:
        item, row = place.item, place.id_row
        state, finding = self.review.state(item.id), self.review.findings.get(item.id)
        values = (
            item.id,
            place.number,
            finding.verdict.value if finding else "",
            *(place.cell(column) for column in _CELLS),
            state.verdict.value if state.verdict else "",
            state.score,
        )
        self._row(row, values)
        self.writer.text(row, ID_REMARK, remark(self.review, item))
        self.writer.number(row, ID_HAS_REASON, int(bool(state.reason)))
        self.writer.text(row, ID_RECTIFICATION, item.suggestion)

    def _write_problems(self) -> None:
        first = self.formulas.layout.item_row + len(self.formulas.layout.places) + 2
        self._row(first - 1, PROBLEM_HEADINGS)
        for index, problem in enumerate(self.review.problems):
            span = problem.span
            start, end = (span.start, span.end) if span else (None, None)
            address = cell(problem_row(index), ADOPTION_COLUMN)
            self._row(first + index, (index + 1, problem.kind, start, end, address))

    def _row(self, row: int, values: tuple[str | Decimal | int | None, ...]) -> None:
        for column, value in enumerate(values):
            self._value(row, column, value)

    def _value(self, row: int, column: int, value: str | Decimal | int | None) -> None:
        if isinstance(value, str):
            self.writer.text(row, column, value)
        elif value is not None:
            self.writer.number(row, column, value)
