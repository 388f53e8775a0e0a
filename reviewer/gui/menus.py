"""Menus and toolbar of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from reviewer.gui.actions import VERDICT_ACTIONS, Actions
from reviewer.gui.keyed_button import KeyedButton
from reviewer.gui.settings import Settings
from reviewer.gui.theme import Theme
from reviewer.gui.theme_choice import ThemeSwitch

_LONGEST_NAME = 48


class RecentMenu(QObject):
    """The menu of files opened before.

    Signals:
        path_chosen: The `Path` to open.
    """

    path_chosen = Signal(object)

    def __init__(self, menu: QMenu, settings: Settings, clear: QAction) -> None:
        super().__init__(menu)
        self._menu = menu
        self._settings = settings
        self._clear = clear
        menu.aboutToShow.connect(self._on_about_to_show)
        menu.triggered.connect(self._on_triggered)

    @Slot()
    def _on_about_to_show(self) -> None:
        self._menu.clear()
        for path in self._settings.recent_files:
            name = (
                path.name if len(path.name) <= _LONGEST_NAME else f"…{path.name[-_LONGEST_NAME:]}"
            )
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setData(str(path))
            action.setToolTip(str(path))
            action.setEnabled(path.exists())
        if self._menu.isEmpty():
            self._menu.addAction("还没有打开过文件").setEnabled(False)
            return
        self._menu.addSeparator()
        self._menu.addAction(self._clear)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if isinstance(action.data(), str):
            self.path_chosen.emit(Path(action.data()))


def fill_menu_bar(
    bar: QMenuBar, actions: Actions, themes: ThemeSwitch, settings: Settings
) -> RecentMenu:
    """Makes the menus; gives the one of recent files."""
    file = bar.addMenu("文件(&F)")
    recent_menu = QMenu("最近打开(&R)", file)
    recent_menu.setToolTipsVisible(True)
    file.addAction(actions["action_open"])
    file.addAction(actions["action_open_reports_folder"])
    file.addMenu(recent_menu)
    file.addAction(actions["action_paste"])
    file.addSeparator()
    file.addAction(actions["action_export"])
    file.addSeparator()
    file.addAction(actions["action_quit"])
    _fill(bar.addMenu("编辑(&E)"), actions, _EDIT)
    _fill(bar.addMenu("评审(&V)"), actions, _REVIEW)
    view = bar.addMenu("视图(&W)")
    _fill(view, actions, _VIEW)
    theme_menu = view.addMenu("配色")
    for action in themes.actions.values():
        theme_menu.addAction(action)
    _fill(bar.addMenu("帮助(&H)"), actions, ("action_show_keys",))
    return RecentMenu(recent_menu, settings, actions["action_clear_recent"])


_EDIT = (
    "action_undo",
    "action_redo",
    "",
    "action_find",
    "",
    "action_edit_score",
    "action_edit_reason",
    "action_edit_note",
    "action_attach_selection",
    "action_dismiss_evidence",
    "",
    "action_return_line",
    "action_return_block",
    "action_set_aside",
)
_REVIEW = (
    "action_confirm_next",
    *VERDICT_ACTIONS,
    "action_clear_decision",
    "",
    "action_next_item",
    "action_previous_item",
    "action_next_unreviewed",
    "",
    "action_next_evidence",
    "action_previous_evidence",
)
_VIEW = (
    "action_next_report",
    "action_previous_report",
    "",
    "action_show_outline",
    "action_show_problems",
    "",
    "action_show_aside",
    "action_next_aside",
    "action_previous_aside",
    "",
    "action_larger_text",
    "action_smaller_text",
    "action_usual_text",
    "",
)


def _fill(menu: QMenu, actions: Actions, names: tuple[str, ...]) -> None:
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()


class ToolBar(QToolBar):
    """What is used most: open, paste, undo; find, keys, export on the right."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__("工具栏", parent)
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._buttons = [
            KeyedButton(actions["action_open"], "打开", "Ctrl+O"),
            KeyedButton(actions["action_paste"], "粘贴", "Ctrl+V"),
            KeyedButton(actions["action_undo"], "", "Ctrl+Z"),
            KeyedButton(actions["action_show_keys"], "按键", "?"),
            KeyedButton(actions["action_export"], "导出评分表", "Ctrl+E", is_primary=True),
        ]
        open_button, paste, undo, keys, export = self._buttons
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(open_button)
        self.addWidget(paste)
        self._undo = self.addWidget(undo)
        self.addWidget(gap)
        self._keys = self.addWidget(keys)
        self.addWidget(export)

    def add_desk_widgets(self, shelf: QWidget, find_bar: QWidget) -> tuple[QAction, QAction]:
        """Puts the open reports and the search into their places, both hidden at first.

        Gives the actions that show and hide them.
        """
        actions = (self.insertWidget(self._undo, shelf), self.insertWidget(self._keys, find_bar))
        for action in actions:
            action.setVisible(False)
        return actions

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        for button in self._buttons:
            button.set_theme(theme)
