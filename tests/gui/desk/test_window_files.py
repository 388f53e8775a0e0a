"""Opening, exporting and closing, with a desk whose reading is made up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer import workflow
from reviewer.domain.review import Review
from reviewer.domain.verdict import Verdict
from reviewer.errors import ExportFailedError, UnreadableReportError
from reviewer.gui import desk_jobs, report_opener
from reviewer.gui.desk_jobs import DeskMaker
from reviewer.gui.main_window import MainWindow
from reviewer.gui.report_shelf import MOST_KEPT, ReportShelf
from reviewer.gui.settings import Settings
from reviewer.workflow import Desk, OpenReview


class MadeUpDesk(Desk):
    """Reads every file as the same report, except those whose name says otherwise."""

    def __init__(self, workspace_url: str, review: Review) -> None:
        super().__init__(workspace_url, "王审")
        self._review = review
        self.may_read = threading.Event()
        self.may_read.set()

    @override
    def examine_file(self, path: Path, **_options: object) -> Review:
        if "坏" in path.name:
            raise UnreadableReportError(path, "文件已损坏，请重新下载。")
        if "慢" in path.name:
            self.may_read.wait(10)
        if "错" in path.name:
            raise ZeroDivisionError
        report = replace(self._review.report, path=str(path), sha256=path.name.rjust(64, "0"))
        return replace(self._review, report=report)


class MadeUpDeskMaker(DeskMaker):
    def __init__(self, desk: MadeUpDesk) -> None:
        super().__init__(None)
        self._desk = desk


@pytest.fixture
def desk(review: Review, tmp_path: Path) -> MadeUpDesk:
    return MadeUpDesk(f"sqlite:///{tmp_path / 'files.sqlite'}", review)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.open(tmp_path / "files.ini")


@pytest.fixture
def files_window(
    qtbot: QtBot, desk: MadeUpDesk, dialogs: Any, settings: Settings
) -> Iterator[MainWindow]:
    window = MainWindow(settings, dialogs, desk_maker=MadeUpDeskMaker(desk))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    desk.may_read.set()
    window.close()
    assert window.runner.wait()


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_an_opened_report_stands_on_the_desk(qtbot: QtBot, files_window: MainWindow) -> None:
    with qtbot.waitSignal(files_window.report_opened) as opened:
        files_window.open_paths([Path("甲.txt")])

    assert opened.args == ["甲.txt"]
    assert files_window.review is not None
    assert (
        files_window.windowTitle() == "青岚县应急管理局2021年法治政府建设工作情况报告 — 报告审阅台"
    )


def test_of_several_reports_the_first_is_shown_and_failures_are_told_together(
    qtbot: QtBot, files_window: MainWindow, dialogs: Any
) -> None:
    failed: list[tuple[str, str]] = []
    files_window.report_failed.connect(lambda path, message: failed.append((path, message)))

    files_window.open_paths([Path("坏1.txt"), Path("甲.txt"), Path("坏2.txt"), Path("乙.txt")])

    qtbot.waitUntil(lambda: bool(dialogs.errors))
    assert files_window.review is not None
    assert files_window.review.report.path == "甲.txt"
    assert [path for path, _ in failed] == ["坏1.txt", "坏2.txt"]
    ((_, message),) = dialogs.errors
    assert "“坏1.txt”" in message
    assert "“坏2.txt”" in message


def test_one_can_go_to_any_report_that_is_open(qtbot: QtBot, files_window: MainWindow) -> None:
    files_window.open_paths([Path("甲.txt"), Path("乙.txt")])
    qtbot.waitUntil(lambda: "1/2" in shelf_text(files_window))

    shelf = files_window.findChild(ReportShelf, "report_shelf")
    assert shelf is not None
    shelf.menu().aboutToShow.emit()

    shelf.menu().actions()[1].trigger()

    assert files_window.review is not None
    assert files_window.review.report.path == "乙.txt"
    assert "2/2" in shelf_text(files_window)


def test_keys_go_from_report_to_report_and_stop_at_the_ends(
    qtbot: QtBot, files_window: MainWindow
) -> None:
    files_window.open_paths([Path("甲.txt"), Path("乙.txt"), Path("丙.txt")])
    qtbot.waitUntil(lambda: "1/3" in shelf_text(files_window))
    view = files_window.findChild(QWidget, "report_view")
    assert view is not None

    seen = []
    for key in (Qt.Key.Key_PageDown,) * 3 + (Qt.Key.Key_PageUp,):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        seen.append(shelf_text(files_window).split()[1])

    assert seen == ["2/3", "3/3", "3/3", "2/3"]


def test_the_rest_of_several_reports_follows_what_was_asked_for_meanwhile(
    qtbot: QtBot, files_window: MainWindow, desk: MadeUpDesk
) -> None:
    desk.may_read.clear()
    files_window.open_paths([Path("甲.txt"), Path("慢.txt"), Path("乙.txt")])
    qtbot.waitUntil(lambda: files_window.review is not None)

    files_window.open_paths([Path("丁.txt")])
    desk.may_read.set()

    qtbot.waitUntil(lambda: "/4" in shelf_text(files_window))
    assert files_window.review is not None
    assert files_window.review.report.path == "丁.txt"


def test_of_a_whole_folder_only_the_folder_is_remembered(
    qtbot: QtBot, files_window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for name in ("乙.txt", "甲.txt", "~$甲.docx", "坏.txt", "图.png"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "回头路").symlink_to(folder, target_is_directory=True)

    files_window.open_paths([folder])

    qtbot.waitUntil(lambda: "1/2" in shelf_text(files_window))
    assert settings.recent_files == [folder]


def test_a_folder_without_reports_is_told(
    qtbot: QtBot, files_window: MainWindow, dialogs: Any, tmp_path: Path
) -> None:
    dialogs.folder = tmp_path / "空"
    dialogs.folder.mkdir()

    trigger(files_window, "action_open_reports_folder")

    qtbot.waitUntil(lambda: bool(dialogs.errors))
    assert dialogs.errors == [("打开报告", "文件夹“空”：里面没有能读取的报告")]


def test_of_very_many_reports_the_first_are_opened(
    qtbot: QtBot,
    files_window: MainWindow,
    dialogs: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (report_opener, desk_jobs):
        monkeypatch.setattr(module, "MOST_FILES", 2)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")

    files_window.open_paths([tmp_path])

    qtbot.waitUntil(lambda: bool(dialogs.errors))
    assert "一次最多打开 2 份" in dialogs.errors[0][1]
    assert "1/2" in shelf_text(files_window)


def shelf_text(window: MainWindow) -> str:
    shelf = window.findChild(ReportShelf, "report_shelf")
    assert shelf is not None
    return str(shelf.text())


def test_a_failure_leaves_the_report_on_the_desk(
    qtbot: QtBot, files_window: MainWindow, dialogs: Any
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])
    before = files_window.review

    with qtbot.waitSignal(files_window.report_failed) as failed:
        files_window.open_paths([Path("坏.txt")])

    assert failed.args == ["坏.txt", "无法读取“坏.txt”：文件已损坏，请重新下载。"]
    assert files_window.review is before
    qtbot.waitUntil(lambda: bool(dialogs.errors))


def test_an_unexpected_error_is_told_and_the_window_lives_on(
    qtbot: QtBot, files_window: MainWindow
) -> None:
    with qtbot.waitSignal(files_window.report_failed) as failed:
        files_window.open_paths([Path("错.txt")])
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])

    assert "程序内部出错" in failed.args[1]


def test_a_newer_request_wins_over_an_older_slow_one(
    qtbot: QtBot, files_window: MainWindow, desk: MadeUpDesk
) -> None:
    opened: list[str] = []
    files_window.report_opened.connect(opened.append)
    desk.may_read.clear()

    files_window.open_paths([Path("慢.txt")])
    files_window.open_paths([Path("甲.txt")])
    desk.may_read.set()

    qtbot.waitUntil(lambda: bool(opened))
    assert files_window.runner.wait()
    assert opened == ["甲.txt"]


def test_slow_opening_is_shown_and_can_be_cancelled(
    qtbot: QtBot, files_window: MainWindow, desk: MadeUpDesk
) -> None:
    opened: list[str] = []
    files_window.report_opened.connect(opened.append)
    busy = files_window.findChild(QWidget, "busy_box")
    cancel = files_window.findChild(QPushButton, "button_cancel")
    assert busy is not None
    assert cancel is not None
    desk.may_read.clear()

    files_window.open_paths([Path("慢.txt")])
    qtbot.waitUntil(busy.isVisible)
    cancel.click()
    desk.may_read.set()

    assert not busy.isVisible()
    assert files_window.runner.wait()
    assert opened == []
    assert files_window.review is None


def test_quick_opening_shows_nothing_of_the_work(qtbot: QtBot, files_window: MainWindow) -> None:
    busy = files_window.findChild(QWidget, "busy_box")
    assert busy is not None

    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])

    assert not busy.isVisible()


def test_closing_while_opening_waits_and_drops_the_report(
    qtbot: QtBot, files_window: MainWindow, desk: MadeUpDesk
) -> None:
    opened: list[str] = []
    files_window.report_opened.connect(opened.append)
    desk.may_read.clear()
    files_window.open_paths([Path("慢.txt")])
    threading.Timer(0.1, desk.may_read.set).start()

    files_window.close()

    qtbot.wait(1)  # lets what was queued arrive
    assert opened == []


def test_closing_saves_the_note_being_written(
    qtbot: QtBot, files_window: MainWindow, review: Review, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])
    note = files_window.findChild(QPlainTextEdit, "note_edit")
    assert note is not None
    note.setPlainText("没写完")

    files_window.close()

    with MadeUpDesk(f"sqlite:///{tmp_path / 'files.sqlite'}", review) as again:
        resumed = again.open_report(Path("甲.txt"))
        assert resumed.state("content.shortcomings").note == "没写完"


def test_a_pasted_file_is_opened(qtbot: QtBot, files_window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "甲.txt"))])
    QApplication.clipboard().setMimeData(data)

    with qtbot.waitSignal(files_window.report_opened) as opened:
        trigger(files_window, "action_paste")

    assert opened.args == [str(tmp_path / "甲.txt")]


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def test_an_empty_clipboard_is_told(files_window: MainWindow) -> None:
    QApplication.clipboard().setText("  \n")

    trigger(files_window, "action_paste")

    assert label(files_window, "message_label") == "剪贴板里没有文字"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Review, Path]]:
    """Sheets that were written; one on a full disk fails."""
    sheets: list[tuple[Review, Path]] = []

    def write(review: Review, target: Path) -> None:
        if "满" in str(target):
            raise ExportFailedError(target, "磁盘已满，请换个位置。")
        sheets.append((review, target))

    monkeypatch.setattr(workflow, "export_score_sheet", write)
    return sheets


def test_the_sheet_is_offered_beside_the_report(
    qtbot: QtBot,
    files_window: MainWindow,
    dialogs: Any,
    written: list[tuple[Review, Path]],
    tmp_path: Path,
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([tmp_path / "甲.txt"])
    target = tmp_path / "表.xlsx"
    dialogs.sheet_paths = [target]

    with qtbot.waitSignal(files_window.export_finished) as finished:
        trigger(files_window, "action_export")

    assert dialogs.suggestions == [tmp_path / "甲_评分表.xlsx"]
    assert finished.args == [str(target)]
    assert label(files_window, "message_label") == "已导出 表.xlsx，其中 6 项未核"
    assert written[0][1] == target


def test_a_sheet_shows_the_review_as_it_was_when_asked_for(
    qtbot: QtBot,
    files_window: MainWindow,
    dialogs: Any,
    written: list[tuple[Review, Path]],
    tmp_path: Path,
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([tmp_path / "甲.txt"])
    dialogs.sheet_paths = [tmp_path / "表.xlsx"]

    with qtbot.waitSignal(files_window.export_finished):
        trigger(files_window, "action_export")
        files_window.session.decide(Verdict.MET)

    assert written[0][0].states == {}


def test_a_sheet_that_cannot_be_written_can_go_to_another_place(
    qtbot: QtBot,
    files_window: MainWindow,
    dialogs: Any,
    written: list[tuple[Review, Path]],
    tmp_path: Path,
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([tmp_path / "甲.txt"])
    dialogs.sheet_paths = [tmp_path / "满.xlsx", tmp_path / "表.xlsx"]
    dialogs.another_places = [True]

    with qtbot.waitSignal(files_window.export_finished) as finished:
        trigger(files_window, "action_export")

    assert dialogs.errors == [("导出评分表", "无法保存“满.xlsx”：磁盘已满，请换个位置。")]
    assert dialogs.suggestions[1] == tmp_path / "满2.xlsx"
    assert finished.args == [str(tmp_path / "表.xlsx")]
    assert len(written) == 1


def test_opened_files_are_remembered(
    qtbot: QtBot, files_window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([tmp_path / "甲.txt"])

    assert settings.recent_files == [tmp_path / "甲.txt"]


def test_size_and_zoom_are_remembered(files_window: MainWindow, settings: Settings) -> None:
    trigger(files_window, "action_larger_text")

    files_window.close()

    assert settings.zoom == 1
    assert not settings.layout("window").isEmpty()


def test_a_small_screen_is_filled_at_the_first_start(
    qtbot: QtBot, dialogs: Any, settings: Settings, desk: MadeUpDesk
) -> None:
    window = MainWindow(settings, dialogs, desk_maker=MadeUpDeskMaker(desk))
    qtbot.addWidget(window)
    is_small = window.screen().availableSize().width() < window.width()

    window.show_fitting()

    assert window.isMaximized() is is_small


def test_the_outline_gives_way_on_a_narrow_window(qtbot: QtBot, files_window: MainWindow) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])
    outline = files_window.findChild(QWidget, "outline_pane")
    assert outline is not None

    files_window.resize(1300, 760)
    wide = outline.isVisible()
    files_window.resize(1200, 760)

    assert wide
    assert not outline.isVisible()


def test_the_reviewer_can_have_the_outline_on_a_narrow_window(
    qtbot: QtBot, files_window: MainWindow
) -> None:
    with qtbot.waitSignal(files_window.report_opened):
        files_window.open_paths([Path("甲.txt")])
    files_window.resize(1200, 760)
    outline = files_window.findChild(QWidget, "outline_pane")
    assert outline is not None

    trigger(files_window, "action_show_outline")

    assert outline.isVisible()


def test_jobs_start_only_after_the_first_paint(
    qtbot: QtBot, desk: MadeUpDesk, dialogs: Any, settings: Settings
) -> None:
    window = MainWindow(settings, dialogs, desk_maker=MadeUpDeskMaker(desk))
    qtbot.addWidget(window)
    window.open_after_painting([Path("甲.txt")])
    is_busy_before = window.runner.is_busy

    with qtbot.waitSignal(window.report_opened):
        window.show()

    assert not is_busy_before
    window.close()


def test_reports_opened_one_by_one_leave_the_shelf_at_last(qtbot: QtBot) -> None:
    shelf = ReportShelf()
    qtbot.addWidget(shelf)
    for number in range(MOST_KEPT + 3):
        report = SimpleNamespace(sha256=str(number))
        review = cast("OpenReview", SimpleNamespace(report=report))
        shelf.add(review, f"{number}.txt", is_first=True)
        shelf.show_current(review)

    assert f"{MOST_KEPT}/{MOST_KEPT}" in shelf.text()
