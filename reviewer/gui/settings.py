"""What the window remembers from one start to the next."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT_FILES = 10


class ThemeChoice(StrEnum):
    """Which theme the reviewer asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """Typed access to a `QSettings`; a missing or damaged value reads as its default."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @staticmethod
    def open(settings_file: Path | None = None) -> Settings:
        """The settings in the given file, or those of the system's user."""
        if settings_file is not None:
            return Settings(QSettings(str(settings_file), QSettings.Format.IniFormat))
        return Settings(
            QSettings(
                QSettings.Format.IniFormat,
                QSettings.Scope.UserScope,
                "report-review-desk",
                "window",
            )
        )

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme."""
        value = str(self._store.value("theme", ThemeChoice.SYSTEM.value))
        return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("theme", choice.value)

    @property
    def zoom(self) -> int:
        """Steps by which the report's text is larger (or smaller) than usual."""
        return self._number("zoom", 0)

    @zoom.setter
    def zoom(self, steps: int) -> None:
        self._store.setValue("zoom", steps)

    @property
    def recent_files(self) -> list[Path]:
        """Files opened before, the last one first."""
        value = self._store.value("recent_files", [])
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list):
            return []
        return [Path(name) for name in names if isinstance(name, str) and name]

    def add_recent_file(self, path: Path) -> None:
        """Puts a file at the head of the recent ones."""
        others = [known for known in self.recent_files if known != path]
        self._set_recent([path, *others])

    def forget_recent_file(self, path: Path) -> None:
        """Takes a file out of the recent ones."""
        self._set_recent([known for known in self.recent_files if known != path])

    def clear_recent_files(self) -> None:
        """Forgets all recent files."""
        self._set_recent([])

    @property
    def open_folder(self) -> Path:
        """Where the open dialog starts."""
        return self._folder("open_folder")

    @open_folder.setter
    def open_folder(self, folder: Path) -> None:
        self._store.setValue("open_folder", str(folder))

    @property
    def is_outline_shown(self) -> bool:
        """Whether the reviewer wants to see the outline where there is room for it."""
        return self._flag("outline_shown", default=True)

    @is_outline_shown.setter
    def is_outline_shown(self, is_shown: bool) -> None:
        self._store.setValue("outline_shown", is_shown)

    @property
    def is_input_method_hint_dismissed(self) -> bool:
        """Whether the reviewer has read the hint on input methods."""
        return self._flag("input_method_hint_dismissed", default=False)

    @is_input_method_hint_dismissed.setter
    def is_input_method_hint_dismissed(self, is_dismissed: bool) -> None:
        self._store.setValue("input_method_hint_dismissed", is_dismissed)

    def layout(self, name: str) -> QByteArray:
        """The stored geometry or splitter state of that name; empty when there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Stores a geometry or splitter state."""
        self._store.setValue(f"layout/{name}", state)

    def save(self) -> None:
        """Writes everything to the disk."""
        self._store.sync()

    def _set_recent(self, paths: list[Path]) -> None:
        names = [str(path) for path in paths[:_MOST_RECENT_FILES]]
        self._store.setValue("recent_files", names)

    def _folder(self, key: str) -> Path:
        value = self._store.value(key)
        folder = Path(value) if isinstance(value, str) and value else Path.home()
        return folder if folder.is_dir() else Path.home()

    def _number(self, key: str, default: int) -> int:
        value = self._store.value(key, default)
        try:
            return int(str(value))
        except ValueError:
            return default

    def _flag(self, key: str, *, default: bool) -> bool:
        # An INI file gives back the words, not the values.
        return str(self._store.value(key, default)).lower() == "true"
