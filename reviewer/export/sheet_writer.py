"""Writes cells of one sheet: texts always as texts, formulas with their results, rows by height."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from reviewer.export.cell_formats import BODY_SIZE, CellFormats
from reviewer.export.cell_text import cell_text, clean_text, text_pieces, wrapped_lines

MAX_HEIGHT = 409.0
"""Points; no row can be taller."""

# Chinese fonts that stand in for 宋体 outside Windows are up to 1.45 times as high as their size.
_LINE_HEIGHT = 1.45
_ROW_PADDING = 5.0
_PIXELS_PER_CHARACTER = 7
_CELL_PADDING = 5


class SheetWriter:
    """One worksheet and its column widths.

    Attributes:
        sheet: The worksheet.
        formats: Of the workbook.
        widths: Of its columns, in characters of the standard font.
    """

    def __init__(self, sheet: Worksheet, formats: CellFormats, widths: Sequence[float]) -> None:
        self.sheet = sheet
        self.widths = tuple(widths)
        self.formats = formats
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, formats.of())

    def text(self, row: int, column: int, text: str, *traits: str) -> None:
        """A text, whatever it looks like; an empty one gives an empty cell."""
        cleaned = cell_text(text)
        if cleaned:
            self.sheet.write_string(row, column, cleaned, self.formats.of(*traits))
        else:
            self.sheet.write_blank(row, column, None, self.formats.of(*traits))

    def number(self, row: int, column: int, value: Decimal | int | None, *traits: str) -> None:
        """A number; None gives an empty cell."""
        if value is None:
            self.sheet.write_blank(row, column, None, self.formats.of(*traits))
        else:
            self.sheet.write_number(row, column, float(value), self.formats.of(*traits))

    def formula(
        self, row: int, column: int, formula: str, result: Decimal | str | None, *traits: str
    ) -> None:
        """A formula with the result that programs show which do not calculate.

        Args:
            row: 0-based.
            column: 0-based.
            formula: With its equals sign.
            result: A number, a text, or None for an empty text.
            traits: Of the cell's format.
        """
        stored: float | str
        if isinstance(result, Decimal):
            stored = int(result) if result == result.to_integral_value() else float(result)
        else:
            stored = cell_text(result or "")
        self.sheet.write_formula(row, column, formula, self.formats.of(*traits), stored)

    def merged(self, row: int, first: int, last: int, text: str, *traits: str) -> None:
        """A text over the columns `first` to `last`."""
        if first < last:
            # merge_range would write a text that starts with = as a formula.
            self.sheet.merge_range(row, first, row, last, "", self.formats.of(*traits))
        self.text(row, first, text, *traits)

    def merged_formula(
        self, row: int, columns: tuple[int, int], formula: str, result: str, *traits: str
    ) -> None:
        """A formula with a text as result over the columns from the first to the last."""
        first, last = columns
        self.sheet.merge_range(row, first, row, last, "", self.formats.of(*traits))
        self.formula(row, first, formula, result, *traits)

    def units(self, first: int, last: int | None = None, size: float = BODY_SIZE) -> int:
        """How many half-width characters of that size (points) fit one line of the columns."""
        columns = self.widths[first : (first if last is None else last) + 1]
        pixels = sum(width * _PIXELS_PER_CHARACTER + _CELL_PADDING for width in columns)
        return int((pixels - 2 * _CELL_PADDING) / (size * 96 / 72 / 2))

    def height_of(self, cells: Iterable[tuple[str, int]], size: float = BODY_SIZE) -> float:
        """The height in points that shows every text in its width (in units) whole.

        It may be more than `MAX_HEIGHT`.
        """
        lines = max(
            (len(wrapped_lines(clean_text(text), units)) for text, units in cells), default=1
        )
        return math.ceil(lines * size * _LINE_HEIGHT + _ROW_PADDING)

    def height(self, row: int, points: float) -> None:
        """Sets a row's height, at most `MAX_HEIGHT`."""
        self.sheet.set_row(row, min(points, MAX_HEIGHT))

    def lines_that_fit(self, size: float = BODY_SIZE) -> int:
        """How many lines the tallest possible row shows."""
        return int((MAX_HEIGHT - _ROW_PADDING) / (size * _LINE_HEIGHT))

    def pieces_that_fit(self, text: str, units: int) -> list[str]:
        """The text in pieces, each short enough for one row of that width; nothing is left out."""
        return text_pieces(clean_text(text), units, self.lines_that_fit())

    def set_up_page(self, heading_row: int, last_row: int, footer: str) -> None:
        """A4 across, one page wide, the heading repeated, pages numbered."""
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.repeat_rows(heading_row)
        sheet.print_area(0, 0, last_row, len(self.widths) - 1)
        label = clean_text(footer).replace("\n", " ").replace("&", "&&")[:100]
        sheet.set_footer(f"&L&9{label}&C&9第 &P 页，共 &N 页", {"margin": 0.3})

    def protect(self) -> None:
        """Guards locked cells against slips; no password, sizes and looks stay free."""
        options: dict[str, Any] = {
            "format_cells": True,
            "format_columns": True,
            "format_rows": True,
            "autofilter": True,
        }
        self.sheet.protect("", options)
