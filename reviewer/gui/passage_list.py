"""Passages of the report as a list of cards: evidence, or what comes nearest to it."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from reviewer.gui.item_detail import PassageCard
from reviewer.gui.style import small_font
from reviewer.gui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_GAP = 6
_BAR_WIDTH = 3
_PADDING_X = 10
_PADDING_Y = 7
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class PassageRole(IntEnum):
    """What the model gives beyond the words."""

    CARD = Qt.ItemDataRole.UserRole


class PassageModel(QAbstractListModel):
    """A list of cards."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[PassageCard, ...] = ()

    @property
    def cards(self) -> tuple[PassageCard, ...]:
        """The cards in order."""
        return self._cards

    def set_cards(self, cards: tuple[PassageCard, ...]) -> None:
        """Shows other cards."""
        if cards != self._cards:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.text
            case Qt.ItemDataRole.ToolTipRole:
                return card.tip or None
            case PassageRole.CARD:
                return card
            case _:
                return None


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.current = -1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 0
        font = QFont(option.font)  # type: ignore[attr-defined]  # missing in the stubs
        return QSize(width, _card_height(font, index.data(), width) + _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card = index.data(PassageRole.CARD)
        if not isinstance(card, PassageCard):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect).adjusted(0, 0, 0, -_GAP)  # type: ignore[attr-defined]
        font = QFont(option.font)  # type: ignore[attr-defined]  # missing in the stubs
        view = self.parent()
        is_focused = (
            isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index
        )
        is_current = index.row() == self.current
        self._paint_frame(painter, QRectF(rect), card, is_strong=is_current or is_focused)
        self._paint_words(painter, rect, font, card)
        painter.restore()

    def _paint_frame(
        self, painter: QPainter, rect: QRectF, card: PassageCard, *, is_strong: bool
    ) -> None:
        theme = self.theme
        ink = theme.third if card.verdict is None else theme.verdicts[card.verdict].ink
        outline = QPainterPath()
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(outline, theme.paper)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(rect.left(), rect.top(), _BAR_WIDTH, rect.height()), ink)
        painter.restore()
        painter.setPen(QPen(ink if is_strong else theme.line, 1.5 if is_strong else 1))
        painter.drawPath(outline)

    def _paint_words(self, painter: QPainter, rect: QRect, font: QFont, card: PassageCard) -> None:
        inner = rect.adjusted(_PADDING_X + _BAR_WIDTH, _PADDING_Y, -_PADDING_X, -_PADDING_Y)
        font.setStrikeOut(card.is_dismissed)
        painter.setFont(font)
        painter.setPen(self.theme.third if card.is_dismissed else self.theme.text)
        painter.drawText(inner, _WRAP, card.text)
        font.setStrikeOut(False)
        painter.setFont(small_font(font))
        painter.setPen(self.theme.third)
        place = painter.fontMetrics().elidedText(
            card.place, Qt.TextElideMode.ElideMiddle, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, place)


class PassageList(QListView):
    """Cards as high as their words, without a scroll bar of its own.

    Args:
        is_evidence: Whether the cards are evidence, which can be dismissed.

    Signals:
        chosen: Row of the card that the reviewer chose.
        dismissal_asked: Row of the piece of evidence that the reviewer does not accept.
        return_asked: Row of the dismissed piece that the reviewer accepts again.
    """

    chosen = Signal(int)
    dismissal_asked = Signal(int)
    return_asked = Signal(int)

    def __init__(self, theme: Theme, *, is_evidence: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_evidence = is_evidence
        self._model = PassageModel(self)
        self._delegate = _CardDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.clicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    @property
    def cards(self) -> tuple[PassageCard, ...]:
        """The cards shown."""
        return self._model.cards

    def show_cards(self, cards: tuple[PassageCard, ...]) -> None:
        """Shows other cards."""
        self._model.set_cards(cards)
        self._fit_height()

    def show_current(self, row: int) -> None:
        """Outlines the card being looked at; -1 for none."""
        self._delegate.current = row
        self.viewport().update()

    def card_rect(self, row: int) -> QRect:
        """Where a card stands in this widget."""
        return self.visualRect(self._model.index(row, 0))

    def _fit_height(self) -> None:
        width = self.viewport().width()
        height = sum(_card_height(self.font(), card.text, width) + _GAP for card in self.cards)
        self.setFixedHeight(height)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    @Slot(QPoint)
    def _on_menu_requested(self, position: QPoint) -> None:
        index = self.indexAt(position)
        card = index.data(PassageRole.CARD) if index.isValid() else None
        if not isinstance(card, PassageCard) or not self._is_evidence:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = index.row()
        if card.is_dismissed:
            menu.addAction("恢复这条依据").triggered.connect(lambda: self.return_asked.emit(row))
        else:
            words = "移除这条依据" if card.is_attached else "排除这条依据…"
            menu.addAction(words).triggered.connect(lambda: self.dismissal_asked.emit(row))
        menu.popup(self.viewport().mapToGlobal(position))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._fit_height()


def _card_height(font: QFont, text: str, width: int) -> int:
    inner = max(width - 2 * _PADDING_X - _BAR_WIDTH, 40)
    words = QFontMetrics(font).boundingRect(QRect(0, 0, inner, 100_000), _WRAP, text)
    place = QFontMetrics(small_font(font)).height()
    return words.height() + 3 + place + 2 * _PADDING_Y
