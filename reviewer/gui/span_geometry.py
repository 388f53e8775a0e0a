"""Where stretches of text stand on a laid-out page, and outlines around them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTextBlock, QTextDocument


def line_rects(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """The rectangles of a stretch of text, one per line it touches, top to bottom.

    Args:
        document: Laid out as far as `end`.
        start: Qt position.
        end: Qt position.

    Returns:
        In document coordinates; as high as the line's text, without the distance between lines.
    """
    rects: list[QRectF] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        rects.extend(_block_rects(document, block, start, end))
        block = block.next()
    return rects


def _block_rects(document: QTextDocument, block: QTextBlock, start: int, end: int) -> list[QRectF]:
    layout = block.layout()
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    first = max(start - block.position(), 0)
    last = min(end - block.position(), block.length() - 1)
    rects = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line_start, line_end = line.textStart(), line.textStart() + line.textLength()
        if line_end <= first or line_start >= last or first == last:
            continue
        left, right = _edges(line.cursorToX(max(first, line_start)), line.cursorToX(last))
        if last > line_end or right > line.naturalTextRect().right():
            right = line.naturalTextRect().right()
        rects.append(QRectF(left, line.y(), right - left, line.height()).translated(corner))
    return rects


def _edges(*places: object) -> tuple[float, float]:
    # The stubs give cursorToX as the object it returns at run time: (x, position).
    left, right = (place[0] if isinstance(place, tuple) else place for place in places)
    if not isinstance(left, float) or not isinstance(right, float):
        raise TypeError("unexpected result of cursorToX")
    return left, right


def rounded_outline(rects: list[QRectF], margin: float, radius: float) -> QPainterPath:
    """One outline with rounded corners around rectangles of successive lines.

    Lines that overlap sideways are joined over the distance between them.
    """
    area = QPainterPath()
    padded = [rect.adjusted(-margin, -margin, margin, margin) for rect in rects]
    for upper, lower in pairwise(padded):
        if min(upper.right(), lower.right()) > max(upper.left(), lower.left()):
            middle = (upper.bottom() + lower.top()) / 2
            upper.setBottom(middle)
            lower.setTop(middle)
    for rect in padded:
        piece = QPainterPath()
        piece.addRect(rect)
        area = area.united(piece)
    outline = QPainterPath()
    for polygon in area.simplified().toSubpathPolygons():
        outline.addPath(_rounded(polygon, radius))
    return outline


def _rounded(polygon: QPolygonF, radius: float) -> QPainterPath:
    corners = _corners(polygon)
    path = QPainterPath()
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        entry, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        if index:
            path.lineTo(entry)
        else:
            path.moveTo(entry)
        path.quadTo(corner, leave)
    path.closeSubpath()
    return path


def _corners(polygon: QPolygonF) -> list[QPointF]:
    points = [polygon.at(index) for index in range(polygon.size())]
    distinct = [
        point
        for index, point in enumerate(points)
        if (point - points[index - 1]).manhattanLength() > _SAME_POINT
    ]
    return [
        point
        for index, point in enumerate(distinct)
        if not _is_straight(distinct[index - 1], point, distinct[(index + 1) % len(distinct)])
    ]


_SAME_POINT = 0.01


def _is_straight(before: QPointF, point: QPointF, after: QPointF) -> bool:
    one, two = point - before, after - point
    return abs(one.x() * two.y() - one.y() * two.x()) < _SAME_POINT


def _towards(corner: QPointF, other: QPointF, radius: float) -> QPointF:
    way = other - corner
    length = max(abs(way.x()), abs(way.y()))
    return corner + way * (min(radius, length / 2) / length)
