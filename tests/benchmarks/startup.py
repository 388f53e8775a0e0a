"""How long the window takes to appear, against a bare Qt window with the same two widgets.

From starting the process until the window has been painted for the first time, off screen.
The two take turns, so that a slow spell of the machine meets both.

    .venv/bin/python tests/benchmarks/startup.py [--runs 15] [FILE]

With a FILE both windows open on it: the bare one shows its text, the real one reads, judges and
shows it; “painted” is then the first painting all the same. The aim is a ratio of 1.6 at most.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Ends the process once the event loop has come round after the first painting of the window: its
# widgets are painted in one go with it.
PAINTED = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def __init__(self, window):
        super().__init__()
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print(time.monotonic_ns(), flush=True)
        os._exit(0)
"""

REAL = """
import sys
from reviewer import app
from PySide6.QtWidgets import QApplication, QMainWindow
run = QApplication.exec
def watched_run(*arguments):
    exec(PAINTED, globals())
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]
    globals()["watch"] = Painted(window)
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
window.resize(1280, 800)
watch = Painted(window)
window.show()
application.exec()
"""


def time_until_painted(program: str, arguments: list[str], home: str) -> float:
    """Milliseconds from starting the process until the first painting.

    Raises:
        SystemExit: The program ended before it painted anything.
        subprocess.TimeoutExpired: It painted nothing for a minute.
    """
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        **{f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("DATA", "CONFIG", "CACHE", "STATE")},
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users start from compiled modules
    code = f"PAINTED = {PAINTED!r}\n{program}"
    start = time.monotonic_ns()
    process = subprocess.run(  # noqa: S603 (our own programs)
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if not process.stdout:
        sys.exit(f"the window was not painted:\n{process.stderr}")
    return (int(process.stdout.split()[-1]) - start) / 1e6


def main() -> None:
    """Takes the times in turns and prints the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="runs of each window")
    parser.add_argument("report", nargs="*", type=Path, help="a report to open")
    options = parser.parse_args()
    reports = [str(path.resolve()) for path in options.report]
    times: dict[str, list[float]] = {"bare": [], "real": []}
    with tempfile.TemporaryDirectory() as home:
        for run in range(options.runs + 1):
            for name, program in (("bare", BARE), ("real", REAL)):
                taken = time_until_painted(program, reports, home)
                if run:  # the first one fills the caches
                    times[name].append(taken)
    for name, taken_times in times.items():
        print(
            f"{name}: median {statistics.median(taken_times):.0f} ms"
            f" ({min(taken_times):.0f}–{max(taken_times):.0f}, n={options.runs})"
        )
    ratio = statistics.median(times["real"]) / statistics.median(times["bare"])
    print(f"real / bare: {ratio:.2f} (aim: at most 1.6)")


if __name__ == "__main__":
    main()
