"""The tables of a workspace, their version, and the steps from older versions to this one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
    insert,
    inspect,
    select,
    text,
)
from typing_extensions import override

from reviewer.errors import WorkspaceError
from reviewer.workspace.texts import sentence


class UtcTime(TypeDecorator[datetime]):
    """A point of time in UTC; stored without a zone, since SQLite knows none."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

schema_versions = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", UtcTime, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("path", Text),  # NULL for pasted text, which has no file to come back to
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text_length", Integer, nullable=False),
    Column("pasted_text", Text),  # the text itself, where there is no file
    Column("pasted_html", Text),  # or the HTML, where that was pasted
    Column("first_opened", UtcTime, nullable=False),
    Column("last_opened", UtcTime, nullable=False),
)

checklists = Table(
    "checklists",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("first_used", UtcTime, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_sha256", ForeignKey("reports.sha256"), nullable=False),
    Column("checklist_id", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("report_sha256", "checklist_id", "reviewer", "stage"),
)

decision_log = Table(
    "decision_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("review_id", ForeignKey("reviews.id"), nullable=False),
    Column("item_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # ItemState as JSON, see state_json.py; for entries about lines, see line_json.py
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("target_id", ForeignKey("decision_log.id")),
    Column("machine_verdict", Text),
    Column("checklist_version", Text, nullable=False),
    Column("checklist_sha256", String(64), nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("decision_log_by_review", "review_id", "id"),
    # Ids of rows are never used again, even if a damaged file loses its last ones.
    sqlite_autoincrement=True,
)

Migration = Callable[[Connection], None]


def _keep_pasted_html(connection: Connection) -> None:
    """To version 2, whose log also tells of lines put back into the text or set aside."""
    connection.execute(text("ALTER TABLE reports ADD COLUMN pasted_html TEXT"))


MIGRATIONS: tuple[Migration, ...] = (_keep_pasted_html,)
"""Entry 0 brings version 1 to 2, and so on; entries are never changed once released."""

SCHEMA_VERSION = 1 + len(MIGRATIONS)


def found_version(connection: Connection, place: str) -> int | None:
    """The version of the tables; None for an empty database.

    Raises:
        WorkspaceError: The database belongs to another program or to a newer version.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {schema_versions.name, decision_log.name} <= tables:
        raise WorkspaceError(sentence("failures", "foreign", place=place))
    version = connection.execute(select(func.max(schema_versions.c.version))).scalar_one() or 0
    if version > SCHEMA_VERSION:
        raise WorkspaceError(
            sentence("failures", "newer", place=place, found=version, known=SCHEMA_VERSION)
        )
    return int(version)


def bring_up_to_date(
    connection: Connection,
    found: int | None,
    migrations: tuple[Migration, ...] = MIGRATIONS,
) -> None:
    """Makes the tables, or applies the migrations that a database of version `found` lacks.

    Runs in the caller's transaction, so that a database is never half migrated.
    """
    if found is None:
        metadata.create_all(connection)
        _record(connection, SCHEMA_VERSION)
        return
    for version, migrate in enumerate(migrations[found - 1 :], start=found + 1):
        migrate(connection)
        _record(connection, version)


def _record(connection: Connection, version: int) -> None:
    connection.execute(
        insert(schema_versions).values(version=version, applied_at=datetime.now(UTC))
    )
