"""The colours of the window, light and dark.

Colour carries only verdicts and what can be acted on; every verdict also has a sign of its own,
so that nothing depends on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from reviewer.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictColours:
    """The two colours of a verdict: for signs, lines and words; and as a background."""

    ink: QColor
    tint: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of the window.

    Attributes:
        is_dark: Whether this is the dark theme.
        window: Behind everything.
        paper: Behind the report and behind lists.
        line: Separators and borders.
        text: Main text.
        second: Less important text.
        third: Least important text, numbers in the margin.
        accent: What can be acted on.
        on_accent: Text on the accent colour.
        selected_row: Behind the selected item.
        verdicts: Per verdict.
    """

    is_dark: bool
    window: QColor
    paper: QColor
    line: QColor
    text: QColor
    second: QColor
    third: QColor
    accent: QColor
    on_accent: QColor
    selected_row: QColor
    verdicts: dict[Verdict, VerdictColours]


def _colour(code: str) -> QColor:
    return QColor(f"#{code}")


def _verdicts(codes: dict[Verdict, tuple[str, str]]) -> dict[Verdict, VerdictColours]:
    return {
        verdict: VerdictColours(_colour(ink), _colour(tint))
        for verdict, (ink, tint) in codes.items()
    }


LIGHT = Theme(
    is_dark=False,
    window=_colour("F4F5F7"),
    paper=_colour("FFFFFF"),
    line=_colour("DFE3E8"),
    text=_colour("1E2329"),
    second=_colour("5C6670"),
    third=_colour("8B949E"),
    accent=_colour("2557C7"),
    on_accent=_colour("FFFFFF"),
    selected_row=_colour("FFF7D6"),
    verdicts=_verdicts(
        {
            Verdict.MET: ("0B7A5B", "DDF3EA"),
            Verdict.PARTIAL: ("A86A00", "FCEFD3"),
            Verdict.PLAN_ONLY: ("6A4FC0", "ECE7FB"),
            Verdict.ABSENT: ("B93A26", "FBE5E1"),
            Verdict.MANUAL: ("55636F", "E8ECEF"),
            Verdict.NOT_APPLICABLE: ("55636F", "E8ECEF"),
        }
    ),
)

DARK = Theme(
    is_dark=True,
    window=_colour("1B1D21"),
    paper=_colour("24272C"),
    line=_colour("363B42"),
    text=_colour("E4E7EA"),
    second=_colour("A2ABB4"),
    third=_colour("77808A"),
    accent=_colour("7FA6FF"),
    on_accent=_colour("14161A"),
    selected_row=_colour("3D3920"),
    verdicts=_verdicts(
        {
            Verdict.MET: ("57C7A0", "1F3D34"),
            Verdict.PARTIAL: ("E0AC4B", "43361C"),
            Verdict.PLAN_ONLY: ("A897F0", "332C52"),
            Verdict.ABSENT: ("F08672", "482722"),
            Verdict.MANUAL: ("A5B1BC", "333A41"),
            Verdict.NOT_APPLICABLE: ("A5B1BC", "333A41"),
        }
    ),
)
