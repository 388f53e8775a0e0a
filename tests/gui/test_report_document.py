from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from reviewer.domain.report import ParagraphKind, Report
from reviewer.gui import fonts
from reviewer.gui.report_document import column_margins, fill_document

MakeReport = Callable[..., Report]
SIZE = 17


@pytest.fixture
def document(qapp: QApplication, report: Report) -> QTextDocument:  # noqa: ARG001  # fonts need it
    document = QTextDocument()
    fill_document(document, report, SIZE)
    return document


def font_at(document: QTextDocument, position: int) -> QFont:
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return cursor.charFormat().font()


def block_of(document: QTextDocument, number: int) -> QTextBlock:
    return document.findBlockByNumber(number - 1)


def test_each_paragraph_is_one_block(document: QTextDocument, report: Report) -> None:
    blocks = [block_of(document, paragraph.number).text() for paragraph in report.paragraphs]

    assert blocks == [paragraph.span.of(report.text) for paragraph in report.paragraphs]


def test_the_title_is_centred_and_larger(document: QTextDocument) -> None:
    title = block_of(document, 1)

    assert title.blockFormat().alignment() & Qt.AlignmentFlag.AlignHCenter
    assert font_at(document, title.position()).pixelSize() > SIZE


def test_body_text_is_indented_by_two_characters(document: QTextDocument) -> None:
    assert block_of(document, 3).blockFormat().textIndent() == 2 * SIZE
    assert block_of(document, 2).blockFormat().textIndent() == 0


def test_headings_and_only_the_run_in_part_are_bold(document: QTextDocument) -> None:
    run_in = block_of(document, 5)

    assert font_at(document, block_of(document, 4).position()).bold()
    assert font_at(document, run_in.position()).bold()
    assert not font_at(document, run_in.position() + len("（一）健全制度。")).bold()


def test_the_signature_stands_on_the_right(document: QTextDocument) -> None:
    look = block_of(document, 11).blockFormat()

    assert look.alignment() & Qt.AlignmentFlag.AlignRight
    assert look.rightMargin() == 2 * SIZE


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", list(ParagraphKind))
def test_every_kind_of_paragraph_can_be_shown(kind: ParagraphKind, report: Report) -> None:
    document = QTextDocument()
    paragraphs = tuple(replace(paragraph, kind=kind) for paragraph in report.paragraphs)

    fill_document(document, replace(report, paragraphs=paragraphs), SIZE)

    assert document.toPlainText() == report.text


@pytest.mark.parametrize("width", [320, 600, 744, 900, 1600])
def test_the_column_has_a_readable_length_and_stands_in_the_middle(width: int) -> None:
    left, right = column_margins(width, SIZE, gutter=64)
    column = width - left - right

    assert left >= 64
    assert right >= 0
    assert column <= 38 * SIZE + 1
    if width >= 900:
        assert column == 38 * SIZE + 1
        assert abs(left - right) <= 1


@pytest.mark.usefixtures("qapp")
def test_reports_are_read_in_a_serif_face_and_the_interface_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    present = ["Some Latin Face", "SimSun", "WenQuanYi Micro Hei", "Noto Serif CJK SC"]
    monkeypatch.setattr(QFontDatabase, "families", lambda: present)

    assert fonts.serif_families.__wrapped__()[0] == "Noto Serif CJK SC"
    assert fonts.sans_families.__wrapped__() == ("WenQuanYi Micro Hei",)


@pytest.mark.usefixtures("qapp")
def test_one_chinese_face_serves_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["WenQuanYi Zen Hei"])

    assert fonts.serif_families.__wrapped__() == ("WenQuanYi Zen Hei",)
    assert fonts.sans_families.__wrapped__() == ("WenQuanYi Zen Hei",)


@pytest.mark.usefixtures("qapp")
def test_without_any_known_face_the_system_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Some Latin Face"])

    assert fonts.serif_families.__wrapped__() == fonts.sans_families.__wrapped__() == ()
    assert fonts.report_font(17).pixelSize() == 17
