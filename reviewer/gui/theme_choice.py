"""Light or dark: as the system says, or as the reviewer chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication

from reviewer.gui.settings import Settings, ThemeChoice
from reviewer.gui.theme import DARK, LIGHT, Theme

_WORDS = {
    ThemeChoice.SYSTEM: "跟随系统",
    ThemeChoice.LIGHT: "浅色",
    ThemeChoice.DARK: "深色",
}


class ThemeSwitch(QObject):
    """Three actions of which one is checked, and the theme that follows.

    Attributes:
        actions: For a menu.

    Signals:
        theme_changed: The `Theme` to use from now on.
    """

    theme_changed = Signal(Theme)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        group = QActionGroup(self)
        self.actions: dict[ThemeChoice, QAction] = {}
        for choice, words in _WORDS.items():
            action = QAction(words, parent)
            action.setObjectName(f"action_theme_{choice.value}")
            action.setCheckable(True)
            action.setChecked(choice is settings.theme)
            group.addAction(action)
            self.actions[choice] = action
        group.triggered.connect(self._on_triggered)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """The theme to use."""
        match self._settings.theme:
            case ThemeChoice.LIGHT:
                return LIGHT
            case ThemeChoice.DARK:
                return DARK
            case _:
                scheme = QGuiApplication.styleHints().colorScheme()
                return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        for choice, known in self.actions.items():
            if known is action:
                self._settings.theme = choice
        self.theme_changed.emit(self.theme)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self.theme_changed.emit(self.theme)
