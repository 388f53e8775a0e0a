"""Which keys the report pane keeps for itself; all others go to the window's actions."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Zoom(Enum):
    """What a key does to the size of the text."""

    IN = auto()
    OUT = auto()
    RESET = auto()


_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_MOVE_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.KeypadModifier
)
_STANDARD = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
_ZOOM_KEYS: dict[int, Zoom] = {
    Qt.Key.Key_Plus: Zoom.IN,
    Qt.Key.Key_Equal: Zoom.IN,
    Qt.Key.Key_Minus: Zoom.OUT,
    Qt.Key.Key_Underscore: Zoom.OUT,
    Qt.Key.Key_0: Zoom.RESET,
}


def is_move(event: QKeyEvent) -> bool:
    """Whether the key moves the caret, with or without selecting."""
    return event.key() in _MOVES and not event.modifiers() & ~_MOVE_MODIFIERS


def zoom_of(event: QKeyEvent) -> Zoom | None:
    """What the key does to the size of the text: Ctrl with +, - or 0."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    return _ZOOM_KEYS.get(event.key())


def belongs_to_report(event: QKeyEvent) -> bool:
    """Whether the report pane handles the key itself."""
    is_standard = any(event.matches(key) for key in _STANDARD)
    return is_standard or is_move(event) or zoom_of(event) is not None
