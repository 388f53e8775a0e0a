"""The workspace: which reports were opened, which reviews there are, and their logs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, insert, select, update

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.domain.review import ReviewStage
from reviewer.domain.source_lines import LineChoices, PastedSource
from reviewer.errors import WorkspaceError
from reviewer.workspace.backups import back_up, restore_newest
from reviewer.workspace.dialect import (
    check_intact,
    default_file,
    default_url,
    file_of,
    forbid_changes_of_the_log,
    lock_registration,
    open_database,
)
from reviewer.workspace.history import RecentReport
from reviewer.workspace.review_log import LogContext, ReviewLog, line_choices_of
from reviewer.workspace.schema import (
    bring_up_to_date,
    checklists,
    decision_log,
    found_version,
    reports,
    reviews,
)
from reviewer.workspace.state_json import tells_verdict
from reviewer.workspace.texts import sentence


class Workspace:
    """An open workspace; usable from any thread.

    Opening makes a missing SQLite file, checks that an existing one is whole, keeps a daily
    backup of it, and brings its tables up to date.

    Args:
        url: "sqlite:///FILE" or "postgresql+psycopg://…"; None for the workspace in the user's
            data folder.
        busy_timeout_ms: How long to wait for another program's transaction, in milliseconds.

    Attributes:
        place: The file, or the address without its password.

    Raises:
        WorkspaceError: It cannot be opened; its sentence names the file and the remedy.
    """

    def __init__(self, url: str | None = None, *, busy_timeout_ms: int = 5000) -> None:
        self._database = open_database(url or default_url(), busy_timeout_ms)
        self.place = self._database.place
        try:
            self._set_up()
        except BaseException:
            self._database.close()
            raise

    @property
    def folder(self) -> Path:
        """The folder of the workspace's file; for a server, the user's own data folder."""
        return (self._database.file or default_file()).parent

    def close(self) -> None:
        """Lets go of the workspace; a second call does nothing."""
        self._database.close()

    def open_log(
        self, report: Report, checklist: Checklist, reviewer: str, stage: ReviewStage
    ) -> ReviewLog:
        """Registers report, checklist and review, and gives the review's log, new or resumed.

        Raises:
            WorkspaceError: The workspace cannot be read or written.
        """
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            lock_registration(connection)
            _register_report(connection, report, now)
            key = {"id": checklist.id, "version": checklist.version, "sha256": checklist.sha256}
            _insert_missing(connection, checklists, key, {"first_used": now})
            key = {
                "report_sha256": report.sha256,
                "checklist_id": checklist.id,
                "reviewer": reviewer,
                "stage": stage.value,
            }
            _insert_missing(connection, reviews, key, {"created_at": now})
            review_id = connection.execute(
                select(reviews.c.id).where(_is(reviews, key))
            ).scalar_one()
        context = LogContext(
            *(review_id, report.sha256, report.text),
            *(checklist.version, checklist.sha256, reviewer),
        )
        return ReviewLog(self._database, context)

    def recent_reports(self, reviewer: str, limit: int = 20) -> tuple[RecentReport, ...]:
        """The reports opened last, newest first, with the reviewer's progress.

        Raises:
            WorkspaceError: The workspace cannot be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                select(reports).order_by(reports.c.last_opened.desc()).limit(limit)
            )
            found = [dict(row) for row in rows.mappings()]
            decided = _decided_counts(connection, [row["sha256"] for row in found], reviewer)
        return tuple(
            RecentReport(
                sha256=row["sha256"],
                path=row["path"],
                name=row["name"],
                title=row["title"],
                text_length=row["text_length"],
                decided=decided.get(row["sha256"], 0),
                first_opened=row["first_opened"],
                last_opened=row["last_opened"],
            )
            for row in found
        )

    def pasted_source(self, sha256: str) -> PastedSource | None:
        """What was pasted; None for a report from a file and an unknown one.

        Raises:
            WorkspaceError: The workspace cannot be read.
        """
        with self._database.reading() as connection:
            query = select(reports.c.pasted_text, reports.c.pasted_html)
            row = connection.execute(query.where(reports.c.sha256 == sha256)).one_or_none()
        text, html = (None, None) if row is None else row
        if html is not None:
            return PastedSource(html, is_html=True)
        return None if text is None else PastedSource(text)

    def line_choices(self, sha256: str) -> LineChoices:
        """Which lines of a report reviewers put back into its text or set aside.

        Raises:
            WorkspaceError: The workspace cannot be read.
        """
        with self._database.reading() as connection:
            return line_choices_of(connection, sha256)

    def _set_up(self) -> None:
        check_intact(self._database)
        with self._database.reading() as connection:
            version = found_version(connection, self.place)
        if version is not None and self._database.file is not None:
            back_up(self._database.file)
        with self._database.writing() as connection:
            lock_registration(connection)
            version = found_version(connection, self.place)
            bring_up_to_date(connection, version)
            if version is None:
                forbid_changes_of_the_log(connection)


def restore_workspace(url: str | None = None) -> Path | None:
    """Replaces a damaged workspace file by its newest whole backup; for a closed workspace.

    The damaged file is kept under another name. What was decided since the backup is only there.

    Returns:
        The backup used; None where there is none, or for a database on a server.

    Raises:
        WorkspaceError: A file could not be moved or copied.
    """
    file = file_of(url or default_url())
    if file is None:
        return None
    try:
        return restore_newest(file)
    except OSError as error:
        message = sentence("failures", "not_restored", place=file, detail=error.strerror or error)
        raise WorkspaceError(message) from error


def _register_report(connection: Connection, report: Report, now: datetime) -> None:
    title = report.facts.title.value if report.facts.title else ""
    _insert_missing(
        connection,
        reports,
        {"sha256": report.sha256},
        {
            "path": None,
            "name": Path(report.path).name or report.path,
            "title": title,
            "text_length": len(report.text),
            "first_opened": now,
            "last_opened": now,
        },
    )
    values: dict[str, Any] = {
        "title": title,
        "text_length": len(report.text),
        "last_opened": now,
    }
    if report.pasted is not None:
        content = report.pasted.content.replace("\0", "")
        values["pasted_html" if report.pasted.is_html else "pasted_text"] = content
    else:
        path = Path(report.path).absolute()
        values |= {"path": str(path), "name": path.name}
    connection.execute(update(reports).where(reports.c.sha256 == report.sha256).values(values))


def _is(table: Table, key: dict[str, Any]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _insert_missing(
    connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]
) -> None:
    if connection.execute(select(func.count()).where(_is(table, key))).scalar_one() == 0:
        connection.execute(insert(table).values({**key, **values}))


def _decided_counts(connection: Connection, sha256s: list[str], reviewer: str) -> dict[str, int]:
    last = (
        select(func.max(decision_log.c.id))
        .join(reviews, reviews.c.id == decision_log.c.review_id)
        .where(reviews.c.report_sha256.in_(sha256s), reviews.c.reviewer == reviewer)
        .group_by(decision_log.c.review_id, decision_log.c.item_id)
    )
    rows = connection.execute(
        select(reviews.c.report_sha256, decision_log.c.after)
        .join(reviews, reviews.c.id == decision_log.c.review_id)
        .where(decision_log.c.id.in_(last))
    )
    counts: dict[str, int] = {}
    for sha256, after in rows:
        if tells_verdict(after):
            counts[sha256] = counts.get(sha256, 0) + 1
    return counts
