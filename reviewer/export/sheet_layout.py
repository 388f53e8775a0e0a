"""Where everything stands in the score sheet's workbook; all rows and columns are 0-based."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from xlsxwriter.utility import xl_rowcol_to_cell

from reviewer.domain.checklist import Checklist, ChecklistItem
from reviewer.domain.verdict import Verdict

MAIN_SHEET = "评分表"
EVIDENCE_SHEET = "证据"
PROBLEM_SHEET = "问题清单"
IDENTITY_SHEET = "_id"


class Column(IntEnum):
    """The columns of the main table."""

    NUMBER = 0
    CATEGORY = 1
    NAME = 2
    REQUIREMENT = 3
    BASIS = 4
    WEIGHT = 5
    MACHINE = 6
    SUGGESTED = 7
    HUMAN = 8
    EXCERPT = 9
    DEDUCTION = 10
    SCORE = 11
    REMARK = 12
    RECTIFICATION = 13


HEADINGS = {
    Column.NUMBER: "序号",
    Column.CATEGORY: "类别",
    Column.NAME: "评审项目",
    Column.REQUIREMENT: "评审要点",
    Column.BASIS: "依据",
    Column.WEIGHT: "分值",
    Column.MACHINE: "系统判定",
    Column.SUGGESTED: "建议分",
    Column.HUMAN: "人工结论",
    Column.EXCERPT: "原文摘录(章节、段落)",
    Column.DEDUCTION: "扣分",
    Column.SCORE: "得分",
    Column.REMARK: "扣分理由/备注",
    Column.RECTIFICATION: "整改意见",
}
WIDTHS = (5, 5, 13.5, 32, 22, 5.5, 9, 7.5, 9.5, 43, 6.5, 7.5, 20, 19)
"""Of the main table's columns, in characters of the standard font."""

TITLE_ROW = 0
HEAD_ROW = 1
HEAD_ROWS = 4
HEADING_ROW = HEAD_ROW + HEAD_ROWS

TABLE_VERDICTS = (
    Verdict.MET,
    Verdict.PARTIAL,
    Verdict.PLAN_ONLY,
    Verdict.ABSENT,
    Verdict.NOT_APPLICABLE,
)
"""Order of the verdict table on the identity sheet; the formulas rely on it."""

VERDICT_ROW = 20
"""First row of the verdict table on the identity sheet: id, label, ratio."""
GRADE_ROW = VERDICT_ROW + len(TABLE_VERDICTS) + 2


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item and its rows.

    Attributes:
        number: 1-based, as printed.
        item: The item.
        row: On the main sheet.
        id_row: On the identity sheet.
    """

    number: int
    item: ChecklistItem
    row: int
    id_row: int

    def cell(self, column: Column) -> str:
        """The address of one of its cells on the main sheet, such as `I14`."""
        return cell(self.row, column)


@dataclass(frozen=True, slots=True)
class Group:
    """A category with its subtotal row and its items."""

    name: str
    row: int
    places: tuple[ItemPlace, ...]

    def cells(self, column: Column) -> str:
        """The range of its items in one column, such as `I14:I19`."""
        return f"{self.places[0].cell(column)}:{self.places[-1].cell(column)}"


@dataclass(frozen=True, slots=True)
class Layout:
    """All rows of the workbook that formulas refer to.

    Attributes:
        groups: In order of their first item; never empty ones.
        total_row: On the main sheet; 计分满分, 折算 and 等次 follow it.
        item_row: First row of the item table on the identity sheet.
    """

    groups: tuple[Group, ...]
    total_row: int
    item_row: int

    @property
    def places(self) -> tuple[ItemPlace, ...]:
        """Of all items, in printed order."""
        return tuple(place for group in self.groups for place in group.places)

    @property
    def out_of_row(self) -> int:
        """The row of the points that could be reached."""
        return self.total_row + 1

    @property
    def converted_row(self) -> int:
        """The row of the score converted to 100."""
        return self.total_row + 2

    @property
    def grade_row(self) -> int:
        """The row of the grade."""
        return self.total_row + 3

    def table(self, column: Column) -> str:
        """The range of the whole table body in one column, group rows included."""
        first, last = cell(HEADING_ROW + 1, column), cell(self.total_row - 1, column)
        return f"{_absolute(first)}:{_absolute(last)}"


def lay_out(checklist: Checklist) -> Layout:
    """Gives every item and category its row.

    A category's items stand together, in the checklist's order.
    """
    by_category: dict[str, list[ChecklistItem]] = {}
    for item in checklist.items:
        by_category.setdefault(item.category, []).append(item)
    names = {category.id: category.name for category in checklist.categories}
    item_row = GRADE_ROW + len(checklist.grades) + 2
    groups: list[Group] = []
    row, number = HEADING_ROW + 1, 0
    for category_id, items in by_category.items():
        places = tuple(
            ItemPlace(number + index, item, row + index, item_row + number + index - 1)
            for index, item in enumerate(items, start=1)
        )
        groups.append(Group(names.get(category_id, category_id), row, places))
        row += len(items) + 1
        number += len(items)
    return Layout(groups=tuple(groups), total_row=row, item_row=item_row)


def cell(row: int, column: int) -> str:
    """A relative address, such as `I14`."""
    return str(xl_rowcol_to_cell(row, column))


def absolute_cell(sheet: str, row: int, column: int) -> str:
    """An absolute address with its sheet, such as `'评分表'!$L$60`."""
    return f"'{sheet}'!{_absolute(cell(row, column))}"


def absolute_range(sheet: str, first_row: int, last_row: int, first: int, last: int) -> str:
    """An absolute range with its sheet; `first` and `last` are columns."""
    start, end = cell(first_row, first), cell(last_row, last)
    return f"'{sheet}'!{_absolute(start)}:{_absolute(end)}"


def _absolute(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"
