"""Writes the score sheet of a review: a workbook to print, to go on filling in, to read back."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

from reviewer.domain.review import Review
from reviewer.export import evidence_table, identity_sheet, problem_table
from reviewer.export.atomic_file import write_atomically
from reviewer.export.cell_formats import NORMAL_FONT, CellFormats
from reviewer.export.cell_text import clean_text
from reviewer.export.identity_sheet import EXPORTED_AT_ROW, IdentitySheet
from reviewer.export.score_formulas import ScoreFormulas
from reviewer.export.score_table import ScoreTable
from reviewer.export.sheet_foot import SheetFoot
from reviewer.export.sheet_head import local_time, sheet_title, write_head
from reviewer.export.sheet_layout import (
    EVIDENCE_SHEET,
    HEADING_ROW,
    IDENTITY_SHEET,
    MAIN_SHEET,
    PROBLEM_SHEET,
    WIDTHS,
    Column,
    Layout,
    absolute_cell,
    lay_out,
)
from reviewer.export.sheet_writer import SheetWriter

_NUMBER_COLUMNS_KEPT = Column.REQUIREMENT
"""Columns before this one stay in view when scrolling to the right."""


def write_score_sheet(review: Review, target: Path, *, exported_at: datetime | None = None) -> None:
    """Writes the score sheet, whole or not at all.

    An item without a human verdict stands as 未核 and has no points; the machine's proposal
    stands beside it. The same review and moment give the same bytes.

    Args:
        review: The review; it is not changed.
        target: The workbook; an existing file is replaced.
        exported_at: Printed and stored; now, unless given. A naive moment is in local time.

    Raises:
        ExportFailedError: The file could not be written; an existing one is as it was.
    """
    write_atomically(target, score_sheet(review, exported_at or datetime.now(UTC)))


def score_sheet(review: Review, exported_at: datetime) -> bytes:
    """The workbook as bytes."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(
        stream, {"in_memory": True, "default_format_properties": NORMAL_FONT}
    )
    workbook.set_properties(
        {
            "title": clean_text(sheet_title(review)),
            "created": local_time(exported_at).astimezone(UTC).replace(tzinfo=None),
        }
    )
    workbook.set_size(2400, 1600)
    formats, layout = CellFormats(workbook), lay_out(review.checklist)
    formulas = ScoreFormulas(review.checklist, layout)
    title = sheet_title(review)
    main = SheetWriter(workbook.add_worksheet(MAIN_SHEET), formats, WIDTHS)
    _write_main(main, review, formulas, exported_at)
    evidence = SheetWriter(workbook.add_worksheet(EVIDENCE_SHEET), formats, evidence_table.WIDTHS)
    last = evidence_table.write_evidence(evidence, review, layout)
    _finish_list(evidence, last, f"{title} · {EVIDENCE_SHEET}", filters=True)
    problems = SheetWriter(workbook.add_worksheet(PROBLEM_SHEET), formats, problem_table.WIDTHS)
    last = problem_table.write_problems(problems, review)
    _finish_list(problems, last, f"{title} · {PROBLEM_SHEET}", filters=bool(review.problems))
    identity = SheetWriter(workbook.add_worksheet(IDENTITY_SHEET), formats, identity_sheet.WIDTHS)
    IdentitySheet(identity, review, formulas, exported_at).write()
    identity.protect()
    _define_names(workbook, layout)
    workbook.close()
    return stream.getvalue()


def _write_main(
    writer: SheetWriter, review: Review, formulas: ScoreFormulas, exported_at: datetime
) -> None:
    write_head(writer, review)
    table = ScoreTable(writer, review, formulas)
    table.write()
    last = SheetFoot(writer, review, formulas, table, exported_at).write()
    writer.set_up_page(HEADING_ROW, last, sheet_title(review))
    writer.sheet.freeze_panes(HEADING_ROW + 1, _NUMBER_COLUMNS_KEPT)
    writer.sheet.activate()
    writer.protect()


def _finish_list(writer: SheetWriter, last_row: int, footer: str, *, filters: bool) -> None:
    """Page set-up, fixed heading and filters of a sheet that is a plain list."""
    writer.set_up_page(0, last_row, footer)
    writer.sheet.freeze_panes(1, 0)
    if filters and last_row:
        writer.sheet.autofilter(0, 0, last_row, len(writer.widths) - 1)
    writer.protect()


def _define_names(workbook: Workbook, layout: Layout) -> None:
    for name, row in (
        ("score_total", layout.total_row),
        ("score_out_of", layout.out_of_row),
        ("score_converted", layout.converted_row),
        ("score_grade", layout.grade_row),
    ):
        workbook.define_name(name, f"={absolute_cell(MAIN_SHEET, row, Column.SCORE)}")
    exported_at = absolute_cell(IDENTITY_SHEET, EXPORTED_AT_ROW, 1)
    workbook.define_name("exported_at", f"={exported_at}")
