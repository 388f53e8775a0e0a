"""The strip above the report: what it says about itself, and how well it could be read."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.domain.report import Confidence, Fact, Report
from reviewer.gui.report_reading import Reading, ReadingLevel, reading_of
from reviewer.gui.theme import LIGHT, Theme

_HEIGHT = 36
_PADDING = 24
_SPACING = 16
_NOT_SAID = "未见"
_MOST_DETAIL_WIDTH = 420
_LEAST_UNIT_WIDTH = 150
_CONFIDENCE = {
    Confidence.HIGH: "",
    Confidence.MEDIUM: "，较有把握",
    Confidence.LOW: "，把握不大，请核对",
}


class FactsStrip(QWidget):
    """单位 · 年度 · 成文 · 公开 · 篇幅, and a light for how well the file could be read.

    Beside the light, where lines were set aside, a button that shows them in the report. Where
    there is little room the last facts go first and the unit is cut off; light and button stay.

    Signals:
        aside_toggled: Whether the lines that were set aside should be shown.
    """

    aside_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._reading: Reading | None = None
        self.setObjectName("facts_strip")
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._facts = [_FactLabel(name, self) for name in ("单位", "年度", "成文", "公开", "篇幅")]
        self.light = QToolButton(self)
        self.light.setObjectName("reading_light")
        self.light.setCursor(Qt.CursorShape.PointingHandCursor)
        self.light.clicked.connect(self._show_details)
        self.aside = QToolButton(self)
        self.aside.setObjectName("aside_button")
        self.aside.setCheckable(True)
        self.aside.setCursor(Qt.CursorShape.PointingHandCursor)
        self.aside.clicked.connect(self.aside_toggled)
        self.details = ReadingDetails(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_PADDING, 0, _PADDING, 0)
        layout.setSpacing(_SPACING)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for fact in self._facts:
            layout.addWidget(fact)
        layout.addWidget(self.light)
        layout.addWidget(self.aside)
        layout.addStretch(1)
        self.show_report(None)

    def show_report(self, report: Report | None) -> None:
        """Shows a report's facts, or nothing."""
        for fact, (value, hint) in zip(self._facts, _values(report), strict=True):
            fact.set_value(value, hint)
        self._reading = reading_of(report) if report is not None else None
        self.light.setVisible(report is not None)
        self._show_aside(0 if report is None else len(report.furniture))
        self.setAccessibleName(
            "，".join(fact.whole_text for fact in self._facts) if report is not None else ""
        )
        self._show_light()
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.setStyleSheet(
            f"#facts_strip {{ background: {theme.window.name()};"
            f" border-bottom: 1px solid {theme.line.name()}; }}"
        )
        for fact in self._facts:
            fact.set_theme(theme)
        self.details.set_theme(theme)
        self.aside.setStyleSheet(
            f"QToolButton {{ color: {theme.second.name()}; border: 1px solid transparent;"
            " padding: 3px 6px; }"
            f"QToolButton:hover {{ border-color: {theme.line.name()}; }}"
            f"QToolButton:checked {{ color: {theme.accent.name()};"
            f" border-color: {theme.accent.name()}; }}"
            f"QToolButton:focus {{ border-color: {theme.accent.name()}; }}"
        )
        self._show_light()

    @property
    def reading(self) -> Reading | None:
        """What the light shows; None without a report."""
        return self._reading

    def _show_aside(self, count: int) -> None:
        self.aside.setVisible(bool(count))
        self.aside.setText(f"{count} 行未作正文")
        self.aside.setToolTip("导航、页眉、页码等没有当作正文的文字；按 A 在原文里显示或隐藏")
        self.aside.setAccessibleName(f"在原文里显示没有当作正文的 {count} 行文字")

    def _show_light(self) -> None:
        if self._reading is None:
            return
        ink = self._theme.verdicts[self._reading.level.value].ink.name()
        details = "\n".join((*self._reading.details, *self._reading.set_aside[:1]))
        self.light.setText(f"{_LIGHT_SIGNS[self._reading.level]} {self._reading.words}")
        self.light.setToolTip(details)
        self.light.setAccessibleName(f"读取情况：{self._reading.words}")
        self.light.setAccessibleDescription(details)
        self.light.setStyleSheet(
            f"QToolButton {{ color: {ink}; border: 1px solid transparent; padding: 3px 6px; }}"
            f"QToolButton:hover {{ border-color: {self._theme.line.name()}; }}"
            f"QToolButton:focus {{ border-color: {self._theme.accent.name()}; }}"
        )

    @Slot()
    def _show_details(self) -> None:
        if self._reading is not None:
            corner = self.light.mapToGlobal(QPoint(0, self.light.height() + 2))
            self.details.show_at(corner, self._reading)

    def _fit(self) -> None:
        """Leaves out facts from the end, then cuts the unit off, until the rest fits."""
        unit, *others = self._facts
        room = self.width() - 2 * _PADDING
        if self._reading is not None:
            room -= self.light.sizeHint().width()
        if not self.aside.isHidden():
            room -= self.aside.sizeHint().width() + _SPACING
        shown = [fact for fact in others if fact.has_value]
        while shown and _LEAST_UNIT_WIDTH + _width(shown) > room:
            shown.pop()
        for fact in others:
            fact.setVisible(fact in shown)
        unit.setVisible(unit.has_value)
        unit.cut_to(room - _width(shown) - _SPACING)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)


