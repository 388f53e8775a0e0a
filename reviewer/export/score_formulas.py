"""The formulas of the main table: what follows when a reviewer changes a verdict in the sheet.

They use only functions that Excel 2007, WPS and LibreOffice 7 share. Points are rounded to
`DIGITS` decimals, which removes the noise of binary fractions and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.checklist import Checklist
from reviewer.domain.verdict import Verdict
from reviewer.export.sheet_layout import (
    GRADE_ROW,
    IDENTITY_SHEET,
    MAIN_SHEET,
    TABLE_VERDICTS,
    VERDICT_ROW,
    Column,
    Group,
    ItemPlace,
    Layout,
    absolute_cell,
    absolute_range,
    cell,
)

DIGITS = 4

ID_REMARK = 10
ID_HAS_REASON = 11
ID_RECTIFICATION = 12
ID_MISSING_REASONS = 13

_LAST = len(TABLE_VERDICTS) - 1
_SCORED = TABLE_VERDICTS.index(Verdict.ABSENT)
_LABEL, _RATIO = 1, 2


@dataclass(frozen=True, slots=True)
class ScoreFormulas:
    """Writes the formulas for one layout."""

    checklist: Checklist
    layout: Layout

    def deduction(self, place: ItemPlace, *, has_step: bool) -> str:
        """Points lost: weight × (1 − ratio) of the human verdict.

        Args:
            place: The item.
            has_step: A score step gave the machine's points; they count as long as the human
                verdict is the machine's.
        """
        weight, human = place.cell(Column.WEIGHT), place.cell(Column.HUMAN)
        ratios = _verdicts(0, _SCORED, _LABEL, _RATIO)
        lost = f"ROUND({weight}-ROUND({weight}*VLOOKUP({human},{ratios},2,FALSE),2),{DIGITS})"
        if has_step:
            machine, suggested = place.cell(Column.MACHINE), place.cell(Column.SUGGESTED)
            lost = f"IF({human}={machine},ROUND({weight}-{suggested},{DIGITS}),{lost})"
        return f'=IFERROR({lost},"")'

    def score(self, place: ItemPlace) -> str:
        """MAX(0, weight − deduction); empty for 未核 and 不适用."""
        weight, lost = place.cell(Column.WEIGHT), place.cell(Column.DEDUCTION)
        is_scored = _is_one_of(place.cell(Column.HUMAN), 0, _SCORED)
        return f'=IF({is_scored},ROUND(MAX(0,{weight}-{lost}),{DIGITS}),"")'

    def rectification(self, place: ItemPlace) -> str:
        """The checklist's advice, once the human verdict says that the item is not met."""
        first = TABLE_VERDICTS.index(Verdict.PARTIAL)
        is_lacking = _is_one_of(place.cell(Column.HUMAN), first, _SCORED)
        advice = absolute_cell(IDENTITY_SHEET, place.id_row, ID_RECTIFICATION)
        return f'=IF({is_lacking},{advice},"")'

    def subtotal(self, group: Group, column: Column) -> str:
        """The sum of a group's items in one column of points."""
        return f"={_sum(group, column)}"

    def decided_subtotal(self, group: Group, column: Column) -> str:
        """The same, empty until an item of the group has a score."""
        return f'=IF(COUNT({group.cells(Column.SCORE)})=0,"",{_sum(group, column)})'

    def group_progress(self, group: Group) -> str:
        """How many items are decided, and the points that they could give."""
        decided = _count_decided(group.cells(Column.HUMAN))
        score, weight = group.cells(Column.SCORE), group.cells(Column.WEIGHT)
        out_of = f"ROUND(SUMPRODUCT(ISNUMBER({score})*{weight}),{DIGITS})"
        return f'="已核 "&{decided}&"/{len(group.places)} 项，计分满分 "&{out_of}'

    def progress(self) -> str:
        """How many items are decided, over all groups."""
        parts = [_count_decided(group.cells(Column.HUMAN)) for group in self.layout.groups]
        return f'="已核 "&({"+".join(parts) or "0"})&"/{len(self.layout.places)} 项"'

    def total(self, column: Column) -> str:
        """The sum of the groups' subtotals in one column of points."""
        cells = ",".join(cell(group.row, column) for group in self.layout.groups)
        return f"=ROUND(SUM({cells or '0'}),{DIGITS})"

    def out_of(self, column: Column) -> str:
        """The weights of all items that have points in `column`.

        Group rows have no number in the first column and therefore do not count.
        """
        numbers, weights = self.layout.table(Column.NUMBER), self.layout.table(Column.WEIGHT)
        points = self.layout.table(column)
        product = f"ISNUMBER({numbers})*ISNUMBER({points})*{weights}"
        return f"=ROUND(SUMPRODUCT({product}),{DIGITS})"

    def converted(self, column: Column) -> str:
        """Total ÷ out of × 100, rounded to 0.01; empty when nothing has points."""
        total, out_of = (
            cell(self.layout.total_row, column),
            cell(self.layout.out_of_row, column),
        )
        # Multiplied first: the last bit of total ÷ out_of can spoil a half.
        return f'=IF({out_of}=0,"",ROUND({total}*100/{out_of},2))'

    def grade(self) -> str:
        """The grade of the converted score; empty until no scored item is unreviewed."""
        converted = cell(self.layout.converted_row, Column.SCORE)
        chosen = '""'
        for index in reversed(range(len(self.checklist.grades))):
            least = absolute_cell(IDENTITY_SHEET, GRADE_ROW + index, 1)
            name = absolute_cell(IDENTITY_SHEET, GRADE_ROW + index, 0)
            chosen = f"IF({converted}>={least},{name},{chosen})"
        return f'=IF(OR({converted}="",{self._unreviewed()}>0),"",{chosen})'

    def grade_remark(self) -> str:
        """Why there is no grade yet; empty when there is one."""
        left = self._unreviewed()
        return f'=IF({left}=0,"","尚有 "&{left}&" 个计分项未核，暂不评等次")'

    def missing_reasons(self, place: ItemPlace, previous: ItemPlace | None) -> str:
        """The overrides without a reason among the items up to this one, as running text."""
        human, machine = _main(place, Column.HUMAN), _main(place, Column.MACHINE)
        remark = _main(place, Column.REMARK)
        written = cell(place.id_row, ID_REMARK)
        has_reason = cell(place.id_row, ID_HAS_REASON)
        manual = Verdict.MANUAL.label
        is_override = (
            f'{_is_one_of(human, 0, _LAST)},{machine}<>"",{machine}<>"{manual}",{human}<>{machine}'
        )
        is_silent = f'OR({remark}="",AND({has_reason}=0,{remark}={written}))'
        entry = f'{_main(place, Column.NUMBER)}&"."&{_main(place, Column.NAME)}&"；"'
        before = cell(previous.id_row, ID_MISSING_REASONS) if previous else '""'
        return f'={before}&IF(AND({is_override},{is_silent}),{entry},"")'

    def all_missing_reasons(self) -> str:
        """All overrides without a reason, or 无."""
        if not self.layout.places:
            return '="无"'
        last = absolute_cell(IDENTITY_SHEET, self.layout.places[-1].id_row, ID_MISSING_REASONS)
        return f'=IF({last}="","无",{last})'

    def _unreviewed(self) -> str:
        """The number of scored items without a human verdict."""
        numbers, weights = self.layout.table(Column.NUMBER), self.layout.table(Column.WEIGHT)
        is_open = f"ISNA(MATCH({self.layout.table(Column.HUMAN)},{_labels(0, _LAST)},0))"
        return f"SUMPRODUCT(ISNUMBER({numbers})*({weights}>0)*{is_open})"


def _sum(group: Group, column: Column) -> str:
    return f"ROUND(SUM({group.cells(column)}),{DIGITS})"


def _verdicts(first: int, last: int, first_column: int, last_column: int) -> str:
    return absolute_range(
        IDENTITY_SHEET, VERDICT_ROW + first, VERDICT_ROW + last, first_column, last_column
    )


def _labels(first: int, last: int) -> str:
    return _verdicts(first, last, _LABEL, _LABEL)


def _is_one_of(address: str, first: int, last: int) -> str:
    return f"ISNUMBER(MATCH({address},{_labels(first, last)},0))"


def _count_decided(cells: str) -> str:
    return f"SUMPRODUCT(COUNTIF({cells},{_labels(0, _LAST)}))"


def _main(place: ItemPlace, column: Column) -> str:
    return absolute_cell(MAIN_SHEET, place.row, column)
