"""How long the window takes to appear, against a bare Qt window with two such widgets.

From starting the process until the window has been painted for the first time, off screen. The two
take turns, so that a slow spell of the machine meets both. Of the real window also: until the
desk is in it, and until a report given on the command line stands on the desk, judged and saved.

    .venv/bin/python tests/benchmarks/startup.py [--runs 15] [REPORT]

The aim is that the real window takes at most 1.6 times as long as the bare one to be painted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Tells when the event loop has come round after the first painting of the window: its widgets are
# painted in one go with it.
PAINTED = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
def tell(step, is_last):
    print(step, time.monotonic_ns(), flush=True)
    if is_last:
        os._exit(0)
class Painted(QObject):
    def __init__(self, window, is_last):
        super().__init__()
        self.is_last = is_last
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: tell("painted", self.is_last))
        return False
"""

REAL = """
import sys
from reviewer import app
from PySide6.QtWidgets import QApplication, QMainWindow
run = QApplication.exec
def watched_run(*arguments):
    exec(PAINTED, globals())
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]
    globals()["watch"] = Painted(window, False)
    is_last = len(sys.argv) == 1
    window.first_painted.connect(lambda: QTimer.singleShot(0, lambda: tell("desk in it", is_last)))
    window.report_opened.connect(lambda: QTimer.singleShot(0, lambda: tell("report on it", True)))
    return run()
QApplication.exec = watched_run
app.main(sys.argv[1:])
"""

BARE = """
import sys
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextEdit, QTreeView
application = QApplication([])
exec(PAINTED)
text = QTextEdit(readOnly=True)
tree = QTreeView()
model = QStandardItemModel(tree)
for row in range(33):
    model.appendRow([QStandardItem(f"{row}"), QStandardItem("项目"), QStandardItem("2")])
tree.setModel(model)
for path in sys.argv[1:]:
    text.setPlainText(open(path, encoding="utf-8").read())
splitter = QSplitter()
splitter.addWidget(text)
splitter.addWidget(tree)
window = QMainWindow()
window.setCentralWidget(splitter)
window.resize(1440, 900)
watch = Painted(window, True)
window.show()
application.exec()
"""


def time_start(program: str, arguments: list[str], cache: str) -> dict[str, float]:
    """Milliseconds from starting the process until each of its steps, with an empty workspace.

    Raises:
        SystemExit: The program ended before its last step.
        subprocess.TimeoutExpired: It did not get there in a minute.
    """
    code = f"PAINTED = {PAINTED!r}\n{program}"
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": cache,
            **{f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("DATA", "CONFIG", "STATE")},
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users start from compiled modules
        start = time.monotonic_ns()
        process = subprocess.run(  # noqa: S603 (our own programs)
            [sys.executable, "-c", code, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    steps = [line.rsplit(" ", 1) for line in process.stdout.splitlines()]
    if process.returncode or not steps:
        sys.exit(f"the program ended early:\n{process.stderr}")
    return {step: (int(moment) - start) / 1e6 for step, moment in steps}


def main() -> None:
    """Takes the times in turns and prints the medians and the ratio of the first painting."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="runs of each window")
    parser.add_argument("report", nargs="*", type=Path, help="a report to open")
    options = parser.parse_args()
    reports = [str(path.resolve()) for path in options.report]
    times: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as cache:
        for run in range(options.runs + 1):
            for name, program in (("bare", BARE), ("real", REAL)):
                for step, taken in time_start(program, reports, cache).items():
                    if run:  # the first one fills the caches
                        times[f"{name}, {step}"].append(taken)
    for name, taken_times in times.items():
        low, high = min(taken_times), max(taken_times)
        median = statistics.median(taken_times)
        print(f"{name:20} {median:5.0f} ms  ({low:.0f}–{high:.0f}, n={options.runs})")
    ratio = statistics.median(times["real, painted"]) / statistics.median(times["bare, painted"])
    print(f"painted, real / bare: {ratio:.2f} (aim: at most 1.6)")


if __name__ == "__main__":
    main()
