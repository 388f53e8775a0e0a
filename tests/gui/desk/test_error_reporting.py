from __future__ import annotations

import logging
from pathlib import Path

import pytest

from reviewer.gui.error_reporting import ErrorReporter, start_logging


class Shown:
    """Remembers what was saved and shown."""

    def __init__(self) -> None:
        self.saves = 0
        self.errors: list[tuple[str, str, str]] = []

    def save(self) -> None:
        self.saves += 1

    def show(self, title: str, message: str, details: str) -> None:
        self.errors.append((title, message, details))


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def report(reporter: ErrorReporter, error: Exception) -> None:
    reporter.report(type(error), error, error.__traceback__)


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def reporter(shown: Shown, tmp_path: Path) -> ErrorReporter:
    return ErrorReporter(shown.save, shown.show, tmp_path / "reviewer.log")


def test_an_error_is_logged_saved_and_shown_with_details(
    reporter: ErrorReporter, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    report(reporter, raised(ZeroDivisionError("division by zero")))

    ((title, message, details),) = shown.errors
    assert shown.saves == 1
    assert title == "程序出错"
    assert "结论都已保存" in message
    assert "ZeroDivisionError: division by zero" in details
    assert "reviewer.log" in details
    assert "unexpected error" in caplog.text


def test_the_same_error_again_is_only_logged(
    reporter: ErrorReporter, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    error = raised(ValueError("at every repaint"))

    report(reporter, error)
    report(reporter, error)

    assert len(shown.errors) == 1
    assert caplog.text.count("unexpected error") == 2


def test_an_error_while_saving_does_not_lead_in_circles(
    tmp_path: Path, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("no disk")

    reporter = ErrorReporter(fail, shown.show, tmp_path / "reviewer.log")

    report(reporter, raised(KeyError("x")))

    assert "could not be shown" in caplog.text


def test_warnings_go_into_the_log_file(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "reviewer.log"
    root = logging.getLogger()
    before = list(root.handlers)

    start_logging(file)
    added = [handler for handler in root.handlers if handler not in before]
    logging.getLogger("reviewer.test").warning("something happened")
    for handler in added:
        handler.close()
        root.removeHandler(handler)

    assert "WARNING reviewer.test: something happened" in file.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    before = list(logging.getLogger().handlers)

    start_logging(blocked / "reviewer.log")

    assert logging.getLogger().handlers == before
