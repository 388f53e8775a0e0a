"""Every question and message box; nothing else in the window calls `exec`."""

from __future__ import annotations

from pathlib import Path

# The classes are named through their module: PySide6 makes them on first use, and the first
# painted window needs none of them.
from PySide6 import QtWidgets
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

_AWAKE_AFTER_MS = 600
_SHEET_FILTER = "Excel 工作簿 (*.xlsx)"


class Dialogs:
    """Asks and tells; tests put a stand-in in its place."""

    def choose_reports(
        self, parent: QWidget, folder: Path, suffixes: tuple[str, ...]
    ) -> list[Path]:
        """Asks which reports to open; empty when cancelled."""
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(
            parent, "打开报告", str(folder), f"报告 ({patterns});;所有文件 (*)"
        )
        return [Path(name) for name in names]

    def choose_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """Asks for a folder of reports; None when cancelled."""
        name = QtWidgets.QFileDialog.getExistingDirectory(parent, "打开文件夹", str(folder))
        return Path(name) if name else None

    def choose_sheet_path(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Asks where to write a score sheet; None when cancelled.

        The dialog itself asks before an existing file is replaced.
        """
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            parent, "导出评分表", str(suggestion), _SHEET_FILTER
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".xlsx")

    def show_error(self, parent: QWidget, title: str, message: str, details: str = "") -> None:
        """Tells what went wrong; `details` can be unfolded and copied.

        It may come while the reviewer works on: keys meant for the desk do not close it unread.
        """
        box = _box(parent, QtWidgets.QMessageBox.Icon.Warning, title, message)
        box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Ok)
        button = box.button(QtWidgets.QMessageBox.StandardButton.Ok)
        button.setEnabled(False)

        def wake() -> None:
            button.setEnabled(True)
            button.setFocus()

        QTimer.singleShot(_AWAKE_AFTER_MS, box, wake)
        if details:
            box.setDetailedText(details)
        box.exec()

    def ask_another_place(self, parent: QWidget, message: str) -> bool:
        """Tells that a sheet could not be written and asks whether to choose another place."""
        box = _box(parent, QtWidgets.QMessageBox.Icon.Warning, "导出评分表", message)
        another = box.addButton("换个位置保存…", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is another

    def confirm(self, parent: QWidget, title: str, question: str, accept: str) -> bool:
        """Asks a question; True when the button named `accept` was pressed."""
        box = _box(parent, QtWidgets.QMessageBox.Icon.Question, title, question)
        button = box.addButton(accept, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is button

    def ask_text(self, parent: QWidget, title: str, label: str) -> str | None:
        """Asks for one line of text, without blanks at its ends; None when cancelled."""
        text, is_accepted = QtWidgets.QInputDialog.getText(parent, title, label)
        return text.strip() if is_accepted else None


def _box(
    parent: QWidget, icon: QtWidgets.QMessageBox.Icon, title: str, message: str
) -> QtWidgets.QMessageBox:
    box = QtWidgets.QMessageBox(icon, title, message, parent=parent)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return box
