from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from reviewer.gui.settings import Settings, ThemeChoice


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_what_was_set_is_there_after_a_new_start(file: Path) -> None:
    settings = Settings.open(file)
    settings.theme = ThemeChoice.DARK
    settings.zoom = -2
    settings.is_outline_shown = False
    settings.set_layout("window", QByteArray(b"\x00\x01"))
    settings.save()

    again = Settings.open(file)

    assert again.theme is ThemeChoice.DARK
    assert again.zoom == -2
    assert not again.is_outline_shown
    assert again.layout("window") == QByteArray(b"\x00\x01")


def test_a_new_file_gives_the_defaults(file: Path) -> None:
    settings = Settings.open(file)

    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.zoom == 0
    assert settings.is_outline_shown
    assert settings.recent_files == []
    assert settings.layout("window").isEmpty()


def test_damaged_values_read_as_defaults(file: Path) -> None:
    file.write_text(
        "[General]\ntheme=pink\nzoom=much\nrecent_files=@Invalid()\nopen_folder=/no/such/folder\n",
        encoding="utf-8",
    )

    settings = Settings.open(file)

    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.zoom == 0
    assert settings.recent_files == []
    assert settings.open_folder == Path.home()


def test_the_last_opened_file_is_first_and_stands_only_once(file: Path) -> None:
    settings = Settings.open(file)

    for name in ("a.txt", "b.txt", "a.txt"):
        settings.add_recent_file(Path(name))

    assert settings.recent_files == [Path("a.txt"), Path("b.txt")]


def test_only_ten_recent_files_are_kept(file: Path) -> None:
    settings = Settings.open(file)

    for number in range(12):
        settings.add_recent_file(Path(f"{number}.txt"))

    assert settings.recent_files[0] == Path("11.txt")
    assert len(settings.recent_files) == 10


def test_one_recent_file_survives_the_file_format(file: Path) -> None:
    settings = Settings.open(file)
    settings.add_recent_file(Path("报告, 一.txt"))
    settings.save()

    assert Settings.open(file).recent_files == [Path("报告, 一.txt")]


def test_recent_files_can_be_forgotten(file: Path) -> None:
    settings = Settings.open(file)
    settings.add_recent_file(Path("a.txt"))
    settings.add_recent_file(Path("b.txt"))

    settings.forget_recent_file(Path("a.txt"))
    rest = settings.recent_files
    settings.clear_recent_files()

    assert rest == [Path("b.txt")]
    assert settings.recent_files == []
