"""Uses the installed program once: the command line, then the window with the sample report.

Run by check_wheel.sh with the Python of an environment that holds nothing but the wheel. Ends with
an error when anything is missing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import reviewer
from reviewer.app import build_window
from reviewer.resources import resource_path

LONGEST_WAIT_MS = 60_000


def check_sample(sample: Path) -> None:
    """Checks the sample on the command line."""
    program = Path(sys.executable).with_name("reviewer")
    command = [program, "check", sample, "--json", "-"]
    result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (our own program)
    (report,) = json.loads(result.stdout)["reports"]
    assert len(report["items"]) == 38, report  # noqa: PLR2004, S101 (the built-in checklist)


def open_sample(sample: Path, folder: Path) -> None:
    """Opens the sample in the window."""
    window = build_window(
        workspace_url=f"sqlite:///{folder / 'workspace.sqlite'}",
        settings_file=folder / "settings.ini",
    )
    window.report_opened.connect(lambda _path: QApplication.exit(0))
    window.report_failed.connect(lambda _path, _reason: QApplication.exit(1))
    QTimer.singleShot(LONGEST_WAIT_MS, lambda: QApplication.exit(1))
    window.show()
    window.open_paths([sample])
    assert QApplication.exec() == 0, "the window did not open the sample"  # noqa: S101
    window.close()


def main() -> None:
    """Tries both ways of using the program."""
    installed = Path(reviewer.__file__).resolve()
    assert installed.is_relative_to(sys.prefix), installed  # noqa: S101
    (sample,) = resource_path("samples").glob("*.txt")
    check_sample(sample)
    with tempfile.TemporaryDirectory() as folder:
        open_sample(sample, Path(folder))


if __name__ == "__main__":
    main()
