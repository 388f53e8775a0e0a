"""Opens hundreds of reports in one window, in a plain process, and watches its memory.

Tests hide what a plain process shows: PySide6 6.12.0 on Python 3.11 loses references to None and
dies at about the eleventh report, while thousands of tests pass. Every report is opened, one item
is decided, undone and decided again, the evidence is walked through, and every tenth report is
exported.

    QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/soak.py [--reports 300] [FOLDER]

The aim: it lives, and after 300 reports the process has at most 20 MB more than after 30.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from reviewer.app import build_window
from reviewer.gui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
FIRST_MARK = 30
TIMEOUT_MS = 20_000


def main() -> int:
    """Runs the soak; 0 when the memory keeps within the aim."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests/data/reports")
    parser.add_argument("--reports", type=int, default=300)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    application = QApplication.instance() or QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window = build_window(
            workspace_url=f"sqlite:///{folder / 'workspace.sqlite'}",
            settings_file=folder / "settings.ini",
        )
        window.resize(1366, 768)
        window.show()
        used = {}
        started = time.monotonic()
        for number, text in zip(range(1, options.reports + 1), itertools.cycle(texts)):
            path = folder / f"报告{number}.txt"
            # A word of its own makes every file a report of its own.
            path.write_text(f"{text}\n第{number}份\n", "utf-8")
            review_one(window, path, folder if number % 10 == 0 else None)
            path.unlink()
            if number in (FIRST_MARK, options.reports):
                used[number] = resident_megabytes()
                print(
                    f"{number} reports: {used[number]:.1f} MB, {time.monotonic() - started:.0f} s"
                )
        window.close()
    application.processEvents()
    growth = used[options.reports] - used.get(FIRST_MARK, used[options.reports])
    print(
        f"growth from {FIRST_MARK} to {options.reports} reports: {growth:.1f} MB (aim: at most 20)"
    )
    return int(growth > 20)


def review_one(window: MainWindow, path: Path, export_to: Path | None) -> None:
    """Opens a report, decides, undoes, walks through the evidence, exports."""
    wait_for(window.report_opened, lambda: window.open_paths([path]))
    for name in (
        "action_verdict_met",
        "action_undo",
        "action_redo",
        "action_confirm_next",
        "action_next_evidence",
        "action_next_item",
        "action_next_evidence",
    ):
        action = window.findChild(QAction, name)
        assert isinstance(action, QAction), name
        action.trigger()
        settle(1)
    if export_to is not None and window.review is not None:
        target = export_to / "评分表.xlsx"
        window.review.export_score_sheet(target)
        target.unlink()


def wait_for(signal: object, start: object) -> None:
    """Starts something and waits for its signal."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    QTimer.singleShot(TIMEOUT_MS, loop.quit)
    QTimer.singleShot(0, start)  # type: ignore[call-overload]
    loop.exec()
    signal.disconnect(loop.quit)  # type: ignore[attr-defined]


def settle(milliseconds: int) -> None:
    """Lets the window paint."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def resident_megabytes() -> float:
    """Resident memory of this process in MB (Linux)."""
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return int(fields[1]) * 4096 / 1_000_000


if __name__ == "__main__":
    sys.exit(main())