_LIGHT_SIGNS = {
    ReadingLevel.WHOLE: "●",
    ReadingLevel.CHECK: "◐",
    ReadingLevel.PARTS_MISSING: "▲",
}


def _width(facts: list[_FactLabel]) -> int:
    return sum(fact.whole_width + _SPACING for fact in facts)


def _values(report: Report | None) -> list[tuple[str, str]]:
    if report is None:
        return [("", "")] * 5
    facts = report.facts
    return [
        _value(facts.unit),
        _value(facts.report_year),
        _value(facts.signed),
        _value(facts.web_published),
        (f"{report.quality.characters:,} 字", "不计空白的字符数"),
    ]


def _value(fact: Fact[str] | Fact[int] | Fact[date] | None) -> tuple[str, str]:
    if fact is None:
        return _NOT_SAID, "文中没有写明"
    return str(fact.value), f"来源：{fact.source}{_CONFIDENCE[fact.confidence]}"


class _FactLabel(QLabel):
    """A fact's name in a quieter colour, and its value."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._value = ""
        self._theme = LIGHT
        self._room: int | None = None
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @property
    def has_value(self) -> bool:
        return bool(self._value)

    @property
    def whole_text(self) -> str:
        return f"{self._name}：{self._value}"

    @property
    def whole_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(f"{self._name} {self._value}") + 6

    def set_value(self, value: str, hint: str) -> None:
        self._value = value
        self._room = None
        self.setToolTip(f"{self._name}：{value}\n{hint}")
        self._write()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._write()

    def cut_to(self, width: int) -> None:
        self._room = max(width, _LEAST_UNIT_WIDTH)
        self._write()

    def _write(self) -> None:
        metrics = self.fontMetrics()
        value = self._value
        if self._room is not None:
            rest = self._room - metrics.horizontalAdvance(f"{self._name} ") - 6
            value = metrics.elidedText(value, Qt.TextElideMode.ElideRight, rest)
        quiet = self._theme.second.name()
        is_said = self._value != _NOT_SAID
        ink = self._theme.text.name() if is_said else quiet
        self.setText(
            f'<span style="color:{quiet}">{self._name}</span>&nbsp; '
            f'<span style="color:{ink}">{escape(value)}</span>'
        )


class ReadingDetails(QFrame):
    """A small window with the sentences behind the light; any click or Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("reading_details")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setMinimumWidth(_MOST_DETAIL_WIDTH - 32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._label)

    @property
    def text(self) -> str:
        """The sentences shown, one per line."""
        return self._label.text()

    def show_at(self, corner: QPoint, reading: Reading) -> None:
        """Opens with its upper left corner at a place of the screen, kept inside the screen."""
        lead = "• " if len(reading.details) > 1 else ""
        lines = [lead + sentence for sentence in reading.details]
        if reading.set_aside:
            heading, *passages = reading.set_aside
            lines += ["", heading, *(f"　{passage}" for passage in passages)]
        self._label.setText("\n".join(lines))
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(corner.x(), screen.right() - self.width())
        self.move(max(left, screen.left()), corner.y())
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self.setStyleSheet(
            f"#reading_details {{ background: {theme.paper.name()};"
            f" border: 1px solid {theme.line.name()}; }}"
            f"QLabel {{ color: {theme.text.name()}; }}"
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.hide()
