"""What is loaded, and when, at the start of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LATER = (
    "sqlalchemy",
    "jieba",
    "ahocorasick",
    "xlsxwriter",
    "openpyxl",
    "ruamel",
    "lxml",
    "docx",
    "pypdfium2",
    "typer",
    "rich",
    "reviewer.workflow",
    "reviewer.detection",
)

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reviewer.app import build_window

folder = Path(sys.argv[1])
window = build_window(
    workspace_url=f"sqlite:///{folder / 'w.sqlite'}", settings_file=folder / "s.ini"
)

def painted():
    print(json.dumps(sorted(sys.modules)))
    window.close()

window.first_painted.connect(painted)
window.show()
QApplication.instance().exec()
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The modules loaded when the window has been painted for the first time."""
    folder = tmp_path_factory.mktemp("start")
    result = subprocess.run(  # noqa: S603  (our own interpreter and program)
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded: list[str] = json.loads(result.stdout)
    return loaded


@pytest.mark.parametrize("name", LATER)
def test_the_first_painted_window_has_not_loaded(modules: list[str], name: str) -> None:
    assert name not in modules


def test_the_window_is_there(modules: list[str]) -> None:
    assert "reviewer.gui.main_window" in modules
