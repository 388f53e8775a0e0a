"""Unexpected errors: into the log, and once to the reviewer, who can go on."""

# ruff: noqa: PLC0415 -- what only an error needs is imported then, not before the first paint

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_logger = logging.getLogger(__name__)

_APPLICATION = "report-review-desk"
_LOG_BYTES = 1_000_000
_MESSAGE = (
    "程序内部出错，刚才的操作可能没有完成。\n"
    "已作出的结论都已保存，可以继续工作；如反复出现，请重新启动程序，"
    "并把下面的详细信息交给维护人员。"
)

ShowError = Callable[[str, str, str], None]
"""Shows title, message and details to the reviewer."""


def log_file() -> Path:
    """Where the log is written."""
    from platformdirs import user_log_path

    return user_log_path(_APPLICATION, appauthor=False) / "reviewer.log"


def start_logging(file: Path) -> None:
    """Writes warnings and errors to a file of limited size; without a log if that fails."""
    from logging.handlers import RotatingFileHandler

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError as error:
        _logger.warning("no log file: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


class ErrorReporter:
    """The exception hook of the program.

    Each kind of error is shown once, so that one that comes with every repaint does not bury the
    window under messages; all are logged.

    Args:
        save: Stores what was typed and not stored yet.
        show: Shows the error.
        file: The log file, named in the details.
    """

    def __init__(self, save: Callable[[], None], show: ShowError, file: Path) -> None:
        self._save = save
        self._show = show
        self._file = file
        self._shown: set[str] = set()
        self._is_reporting = False

    def install(self) -> None:
        """Takes over the errors that nobody catches."""
        sys.excepthook = self.report

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Logs an error, saves the review, tells the reviewer."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import traceback

        _logger.critical("unexpected error", exc_info=(kind, error, trace))
        text = "".join(traceback.format_exception(kind, error, trace))
        place = "".join(traceback.format_tb(trace)[-1:]) + kind.__name__
        if self._is_reporting or place in self._shown:
            return
        self._shown.add(place)
        self._is_reporting = True
        try:
            self._save()
            self._show("程序出错", _MESSAGE, f"{self._circumstances()}\n\n{text}")
        except Exception:
            _logger.exception("an error could not be shown")
        finally:
            self._is_reporting = False

    def _circumstances(self) -> str:
        import platform

        import PySide6

        return (
            f"Python {platform.python_version()} · PySide6 {PySide6.__version__}"
            f" · {platform.platform()}\n日志：{self._file}"
        )
