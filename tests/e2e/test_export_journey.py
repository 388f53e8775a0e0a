"""From a reviewed report to a workbook that says the same, cell by cell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer.domain.scoring import decided_score, finding_score
from reviewer.gui.main_window import MainWindow
from reviewer.workflow import OpenReview

Start = Callable[[], tuple[MainWindow, Any, Any]]

SOFFICE = shutil.which("soffice")


def decide_some(keyboard: Any, items: Any, *, count: int) -> None:
    """Decides the first items: every third is overridden, with the first stock reason."""
    for number in range(count):
        _, machine, _ = items.current()
        if machine == "manual":
            keyboard.decide("partial")
        elif number % 3 == 0:
            keyboard.decide("absent" if machine != "absent" else "met")
            keyboard.press(Qt.Key.Key_R)
            keyboard.type("1")
        else:
            keyboard.press(Qt.Key.Key_Space)


def export(qtbot: QtBot, window: MainWindow, keyboard: Any, dialogs: Any, target: Path) -> None:
    dialogs.sheet_paths = [target]
    with qtbot.waitSignal(window.export_finished, timeout=60_000) as finished:
        keyboard.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert finished.args == [str(target)]


def item_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of the items as their cells' values by heading, formulas by their results."""
    sheet = openpyxl.load_workbook(path, data_only=True)["评分表"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    headings = [str(value) for value in rows[head]]
    return [
        dict(zip(headings, row, strict=True))
        for row in rows[head + 1 :]
        if isinstance(row[0], int | float)
    ]


def named(path: Path, name: str) -> Any:
    book = openpyxl.load_workbook(path, data_only=True)
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def shown(value: object) -> object:
    """An empty cell reads as None or as empty text, depending on what it holds."""
    return None if value == "" else value


def expected_row(review: OpenReview, position: int, item_id: str) -> dict[str, Any]:
    """What the cells of an item must say, apart from the longer texts."""
    plain = review.plain
    item, finding, state = (
        plain.checklist.item(item_id),
        review.finding(item_id),
        review.state(item_id),
    )
    assert finding is not None
    score = decided_score(plain, item)
    return {
        "序号": position,
        "类别": plain.checklist.category(item.category).name,
        "评审项目": item.name,
        "评审要点": item.requirement,
        "依据": "\n".join(basis.shown for basis in item.bases),
        "分值": number(item.weight),
        "系统判定": finding.verdict.label,
        "建议分": number(finding_score(plain.checklist, item, finding)),
        "人工结论": state.verdict.label if state.verdict else "未核",
        "扣分": None if score is None else number(item.weight - score),
        "得分": number(score),
    }


def test_every_cell_of_the_exported_sheet_says_what_the_window_says(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    window, keyboard, items = open_sample()
    decide_some(keyboard, items, count=20)
    target = tmp_path / "评分表.xlsx"

    export(qtbot, window, keyboard, dialogs, target)

    review, rows = window.review, item_rows(target)
    assert review is not None
    assert [row["评审项目"] for row in rows] == [item.name for item in review.checklist.items]
    for position, (item, row) in enumerate(zip(review.checklist.items, rows, strict=True), 1):
        expected = expected_row(review, position, item.id)
        assert {heading: shown(row[heading]) for heading in expected} == expected
        reason = review.state(item.id).reason
        assert reason in (row["扣分理由/备注"] or "")


def test_the_excerpts_stand_in_the_report(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    window, keyboard, _ = open_sample()
    target = tmp_path / "评分表.xlsx"

    export(qtbot, window, keyboard, dialogs, target)

    review = window.review
    assert review is not None
    for item, row in zip(review.checklist.items, item_rows(target), strict=True):
        finding = review.finding(item.id)
        if finding is not None and finding.evidence:
            best = finding.evidence[0]
            assert best.text[:20] in row["原文摘录(章节、段落)"]


def test_the_totals_are_those_of_the_window(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    window, keyboard, items = open_sample()
    decide_some(keyboard, items, count=38)
    target = tmp_path / "评分表.xlsx"

    export(qtbot, window, keyboard, dialogs, target)

    check_totals(window, target)


def check_totals(window: MainWindow, path: Path) -> None:
    review = window.review
    assert review is not None
    score = review.score()
    label = window.findChild(QLabel, "score_label")
    assert named(path, "score_total") == pytest.approx(float(score.total))
    assert named(path, "score_out_of") == pytest.approx(float(score.out_of))
    assert named(path, "score_converted") == pytest.approx(number(score.converted))
    assert named(path, "score_grade") == score.grade
    assert label.text() == f"{named(path, 'score_total'):g}/{named(path, 'score_out_of'):g}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_recalculates_the_same_totals(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    window, keyboard, items = open_sample()
    decide_some(keyboard, items, count=38)
    target = tmp_path / "评分表.xlsx"
    export(qtbot, window, keyboard, dialogs, target)

    recalculated = recalculate(target, tmp_path / "recalculated")

    check_totals(window, recalculated)
    assert [row["得分"] for row in item_rows(recalculated)] == [
        row["得分"] for row in item_rows(target)
    ]


def recalculate(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it after calculating every formula anew.

    It trusts the results that are stored in a workbook; openpyxl writes the formulas without.
    """
    assert SOFFICE is not None
    folder.mkdir()
    bare = folder / "bare" / path.name
    bare.parent.mkdir()
    openpyxl.load_workbook(path).save(bare)
    subprocess.run(  # noqa: S603  (a program of the system, on our own file)
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder),
            str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / path.name


def test_an_export_leaves_undecided_items_open(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    window, keyboard, _ = open_sample()
    target = tmp_path / "评分表.xlsx"

    export(qtbot, window, keyboard, dialogs, target)

    rows = item_rows(target)
    assert {row["人工结论"] for row in rows} == {"未核"}
    assert all(not row["得分"] for row in rows)
    label = window.findChild(QLabel, "message_label")
    assert label.text() == "已导出 评分表.xlsx，其中 38 项未核"


def test_a_sheet_on_a_read_only_place_is_explained_and_nothing_is_lost(
    qtbot: QtBot, open_sample: Start, dialogs: Any, tmp_path: Path
) -> None:
    _, keyboard, items = open_sample()
    keyboard.press(Qt.Key.Key_Space)
    dialogs.sheet_paths = [tmp_path / "没有这个文件夹" / "表.xlsx"]

    keyboard.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=20_000)
    assert "表.xlsx" in dialogs.errors[0][1]
    assert items.rows()[0][2] is not None
