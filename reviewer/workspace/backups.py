"""Copies of an SQLite workspace: one a day at most, the newest five are kept."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from reviewer.workspace.failures import BACKUP_FOLDER

_logger = logging.getLogger(__name__)

KEPT = 5
_PARTIAL = ".partial"
_SQLITE_ENDINGS = ("-wal", "-shm", "")


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
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return None
    return target


def backups_of(file: Path) -> list[Path]:
    """The backups of `file`, newest first."""
    folder = file.parent / BACKUP_FOLDER
    if not folder.is_dir():
        return []
    name = re.compile(rf"{re.escape(file.stem)}-\d{{4}}-\d\d-\d\d{re.escape(file.suffix)}")
    return sorted((path for path in folder.iterdir() if name.fullmatch(path.name)), reverse=True)


def restore_newest(file: Path) -> Path | None:
    """Puts the newest whole backup in the place of `file`, which is kept beside it.

    The file moved away gets "damaged" and the time into its name; nothing is deleted.

    Returns:
        The backup used; None where there is none, and then nothing was moved.

    Raises:
        OSError: A file could not be moved or copied.
    """
    backup = next((path for path in backups_of(file) if _is_whole(path)), None)
    if backup is None:
        return None
    partial = file.with_name(file.name + _PARTIAL)
    shutil.copyfile(backup, partial)
    moment = datetime.now().strftime("%Y%m%d-%H%M%S-%f")  # noqa: DTZ005 -- the reviewer's own clock
    for ending in _SQLITE_ENDINGS:
        # The write-ahead log belongs to the damaged file and must not be applied to the backup.
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(file.with_name(f"{file.stem}-damaged-{moment}{file.suffix}{ending}"))
    partial.replace(file)
    return backup


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error:
        return False
    return bool(answer == "ok")


def _copy(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
