"""Points as they are shown: no trailing zeros, a dash where there are none."""

from __future__ import annotations

from decimal import Decimal

NO_POINTS = "—"


def points_text(points: Decimal | None) -> str:
    """The number without trailing zeros ("31.5", "0"), or a dash for None."""
    if points is None:
        return NO_POINTS
    text = format(points, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
