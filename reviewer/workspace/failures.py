"""Errors of the database and the file system as `WorkspaceError`s that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reviewer.errors import WorkspaceError
from reviewer.workspace.texts import sentence

BACKUP_FOLDER = "backups"
"""Name of the folder beside a workspace file that holds its backups."""

_PRIMARY_CODE = 0xFF
_SQLITE_KEYS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_IOERR: "input_output",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
}
_SQLSTATE_KEYS = {
    "53100": "full",
    "55P03": "locked",
    "40P01": "locked",
    "25006": "read_only",
    "42501": "read_only",
}
_SQLSTATE_CONNECTION = ("08", "28", "3D", "57P")


@contextmanager
def failures_named(place: str) -> Iterator[None]:
    """Turns failures of the block into a `WorkspaceError` that names `place` and the remedy."""
    try:
        yield
    except SQLAlchemyError as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        raise workspace_error(original or error, place) from error
    except sqlite3.Error as error:
        raise workspace_error(error, place) from error


def workspace_error(error: BaseException, place: str) -> WorkspaceError:
    """The error to show for a failure of the database driver."""
    return WorkspaceError(
        sentence(
            "failures",
            _key_of(error),
            place=place,
            backups=Path(place).parent / BACKUP_FOLDER,
            detail=str(error).splitlines()[0] if str(error) else type(error).__name__,
        )
    )


def damaged(place: str) -> WorkspaceError:
    """The error to show for a workspace whose content makes no sense."""
    backups = Path(place).parent / BACKUP_FOLDER
    return WorkspaceError(sentence("failures", "damaged", place=place, backups=backups))


def _key_of(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return "other" if code is None else _SQLITE_KEYS.get(code & _PRIMARY_CODE, "other")
    state = getattr(error, "sqlstate", None)
    if state in _SQLSTATE_KEYS:
        return _SQLSTATE_KEYS[state]
    # psycopg has no SQLSTATE where it could not even connect.
    is_unreachable = str(state or "").startswith(_SQLSTATE_CONNECTION) or (
        state is None and type(error).__name__ == "OperationalError"
    )
    return "unreachable" if is_unreachable else "other"
