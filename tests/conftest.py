"""What every test relies on: no display, folders of its own, the real reports where they lie.

Below that, what tests of the whole window need: answers to its dialogs, and its start and end.
"""

# ruff: noqa: ARG002 -- the stand-in for the dialogs has the arguments of the real ones

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.gui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, rather than skips, the tests of real reports where there are none."""
    if os.environ.get("REVIEWER_GOLD"):
        return
    left_out = [item for item in items if item.get_closest_marker("gold") is not None]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_sessionfinish() -> None:
    """Empties the clipboard of the offscreen platform.

    WORKAROUND: it is a static object of QtGui, destroyed when Python is gone; a QMimeData made by
    Python that still lies in it then ends the process with a segmentation fault.
    """
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The folder with gold.json and the real reports; for tests marked `gold`."""
    return Path(os.environ["REVIEWER_GOLD"])


@pytest.fixture(scope="session", autouse=True)
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test ever sees the workspace, the settings or the caches of whoever runs it."""
    with pytest.MonkeyPatch.context() as environment:
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            environment.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield


class FakeDialogs:
    """Answers as told beforehand, and remembers what was asked and said.

    Attributes:
        reports: Answer to `choose_reports`.
        folder: Answer to `choose_folder`.
        sheet_paths: Answers to `choose_sheet_path`, first one first; None when they run out.
        another_places: Answers to `ask_another_place`; False when they run out.
        is_confirmed: Answer to `confirm`.
        text: Answer to `ask_text`.
        errors: Title and message of every error shown.
        suggestions: What `choose_sheet_path` was offered.
    """

    def __init__(self) -> None:
        self.reports: list[Path] = []
        self.folder: Path | None = None
        self.sheet_paths: list[Path | None] = []
        self.another_places: list[bool] = []
        self.is_confirmed = True
        self.text: str | None = ""
        self.errors: list[tuple[str, str]] = []
        self.suggestions: list[Path] = []

    def choose_reports(self, parent: object, folder: Path, suffixes: object) -> list[Path]:
        return self.reports

    def choose_folder(self, parent: object, folder: Path) -> Path | None:
        return self.folder

    def choose_sheet_path(self, parent: object, suggestion: Path) -> Path | None:
        self.suggestions.append(suggestion)
        return self.sheet_paths.pop(0) if self.sheet_paths else None

    def show_error(self, parent: object, title: str, message: str, details: str = "") -> None:
        self.errors.append((title, message))

    def ask_another_place(self, parent: object, message: str) -> bool:
        self.errors.append(("导出评分表", message))
        return self.another_places.pop(0) if self.another_places else False

    def confirm(self, parent: object, title: str, question: str, accept: str) -> bool:
        return self.is_confirmed

    def ask_text(self, parent: object, title: str, label: str) -> str | None:
        return self.text


@pytest.fixture
def dialogs() -> FakeDialogs:
    """A stand-in for the window's dialogs."""
    return FakeDialogs()


@pytest.fixture
def make_window(
    request: pytest.FixtureRequest, tmp_path: Path, dialogs: FakeDialogs
) -> Iterator[Callable[[], MainWindow]]:
    """Makes main windows on one workspace; each call is a new start of the program.

    The window is shown; at the end every window is closed and its jobs are waited for.
    """
    from reviewer.app import build_window  # noqa: PLC0415  (most tests need no Qt)

    qtbot: QtBot = request.getfixturevalue("qtbot")
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = build_window(
            workspace_url=f"sqlite:///{tmp_path / 'workspace.sqlite'}",
            settings_file=tmp_path / "settings.ini",
            dialogs=dialogs,  # type: ignore[arg-type]  # a stand-in
        )
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield make
    for window in windows:
        window.close()
        assert window.runner.wait()
