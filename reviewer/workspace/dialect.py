"""All that differs between SQLite and PostgreSQL; the rest of the package knows neither.

SQLite runs in WAL mode, so that a second program can read while one writes, and with
`synchronous=FULL`, so that a commit has reached the disk when it returns.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_dir
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from reviewer.errors import WorkspaceError
from reviewer.workspace.failures import failures_named, workspace_error
from reviewer.workspace.texts import sentence

_APPLICATION = "report-review-desk"
_SQLITE_HEADER = b"SQLite format 3\0"
_WRITES = "workspace_writes"
_WAL_ATTEMPTS = 20
_WAL_PAUSE_SECONDS = 0.05
# An arbitrary number by which all programs know this lock.
_POSTGRESQL_LOCK = 7_305_119

_REFUSAL = "the decision log is append-only"
_SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER decision_log_no_{verb.lower()} BEFORE {verb} ON decision_log "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
_POSTGRESQL_TRIGGERS = (
    f"""CREATE FUNCTION decision_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE TRIGGER decision_log_append_only BEFORE UPDATE OR DELETE ON decision_log
        FOR EACH ROW EXECUTE FUNCTION decision_log_refuse()""",
)


class Database:
    """An open database.

    Attributes:
        engine: Usable from any thread.
        place: The file, or the address without its password; stands in messages.
        file: The file of an SQLite database, else None.
    """

    def __init__(self, engine: Engine, place: str, file: Path | None) -> None:
        self.engine = engine
        self.place = place
        self.file = file
        self._is_closed = False
        self._identity: tuple[int, int] | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database.

        Raises:
            WorkspaceError: The database failed, or is closed.
        """
        self._check_open()
        with failures_named(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction; committed, and on the disk, when the block is left.

        On SQLite, the transaction takes the write lock at its start: what the block reads cannot
        be changed by another program before it writes.

        Raises:
            WorkspaceError: The database failed, or is closed, or its file is no longer the one
                that was opened; nothing was written.
        """
        self._check_open()
        self._check_file()
        with failures_named(self.place), self.engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            with writing.begin():
                yield writing

    def close(self) -> None:
        """Lets go of the database; a second call does nothing."""
        self._is_closed = True
        self.engine.dispose()

    def _check_open(self) -> None:
        if self._is_closed:
            raise WorkspaceError(sentence("failures", "closed", place=self.place))

    def _check_file(self) -> None:
        # On Linux, a deleted file can still be written to, and everything written is lost.
        if self.file is None:
            return
        identity = _identity_of(self.file)
        if self._identity is None:
            self._identity = identity
        elif identity != self._identity:
            raise WorkspaceError(sentence("failures", "gone", place=self.place))


def _identity_of(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def default_url() -> str:
    """The address of the workspace in the user's data folder."""
    return f"sqlite:///{default_file()}"


def default_file() -> Path:
    """The file of the workspace in the user's data folder."""
    return Path(user_data_dir(_APPLICATION, appauthor=False)) / "workspace.sqlite"


def open_database(url: str, busy_timeout_ms: int) -> Database:
    """Opens a database, without looking at its tables; a missing SQLite file is made.

    Raises:
        WorkspaceError: The address is not understood, the driver is missing, or the database
            cannot be reached or is damaged.
    """
    address = _address_of(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, busy_timeout_ms)
    return _open_postgresql(address, busy_timeout_ms)


def file_of(url: str) -> Path | None:
    """The file of an SQLite address; None for a server.

    Raises:
        WorkspaceError: The address is not understood.
    """
    address = _address_of(url)
    is_file = address.get_backend_name() == "sqlite"
    return Path(address.database or "").expanduser().absolute() if is_file else None


def _address_of(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise WorkspaceError(sentence("failures", "unknown_url", place=url)) from error
    backend, database = address.get_backend_name(), address.database
    if backend == "postgresql" or (backend == "sqlite" and database not in (None, "", ":memory:")):
        return address
    raise WorkspaceError(sentence("failures", "unknown_url", place=_shown(address)))


def lock_registration(connection: Connection) -> None:
    """Keeps other programs from making tables or registering until the transaction ends.

    On SQLite, every writing transaction does so.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})"))


def forbid_changes_of_the_log(connection: Connection) -> None:
    """Makes the database itself refuse to change or delete entries of the decision log."""
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in _SQLITE_TRIGGERS if is_sqlite else _POSTGRESQL_TRIGGERS:
        connection.exec_driver_sql(statement)


def check_intact(database: Database) -> None:
    """Looks through the pages of an SQLite file; a server looks after itself.

    Raises:
        WorkspaceError: The file is damaged or no database.
    """
    if database.file is None:
        return
    with database.reading() as connection:
        answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if answer != "ok":
            raise _damage(str(answer))


def _damage(detail: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(detail)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _open_sqlite(address: URL, busy_timeout_ms: int) -> Database:
    file = Path(address.database or "").expanduser().absolute()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            sentence("failures", "folder", place=file, detail=error.strerror or error)
        ) from error
    _check_header(file)
    engine = create_engine(
        address.set(database=str(file)), connect_args={"timeout": busy_timeout_ms / 1000}
    )
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "begin", _begin_sqlite_transaction)
    return Database(engine, str(file), file)


def _check_header(file: Path) -> None:
    # SQLite itself takes a file of a few bytes for an empty database and writes over it.
    try:
        with file.open("rb") as opened:
            header = opened.read(len(_SQLITE_HEADER))
    except OSError:  # missing, or SQLite will say what is wrong
        return
    if header and header != _SQLITE_HEADER:
        error = sqlite3.DatabaseError()
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise workspace_error(error, str(file))


def _prepare_sqlite_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin transactions late and by itself; `_begin_sqlite_transaction` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        _switch_to_wal(cursor)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
    finally:
        cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    # SQLite does not wait for the lock that this switch needs when two programs make one file. A
    # network drive keeps its rollback journal: as durable, but a reader then waits for a writer.
    for attempt in range(_WAL_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or attempt == _WAL_ATTEMPTS - 1:
                raise
            time.sleep(_WAL_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite_transaction(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _open_postgresql(address: URL, busy_timeout_ms: int) -> Database:
    place = _shown(address)
    try:
        engine = create_engine(
            address,
            pool_pre_ping=True,
            connect_args={"options": f"-c lock_timeout={busy_timeout_ms}"},
        )
    except (ImportError, NoSuchModuleError) as error:
        raise WorkspaceError(sentence("failures", "driver_missing", place=place)) from error
    return Database(engine, place, None)


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)
