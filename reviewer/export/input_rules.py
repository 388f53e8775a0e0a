"""What may be typed into the main table's input cells, and how open verdicts are marked."""

from __future__ import annotations

from reviewer.domain.verdict import DECIDABLE, UNREVIEWED_LABEL, Verdict
from reviewer.export.sheet_layout import Column, Group, cell
from reviewer.export.sheet_writer import SheetWriter


def add_input_rules(writer: SheetWriter, group: Group) -> None:
    """Adds drop-downs, limits of points, and the marks of open and changed verdicts."""
    first, last = group.places[0].row, group.places[-1].row
    human = (first, Column.HUMAN, last, Column.HUMAN)
    writer.sheet.data_validation(
        *human,
        {
            "validate": "list",
            "source": [UNREVIEWED_LABEL, *(verdict.label for verdict in DECIDABLE)],
            "error_title": "人工结论",
            "error_message": "请从下拉列表中选择。",
        },
    )
    writer.sheet.data_validation(
        first,
        Column.DEDUCTION,
        last,
        Column.DEDUCTION,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={cell(first, Column.WEIGHT)}",
            "error_title": "扣分",
            "error_message": "扣分应为 0 到本项分值之间的数。",
        },
    )
    for mark, condition in _conditions(first):
        writer.sheet.conditional_format(
            *human,
            {
                "type": "formula",
                "criteria": f"={condition}",
                "format": writer.formats.mark(mark),
            },
        )


def _conditions(row: int) -> tuple[tuple[str, str], ...]:
    """Marks and their conditions, written for the first row that they are for."""
    human, machine = f"${cell(row, Column.HUMAN)}", f"${cell(row, Column.MACHINE)}"
    is_override = (
        f'AND({human}<>"{UNREVIEWED_LABEL}",{human}<>"",{machine}<>"",'
        f'{machine}<>"{Verdict.MANUAL.label}",{human}<>{machine})'
    )
    return (("open", f'{human}="{UNREVIEWED_LABEL}"'), ("override", is_override))
