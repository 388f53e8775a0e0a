"""What the window's frame offers to the desk inside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from reviewer.gui.actions import Actions
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.menus import RecentMenu, ToolBar
from reviewer.gui.settings import Settings
from reviewer.gui.status_line import StatusLine
from reviewer.gui.welcome_page import WelcomePage


@dataclass(frozen=True, slots=True)
class FrameParts:
    """The parts, made by the main window.

    Attributes:
        window: The window itself, above which dialogs open.
        actions: All commands.
        settings: What is remembered.
        dialogs: Questions and messages.
        status: The line at the bottom.
        tool_bar: The bar at the top.
        recent_menu: The menu of recent files.
        welcome: The page shown while no report is open.
    """

    window: QWidget
    actions: Actions
    settings: Settings
    dialogs: Dialogs
    status: StatusLine
    tool_bar: ToolBar
    recent_menu: RecentMenu
    welcome: WelcomePage
