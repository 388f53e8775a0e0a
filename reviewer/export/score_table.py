"""The main table: one row per item with the machine's proposal and the human verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.review import Review
from reviewer.domain.scoring import decided_score, finding_score
from reviewer.domain.verdict import Verdict
from reviewer.export.cell_formats import BODY_SIZE, SMALL_SIZE
from reviewer.export.cell_text import plain_number
from reviewer.export.input_rules import add_input_rules
from reviewer.export.item_texts import excerpt, human_label, machine_label, remark
from reviewer.export.score_formulas import ScoreFormulas
from reviewer.export.sheet_layout import (
    HEADING_ROW,
    HEADINGS,
    Column,
    Group,
    ItemPlace,
)
from reviewer.export.sheet_writer import MAX_HEIGHT, SheetWriter

LACKING = (Verdict.PARTIAL, Verdict.PLAN_ONLY, Verdict.ABSENT)
"""Human verdicts with which the checklist's advice is shown."""

_LEAST_ITEM_HEIGHT = 34.0
_TEXT_TRAITS: dict[Column, tuple[str, ...]] = {
    Column.NAME: ("bold",),
    Column.REQUIREMENT: (),
    Column.BASIS: (),
    Column.EXCERPT: (),
    Column.REMARK: ("input",),
}
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Appendix:
    """A text that is too long for its row; it is printed whole at the end of the sheet."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A text as a cell shows it, in a size (points) and with traits that make it fit."""

    text: str
    size: float = BODY_SIZE
    traits: tuple[str, ...] = ()


