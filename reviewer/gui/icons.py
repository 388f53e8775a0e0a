"""Signs of verdicts, painted by hand, and the program's own icon.

Hollow means that the machine proposes, solid that a human decided; each verdict has a shape of
its own, so that nothing depends on colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QIcon, QPainter, QPen

from reviewer.domain.verdict import Verdict
from reviewer.gui.theme import Theme
from reviewer.resources import resource_path

SIGN_SIZE = 14
PILL_HEIGHT = 20
_PILL_PADDING = 8


def paint_verdict_sign(
    painter: QPainter, rect: QRectF, verdict: Verdict, theme: Theme, *, is_decided: bool
) -> None:
    """Paints the round sign of a verdict into a square."""
    ink = theme.verdicts[verdict].ink
    glyph = theme.paper if is_decided else ink
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(QBrush(ink) if is_decided else Qt.BrushStyle.NoBrush)
    if verdict is Verdict.PARTIAL:
        _paint_half_disc(painter, disc, ink, is_decided=is_decided)
    else:
        painter.drawEllipse(disc)
        pen = QPen(glyph, rect.width() / 9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        _paint_glyph(painter, disc, verdict)
    painter.restore()


def _paint_half_disc(painter: QPainter, disc: QRectF, ink: QColor, *, is_decided: bool) -> None:
    faint = QColor(ink)
    faint.setAlphaF(0.4)
    if is_decided:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        painter.drawEllipse(disc.adjusted(-0.75, -0.75, 0.75, 0.75))
        painter.setBrush(ink)
        painter.drawPie(disc.adjusted(-0.75, -0.75, 0.75, 0.75), 90 * 16, 180 * 16)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    faint.setAlphaF(0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint)
    painter.drawPie(disc.adjusted(2.5, 2.5, -2.5, -2.5), 90 * 16, 180 * 16)


def _paint_glyph(painter: QPainter, disc: QRectF, verdict: Verdict) -> None:
    def at(x: float, y: float) -> QPointF:
        return QPointF(disc.x() + disc.width() * x, disc.y() + disc.height() * y)

    painter.setBrush(Qt.BrushStyle.NoBrush)
    match verdict:
        case Verdict.MET:
            painter.drawPolyline([at(0.28, 0.53), at(0.44, 0.68), at(0.73, 0.36)])
        case Verdict.PLAN_ONLY:
            painter.drawPolyline([at(0.5, 0.24), at(0.5, 0.53), at(0.68, 0.63)])
        case Verdict.ABSENT:
            painter.drawLine(at(0.34, 0.34), at(0.66, 0.66))
            painter.drawLine(at(0.66, 0.34), at(0.34, 0.66))
        case Verdict.NOT_APPLICABLE:
            painter.drawLine(at(0.3, 0.5), at(0.7, 0.5))
        case _:
            painter.drawArc(QRectF(at(0.36, 0.22), at(0.64, 0.5)), -80 * 16, 240 * 16)
            painter.drawLine(at(0.5, 0.5), at(0.5, 0.6))
            painter.drawPoint(at(0.5, 0.76))


def pill_width(metrics: QFontMetrics, text: str) -> int:
    """The width of a pill with that text, in pixels."""
    return metrics.horizontalAdvance(text) + 2 * _PILL_PADDING


def paint_verdict_pill(
    painter: QPainter, rect: QRect, text: str, verdict: Verdict, theme: Theme, *, is_decided: bool
) -> None:
    """Paints a verdict's word into `rect`: outlined when proposed, filled when decided."""
    colours = theme.verdicts[verdict]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_decided:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint)
    else:
        painter.setPen(QPen(colours.ink, 1))
        painter.setBrush(theme.paper)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(colours.ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def application_icon() -> QIcon:
    """The icon of the program."""
    icon = QIcon()
    for size in (48, 256):
        icon.addFile(str(resource_path(f"icons/reviewer-{size}.png")))
    return icon
