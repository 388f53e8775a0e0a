"""Copies of an SQLite workspace: one a day at most, the newest five are kept."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from reviewer.workspace.failures import BACKUP_FOLDER

_logger = logging.getLogger(__name__)

KEPT = 5
_PARTIAL = ".partial"


def back_up(file: Path, today: date | None = None) -> Path | None:
    """Copies `file` into the folder `backups` beside it, unless today's copy is there.

    The copy is one self-contained file, made through SQLite's own backup, so it is whole even
    while another program writes. A backup that fails is logged and does not stop the work.

    Returns:
        The new copy, or None where none was made.
    """
    folder = file.parent / BACKUP_FOLDER
    target = folder / f"{file.stem}-{(today or date.today()).isoformat()}{file.suffix}"  # noqa: DTZ011 -- the reviewer's own day
    if target.exists():
        return None
    partial = target.with_name(target.name + _PARTIAL)
    try:
        folder.mkdir(exist_ok=True)
        partial.unlink(missing_ok=True)
        _copy(file, partial)
        partial.replace(target)
        for old in backups_of(file)[KEPT:]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        _logger.warning("no backup of %s: %s", file, error)
        return None
    return target


def backups_of(file: Path) -> list[Path]:
    """The backups of `file`, newest first."""
    folder = file.parent / BACKUP_FOLDER
    if not folder.is_dir():
        return []
    name = re.compile(rf"{re.escape(file.stem)}-\d{{4}}-\d\d-\d\d{re.escape(file.suffix)}")
    return sorted((path for path in folder.iterdir() if name.fullmatch(path.name)), reverse=True)


def _copy(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
