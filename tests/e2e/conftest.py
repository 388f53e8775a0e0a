"""A reviewer who has only a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from reviewer.gui.main_window import MainWindow
from reviewer.resources import resource_path

_DIGITS = {"met": "1", "partial": "2", "plan_only": "3", "absent": "4", "not_applicable": "0"}


class Keyboard:
    """Presses keys where the focus is, and counts them.

    Attributes:
        presses: How many keys were pressed so far.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.presses = 0

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Presses one key."""
        QTest.keyClick(self._focus(), key, modifier)
        self.presses += 1

    def type(self, text: str) -> None:
        """Types Latin letters and digits."""
        for sign in text:
            QTest.keyClick(self._focus(), sign)  # type: ignore[call-overload]
            self.presses += 1

    def decide(self, verdict: str) -> None:
        """Decides the current item with a digit."""
        self.type(_DIGITS[verdict])

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


class ListReader:
    """Reads the list of items through its model, as it is shown."""

    def __init__(self, window: MainWindow) -> None:
        view = window.findChild(QTreeView, "checklist_view")
        assert isinstance(view, QTreeView)
        self._view = view

    def rows(self) -> list[tuple[str, str, str | None]]:
        """Id, machine verdict and human verdict of every item, in the order shown."""
        model = self._view.model()
        rows = []
        for category in range(model.rowCount()):
            parent = model.index(category, 0)
            rows += [
                self._row(model.index(row, 0, parent)) for row in range(model.rowCount(parent))
            ]
        return rows

    def current(self) -> tuple[str, str, str | None]:
        """The selected item."""
        return self._row(self._view.currentIndex().siblingAtColumn(0))

    def _row(self, index: QModelIndex) -> tuple[str, str, str | None]:
        role = Qt.ItemDataRole.UserRole
        return index.data(role), index.data(role + 1), index.data(role + 2)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the report that ships with the program."""
    (shipped,) = resource_path("samples").glob("*.txt")
    copy = tmp_path / "报告.txt"
    copy.write_bytes(shipped.read_bytes())
    return copy


@pytest.fixture
def open_sample(
    qtbot: QtBot, make_window: Callable[[], MainWindow], sample: Path
) -> Callable[[], tuple[MainWindow, Keyboard, ListReader]]:
    """Starts the program on the sample; each call is a new start on the same workspace."""

    def start() -> tuple[MainWindow, Keyboard, ListReader]:
        window = make_window()
        told: list[str] = []
        window.report_opened.connect(told.append)
        window.report_failed.connect(lambda _path, message: told.append(message))
        window.open_paths([sample])
        qtbot.waitUntil(lambda: bool(told), timeout=60_000)
        assert told == [str(sample)]
        return window, Keyboard(window), ListReader(window)

    return start
