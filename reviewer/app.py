"""Start of the window: builds each object once and connects them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reviewer.gui.dialogs import Dialogs
from reviewer.gui.error_reporting import ErrorReporter, log_file, start_logging
from reviewer.gui.fonts import interface_font
from reviewer.gui.input_method import (
    advice,
    plugin_names,
    prepare_environment,
    running_programs,
)
from reviewer.gui.main_window import MainWindow
from reviewer.gui.settings import Settings

_NAME = "报告审阅台"
_DESKTOP_FILE = "report-review-desk"


def build_window(
    *,
    workspace_url: str | None = None,
    settings_file: Path | None = None,
    dialogs: Dialogs | None = None,
) -> MainWindow:
    """Makes the main window without showing it.

    Args:
        workspace_url: Where decisions are kept, as for `workflow.Desk`; None for the user's own
            workspace.
        settings_file: Where the window's settings are kept; None for the user's own.
        dialogs: A stand-in for `gui.dialogs.Dialogs`.
    """
    application = _application()
    application.setFont(interface_font())
    settings = Settings.open(None if settings_file is None else Path(settings_file))
    return MainWindow(settings, dialogs or Dialogs(), workspace_url)


def main(arguments: Sequence[str]) -> int:
    """Shows the window, with the files given opened; gives the exit code."""
    environment, plugins = dict(os.environ), plugin_names()
    prepare_environment(os.environ, plugins)
    # Ctrl+C in the terminal ends the program; every decision is saved already.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = _application()
    dialogs = Dialogs()
    window = build_window(dialogs=dialogs)
    file = log_file()
    ErrorReporter(
        window.save_typed,
        lambda title, message, details: dialogs.show_error(window, title, message, details),
        file,
    ).install()
    window.first_painted.connect(lambda: start_logging(file))
    window.first_painted.connect(
        lambda: window.show_input_method_advice(
            advice(environment, plugins, QGuiApplication.platformName(), running_programs())
        )
    )
    window.open_after_painting([Path(argument).absolute() for argument in arguments])
    window.show_fitting()
    return application.exec()


def _application() -> QApplication:
    """The application, made on first use, with its looks and its Chinese."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if application.property("is_set_up"):
        return application
    application.setProperty("is_set_up", True)  # noqa: FBT003  (Qt's signature)
    application.setApplicationName(_DESKTOP_FILE)
    application.setDesktopFileName(_DESKTOP_FILE)
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    return application
