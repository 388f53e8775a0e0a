"""The reports opened since the start, to go from one to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

MOST_KEPT = 150
"""Reports that stay on the shelf when more are opened one by one; a folder's are kept all."""
_PASTED = "粘贴的文字"


class ReportShelf(QToolButton):
    """A button with a menu of the open reports; of use when there are two or more.

    Signals:
        review_chosen: The `OpenReview` to go to.
        wanted_changed: Whether there is a choice, and so the button should be shown.
    """

    review_chosen = Signal(object)
    wanted_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_shelf")
        self.setToolTip("在已打开的报告之间切换；Ctrl+PgDn 下一份，Ctrl+PgUp 上一份")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._reviews: list[tuple[OpenReview, str]] = []
        self._current: OpenReview | None = None
        self._menu = QMenu(self)
        self._menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self._menu)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)

    @Slot(object, str, bool)
    def add(self, review: OpenReview, path: str, is_first: bool) -> None:  # noqa: FBT001  (a slot)
        """Puts a review on the shelf; one that goes on the desk replaces one of the same report.

        Args:
            review: The review.
            path: Its file, or "" for pasted text.
            is_first: Whether it goes on the desk.
        """
        known = [entry[0].report.sha256 for entry in self._reviews]
        if review.report.sha256 in known:
            if is_first:
                self._reviews[known.index(review.report.sha256)] = (review, path)
        else:
            self._reviews.append((review, path))
            if is_first and len(self._reviews) > MOST_KEPT:
                # Its decisions are in the workspace, its file among the recent ones.
                del self._reviews[0]
        if not is_first:
            self.show_current(self._current)

    def neighbour(self, step: int) -> OpenReview | None:
        """The review after (1) or before (-1) the current one; None at the ends."""
        places = [n for n, (review, _) in enumerate(self._reviews) if review is self._current]
        place = places[0] + step if places else -1
        return self._reviews[place][0] if 0 <= place < len(self._reviews) else None

    def show_current(self, review: OpenReview | None) -> None:
        """Marks the review on the desk."""
        self._current = review
        count = len(self._reviews)
        position = next((n for n, (r, _) in enumerate(self._reviews, 1) if r is review), 0)
        self.setText(f"报告 {position}/{count}  ▾")
        self.wanted_changed.emit(count > 1)

    @Slot()
    def _on_about_to_show(self) -> None:
        self._menu.clear()
        for action in self._group.actions():
            action.deleteLater()
        for review, path in self._reviews:
            score = review.score()
            name = Path(path).name or _PASTED
            action = QAction(f"{name}\t已核 {score.decided}/{score.items}", self._group)
            action.setCheckable(True)
            action.setChecked(review is self._current)
            action.setData(review.report.sha256)
            self._menu.addAction(action)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        for review, _ in self._reviews:
            if review.report.sha256 == action.data() and review is not self._current:
                self.review_chosen.emit(review)
