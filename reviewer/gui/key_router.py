"""Sends keys to commands, except where a field for typing or a button needs them itself."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from reviewer.gui.actions import COMMANDS, Actions, Command, Scope

_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class KeyRouter(QObject):
    """An event filter for the widgets of one window.

    Full-width digits, letters and ？ count as the usual ones, so that keys work whatever an
    input method makes of them.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._window = parent
        self._by_key = {key: command for command in COMMANDS for key in command.keys}

    def watch(self, widget: QWidget) -> None:
        """Watches a widget and everything in it that can have the focus."""
        widget.installEventFilter(self)
        for child in widget.findChildren(QWidget):
            if child.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                child.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget):
            return False
        command = self._command_of(event)
        if command is None or not self._may_act(command, watched, event):
            return False
        if not event.isAutoRepeat() or command.scope is Scope.MOVE:
            self._actions[command.name].trigger()
        event.accept()
        return True

    def _command_of(self, event: QKeyEvent) -> Command | None:
        modifiers = event.modifiers() & ~_IGNORED
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            command = self._by_key.get(modifiers.value | event.key())
            if command is not None:
                return command
            is_redo = event.key() == Qt.Key.Key_Z and modifiers == (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
            return self._named("action_redo") if is_redo else None
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return None
        text = unicodedata.normalize("NFKC", event.text())
        if text == "?":
            return self._named("action_show_keys")
        if modifiers:
            return None
        if len(text) == 1 and text.isprintable() and text.isascii():
            return self._by_key.get(ord(text.upper()))
        return self._by_key.get(event.key())

    def _named(self, name: str) -> Command:
        return next(command for command in COMMANDS if command.name == name)

    def _may_act(self, command: Command, watched: QWidget, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        receiver = focus if watched is self._window and focus is not None else watched
        if command.scope is Scope.WINDOW:
            return True
        if _is_field(receiver):
            return False
        is_control = isinstance(receiver, QAbstractButton | QComboBox)
        return not (is_control and event.key() == Qt.Key.Key_Space)


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return False