class ScoreTable:
    """Writes heading, category rows and item rows.

    Attributes:
        appendices: After `write`: texts that no row can show whole, in printed order.
    """

    def __init__(self, writer: SheetWriter, review: Review, formulas: ScoreFormulas) -> None:
        self.appendices: list[Appendix] = []
        self._writer = writer
        self._review = review
        self._formulas = formulas
        checklist = review.checklist
        self._decided = {item.id: decided_score(review, item) for item in checklist.items}
        self._suggested = {item.id: self._suggestion(item) for item in checklist.items}

    def write(self) -> None:
        """Writes the whole table and the rules of its input cells."""
        for column, heading in HEADINGS.items():
            self._writer.text(HEADING_ROW, column, heading, "boxed", "heading")
        self._writer.height(HEADING_ROW, 32)
        for index, group in enumerate(self._formulas.layout.groups, start=1):
            self._write_group(index, group)
            for place in group.places:
                self._write_item(group, place)
            add_input_rules(self._writer, group)

    def suggested(self, items: tuple[ChecklistItem, ...]) -> Decimal:
        """The points that the machine proposes for these items."""
        return _total(self._suggested[item.id] for item in items)

    def deducted(self, items: tuple[ChecklistItem, ...]) -> Decimal:
        """The points that the decided ones of these items lost."""
        lost = (
            item.weight - points for item in items if (points := self._decided[item.id]) is not None
        )
        return _total(lost)

    def _suggestion(self, item: ChecklistItem) -> Decimal | None:
        finding = self._review.findings.get(item.id)
        return finding_score(self._review.checklist, item, finding) if finding else None

    def _write_group(self, index: int, group: Group) -> None:
        writer, formulas, row = self._writer, self._formulas, group.row
        items = tuple(place.item for place in group.places)
        style = ("boxed", "group")
        points = (*style, "points")
        writer.text(row, Column.NUMBER, chinese_number(index), *style, "centre")
        writer.merged(row, Column.CATEGORY, Column.BASIS, group.name, *style)
        for column in (Column.MACHINE, Column.HUMAN, Column.EXCERPT):
            writer.text(row, column, "", *style)
        for column, value in (
            (Column.WEIGHT, _total(item.weight for item in items)),
            (Column.SUGGESTED, self.suggested(items)),
        ):
            writer.formula(row, column, formulas.subtotal(group, column), value, *points)
        decided = [self._decided[item.id] for item in items]
        has_points = any(value is not None for value in decided)
        for column, value in (
            (Column.DEDUCTION, self.deducted(items)),
            (Column.SCORE, _total(decided)),
        ):
            formula = formulas.decided_subtotal(group, column)
            writer.formula(row, column, formula, value if has_points else None, *points)
        columns = (Column.REMARK, Column.RECTIFICATION)
        progress = self._progress(items)
        writer.merged_formula(row, columns, formulas.group_progress(group), progress, *style)
        writer.height(row, 22)

    def _progress(self, items: tuple[ChecklistItem, ...]) -> str:
        decided = sum(self._review.state(item.id).verdict is not None for item in items)
        out_of = _total(item.weight for item in items if self._decided[item.id] is not None)
        return f"已核 {decided}/{len(items)} 项，计分满分 {plain_number(out_of)}"

    def _write_item(self, group: Group, place: ItemPlace) -> None:
        item, row = place.item, place.row
        texts = self._texts(place)
        human = human_label(self._review, item)
        self._writer.number(row, Column.NUMBER, place.number, "boxed", "points")
        self._writer.text(row, Column.CATEGORY, group.name, "boxed", "centre", "grey")
        for column, traits in _TEXT_TRAITS.items():
            fitted = texts[column]
            self._writer.text(row, column, fitted.text, "boxed", *traits, *fitted.traits)
        machine = machine_label(self._review, item)
        self._writer.text(row, Column.MACHINE, machine, "boxed", "centre", "grey")
        self._writer.text(row, Column.HUMAN, human, "boxed", "centre", "input", "bold")
        self._write_points(place)
        self._write_rectification(place, texts[Column.RECTIFICATION])
        shorts = {Column.CATEGORY: group.name, Column.HUMAN: human, Column.MACHINE: machine}
        fitted_shorts = {column: _Fitted(text) for column, text in shorts.items()}
        self._set_height(row, texts | fitted_shorts)

    def _set_height(self, row: int, texts: dict[Column, _Fitted]) -> None:
        heights = (
            self._height_of(column, fitted.text, fitted.size) for column, fitted in texts.items()
        )
        self._writer.height(row, max(*heights, _LEAST_ITEM_HEIGHT))

    def _height_of(self, column: Column, text: str, size: float) -> float:
        return self._writer.height_of([(text, self._writer.units(column, size=size))], size)

    def _texts(self, place: ItemPlace) -> dict[Column, _Fitted]:
        item = place.item
        texts = {
            Column.NAME: item.name,
            Column.REQUIREMENT: item.requirement,
            Column.BASIS: "\n".join(basis.shown for basis in item.bases),
            Column.EXCERPT: excerpt(self._review, item),
            Column.REMARK: remark(self._review, item),
            Column.RECTIFICATION: item.suggestion,
        }
        return {column: self._fit(place, column, text) for column, text in texts.items()}

    def _fit(self, place: ItemPlace, column: Column, text: str) -> _Fitted:
        """A text too long for the tallest row is written smaller, else also in the appendix."""
        if self._height_of(column, text, BODY_SIZE) <= MAX_HEIGHT:
            return _Fitted(text)
        if self._height_of(column, text, SMALL_SIZE) <= MAX_HEIGHT:
            return _Fitted(text, SMALL_SIZE, ("small",))
        number = len(self.appendices) + 1
        heading = f"附注 {number}：第 {place.number} 项“{place.item.name}”{HEADINGS[column]}全文"
        self.appendices.append(Appendix(heading, text))
        return _Fitted(f"（全文见表末附注 {number}）{text}", SMALL_SIZE, ("small", "top"))

    def _write_points(self, place: ItemPlace) -> None:
        item, row, writer = place.item, place.row, self._writer
        look = () if item.is_scored else ("reminder",)
        weight_look = () if item.is_scored else ("weightless",)
        suggested, decided = self._suggested[item.id], self._decided[item.id]
        writer.number(row, Column.WEIGHT, item.weight, "boxed", "points", *weight_look)
        writer.number(row, Column.SUGGESTED, suggested, "boxed", "points", "grey", *look)
        lost = None if decided is None else item.weight - decided
        input_look = ("boxed", "input", "points", *look)
        if decided is not None and self._review.state(item.id).score is not None:
            writer.number(row, Column.DEDUCTION, lost, *input_look)
        else:
            formula = self._formulas.deduction(place, has_step=self._has_step(item))
            writer.formula(row, Column.DEDUCTION, formula, lost, *input_look)
        score = self._formulas.score(place)
        writer.formula(row, Column.SCORE, score, decided, "boxed", "points", "bold", *look)

    def _has_step(self, item: ChecklistItem) -> bool:
        """Whether a score step, not the ratio, gives the machine's points."""
        finding = self._review.findings.get(item.id)
        if finding is None or self._suggested[item.id] is None:
            return False
        return any(step.id == finding.score_condition for step in item.score_steps)

    def _write_rectification(self, place: ItemPlace, fitted: _Fitted) -> None:
        column, look = Column.RECTIFICATION, ("boxed", "input", *fitted.traits)
        if not fitted.text:
            self._writer.text(place.row, column, "", *look)
            return
        is_lacking = self._review.state(place.item.id).verdict in LACKING
        result = place.item.suggestion if is_lacking else None
        self._writer.formula(place.row, column, self._formulas.rectification(place), result, *look)


def chinese_number(number: int) -> str:
    """A number from 1 to 99 as 一, 十, 十一, 二十 …; a larger one in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004  the range named above
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def _total(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))
