"""The looks of the score sheet's cells, made from a few named traits."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "宋体"
BODY_SIZE = 10
SMALL_SIZE = 8
TITLE_SIZE = 18

# Column widths are counted in digits of this font. Its metrics are the same everywhere: Linux
# systems without Arial have Liberation Sans, while Calibri's stand-ins are a third wider, which
# shrinks the print.
NORMAL_FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": False}

_TRAITS: dict[str, dict[str, Any]] = {
    "body": {"font_name": FONT, "font_size": BODY_SIZE, "text_wrap": True, "valign": "vcenter"},
    "title": {"font_size": TITLE_SIZE, "bold": True},
    "boxed": {"border": 1, "border_color": "#7F8791"},
    "bold": {"bold": True},
    "centre": {"align": "center"},
    "left": {"align": "left"},
    "top": {"valign": "top"},
    "small": {"font_size": SMALL_SIZE},
    "grey": {"font_color": "#5C6670"},
    # Shades that survive a black-and-white printer.
    "heading": {"bold": True, "align": "center", "bg_color": "#D9E1EC"},
    "group": {"bold": True, "bg_color": "#EDF1F7"},
    "total": {"bold": True, "bg_color": "#E3E9F2"},
    "label": {"bg_color": "#F3F5F8"},
    "machine": {"font_color": "#44505C"},
    "input": {"locked": False, "bg_color": "#FFFBE8"},
    "free": {"locked": False},
    "points": {"num_format": "General", "align": "center"},
    # Items that only remind have no points; the cell still holds 0.
    "reminder": {"num_format": 'General;-General;"—"'},
    "weightless": {"num_format": 'General;-General;"提示"'},
    "cents": {"num_format": "0.00", "align": "center"},
    "day": {"num_format": "yyyy-mm-dd"},
}
_MARKS: dict[str, dict[str, Any]] = {
    "open": {"bg_color": "#FFE08A", "font_color": "#7A4B00"},
    "override": {"font_color": "#1F4FB5"},
}
"""What a condition adds to a cell's look; only what WPS and LibreOffice show alike."""


class CellFormats:
    """Formats by traits; the same traits give the same format object."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Format] = {}
        self._marks = {name: workbook.add_format(look) for name, look in _MARKS.items()}

    def of(self, *traits: str) -> Format:
        """The body format with these traits; a later trait wins over an earlier one.

        Raises:
            KeyError: No such trait.
        """
        if traits not in self._made:
            properties: dict[str, Any] = {}
            for trait in ("body", *traits):
                properties.update(_TRAITS[trait])
            self._made[traits] = self._workbook.add_format(properties)
        return self._made[traits]

    def mark(self, name: str) -> Format:
        """The look that a condition adds: `open` or `override`.

        Raises:
            KeyError: No such mark.
        """
        return self._marks[name]
