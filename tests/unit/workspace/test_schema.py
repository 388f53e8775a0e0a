"""Versions of the workspace file, and what its tables refuse."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.schema import MIGRATIONS, SCHEMA_VERSION, bring_up_to_date, found_version
from reviewer.workspace.store import Workspace

POWER = "topic.power_list"


@pytest.fixture
def workspace(
    open_workspace: Callable[..., Workspace], open_log: Callable[[Workspace], ReviewLog]
) -> Workspace:
    workspace = open_workspace()
    open_log(workspace).change(POWER, lambda state: replace(state, note="好"))
    return workspace


def add_colour(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE reviews ADD COLUMN colour TEXT"))


def spoil(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE no_such_table ADD COLUMN colour TEXT"))


def test_a_new_file_has_the_version_of_this_program(workspace: Workspace) -> None:
    with workspace._database.reading() as connection:
        assert found_version(connection, "here") == SCHEMA_VERSION == 2


def test_missing_migrations_are_applied_in_order_and_recorded(workspace: Workspace) -> None:
    with workspace._database.writing() as connection:
        bring_up_to_date(connection, 2, (*MIGRATIONS, add_colour))
        bring_up_to_date(connection, 3, (*MIGRATIONS, add_colour))

    with workspace._database.reading() as connection:
        versions = connection.exec_driver_sql("SELECT version FROM schema_version").scalars()
        assert list(versions) == [2, 3]
        assert connection.exec_driver_sql("SELECT colour FROM reviews").scalars().all() == [None]


def test_a_migration_that_fails_leaves_the_file_as_it_was(workspace: Workspace) -> None:
    with (
        pytest.raises(Exception, match="no_such_table"),
        workspace._database.writing() as connection,
    ):
        bring_up_to_date(connection, 2, (*MIGRATIONS, add_colour, spoil))

    with workspace._database.reading() as connection:
        assert found_version(connection, "here") == 2
        columns = connection.exec_driver_sql("PRAGMA table_info(reviews)").all()
    assert "colour" not in [column[1] for column in columns]


@pytest.mark.parametrize(
    "statement", ["UPDATE decision_log SET after = '{}'", "DELETE FROM decision_log"]
)
@pytest.mark.usefixtures("workspace")
def test_the_database_refuses_to_change_the_log(workspace_file: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(workspace_file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_opening_twice_registers_report_checklist_and_review_once(
    workspace: Workspace, open_log: Callable[[Workspace], ReviewLog]
) -> None:
    open_log(workspace)

    with workspace._database.reading() as connection:
        for table in ("reports", "checklists", "reviews"):
            query = f"SELECT count(*) FROM {table}"  # noqa: S608 -- our own table names
            assert connection.exec_driver_sql(query).scalar_one() == 1
