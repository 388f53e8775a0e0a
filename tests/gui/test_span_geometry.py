from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from reviewer.gui.span_geometry import line_rects, rounded_outline


@pytest.fixture
def document(qapp: QApplication) -> QTextDocument:  # noqa: ARG001  # fonts need it
    document = QTextDocument("依法行政" * 20 + "\n第二段")
    document.setTextWidth(200)
    document.size()
    return document


def test_a_stretch_on_one_line_is_one_rectangle(document: QTextDocument) -> None:
    whole = line_rects(document, 0, 4)
    half = line_rects(document, 0, 2)

    assert len(whole) == len(half) == 1
    assert half[0].width() == pytest.approx(whole[0].width() / 2, rel=0.1)


def test_a_stretch_over_lines_and_paragraphs_has_one_rectangle_per_line(
    document: QTextDocument,
) -> None:
    lines = line_rects(document, 2, 83)

    assert len(lines) > 3
    assert [line.top() for line in lines] == sorted(line.top() for line in lines)
    assert all(line.width() > 0 for line in lines)


def test_an_empty_stretch_has_no_rectangle(document: QTextDocument) -> None:
    assert line_rects(document, 5, 5) == []


def test_lines_that_overlap_sideways_share_one_outline() -> None:
    upper, lower = QRectF(50, 0, 100, 20), QRectF(0, 30, 100, 20)

    outline = rounded_outline([upper, lower], 1, 4)

    assert len(outline.toSubpathPolygons()) == 1
    assert outline.contains(QPointF(75, 25))


def test_lines_that_do_not_overlap_have_outlines_of_their_own() -> None:
    upper, lower = QRectF(150, 0, 50, 20), QRectF(0, 30, 50, 20)

    outline = rounded_outline([upper, lower], 1, 4)

    assert len(outline.toSubpathPolygons()) == 2
    assert not outline.contains(QPointF(100, 25))


def test_corners_are_round() -> None:
    outline = rounded_outline([QRectF(0, 0, 100, 20)], 0, 6)

    assert not outline.contains(QPointF(0.5, 0.5))
    assert outline.contains(QPointF(50, 0.5))


def test_nothing_has_no_outline() -> None:
    assert rounded_outline([], 1, 4).isEmpty()
