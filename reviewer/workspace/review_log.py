"""The log of one review: appends changes, undoes and redoes them, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from reviewer.domain.review import ItemState
from reviewer.domain.source_lines import LineChoice, LineChoices, combined
from reviewer.domain.verdict import Verdict
from reviewer.workspace.dialect import Database
from reviewer.workspace.failures import damaged
from reviewer.workspace.history import REPORT_LINES, ChangeKind, History, LogEntry, kind_of
from reviewer.workspace.line_json import choices_from_json, choices_to_json
from reviewer.workspace.schema import decision_log, reviews
from reviewer.workspace.state_json import lost_passages, state_from_json, state_to_json


@dataclass(frozen=True, slots=True)
class LogContext:
    """What the entries that one program appends to a review have in common.

    Attributes:
        review_id: The review's row.
        report_sha256: The report.
        report_text: The text to which spans refer.
        checklist_version: Version of the checklist in use.
        checklist_sha256: Hex digest of its file.
        reviewer: Who decides.
    """

    review_id: int
    report_sha256: str
    report_text: str
    checklist_version: str
    checklist_sha256: str
    reviewer: str


class ReviewLog:
    """The log of one review, and where it has led.

    Every call first takes in what other programs appended meanwhile, so a change is made to what
    really stands and nothing is overwritten unseen. A call that fails leaves the log and
    `history` as they were.

    Attributes:
        history: States and undo order after the last entry known.
    """

    def __init__(self, database: Database, context: LogContext) -> None:
        self._database = database
        self._context = context
        self.history = History()
        self.refresh()

    def refresh(self) -> bool:
        """Takes in what other programs appended; whether there was anything.

        Raises:
            WorkspaceError: The log cannot be read.
        """
        with self._database.reading() as connection:
            fresh = self._up_to_date(connection)
        has_news = fresh.last_id != self.history.last_id
        self.history = fresh
        return has_news

    def change(
        self,
        item_id: str,
        new_state: Callable[[ItemState], ItemState],
        machine_verdict: Verdict | None = None,
    ) -> LogEntry | None:
        """Appends what `new_state` makes of the item's state; None, and no entry, if nothing.

        Reviewer and time are filled in here; `new_state` may run before the entry is certain.

        Raises:
            WorkspaceError: The entry could not be written.
        """

        def entry_after(history: History) -> LogEntry | None:
            before = history.states.get(item_id, ItemState())
            after = new_state(before)
            if _words(after) == _words(before):
                return None
            now = datetime.now(UTC)
            reviewer = self._context.reviewer
            after = replace(after, reviewer=reviewer, changed_at=now)
            kind = kind_of(before, after)
            return LogEntry(
                0, item_id, kind, before, after, reviewer, now, machine_verdict=machine_verdict
            )

        return self._append(entry_after)

    def choose_lines(self, choices: tuple[LineChoice, ...]) -> LogEntry | None:
        """Appends where lines of the report are wanted; None, and no entry, if nothing new.

        Raises:
            WorkspaceError: The entry could not be written.
        """

        def entry_after(history: History) -> LogEntry | None:
            known = {choice.line: choice.is_text for choice in history.line_choices}
            news = tuple(c for c in choices if known.get(c.line) is not c.is_text)
            if not news:
                return None
            before = tuple(LineChoice(c.line, known.get(c.line)) for c in news)
            kind, now, reviewer = ChangeKind.LINES, datetime.now(UTC), self._context.reviewer
            return LogEntry(
                *(0, REPORT_LINES, kind, ItemState(), ItemState(), reviewer, now),
                lines_before=before,
                lines_after=news,
            )

        return self._append(entry_after)

    def use_text(self, report_text: str) -> None:
        """Finds all stored passages again in another text of the same report.

        Raises:
            WorkspaceError: The log cannot be read.
        """
        context, history = self._context, self.history
        self._context, self.history = replace(context, report_text=report_text), History()
        try:
            self.refresh()
        except BaseException:
            self._context, self.history = context, history
            raise

    def undo(self) -> LogEntry | None:
        """Takes back the last change in force and gives it; None if there is none.

        Raises:
            WorkspaceError: The entry could not be written.
        """
        entry = self._append(
            lambda history: self._return(history.undoable, ChangeKind.UNDO, to_before=True)
        )
        return self.history.redoable[-1] if entry else None

    def redo(self) -> LogEntry | None:
        """Brings the change last taken back again and gives it; None if there is none.

        Raises:
            WorkspaceError: The entry could not be written.
        """
        entry = self._append(
            lambda history: self._return(history.redoable, ChangeKind.REDO, to_before=False)
        )
        return self.history.undoable[-1] if entry else None

    def entries(self) -> tuple[LogEntry, ...]:
        """The whole log in order, undo and redo included.

        Raises:
            WorkspaceError: The log cannot be read.
        """
        with self._database.reading() as connection:
            return tuple(self._entries_after(connection, 0))

    def lost_passages(self) -> tuple[tuple[str, str], ...]:
        """Item id and words of attached passages that the text no longer holds at one place.

        This happens only where a newer program reads the same file into another text.

        Raises:
            WorkspaceError: The log cannot be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                select(decision_log.c.item_id, decision_log.c.after)
                .where(decision_log.c.review_id == self._context.review_id)
                .order_by(decision_log.c.id)
            )
            last: dict[str, str] = dict(rows.all())
        text = self._context.report_text
        return tuple(
            (item_id, words)
            for item_id, after in last.items()
            for words in lost_passages(after, text)
        )

    def _return(
        self, stack: list[LogEntry], kind: ChangeKind, *, to_before: bool
    ) -> LogEntry | None:
        if not stack:
            return None
        target = stack[-1]
        states, lines = (target.before, target.after), (target.lines_before, target.lines_after)
        if to_before:
            states, lines = states[::-1], lines[::-1]
        now, reviewer = datetime.now(UTC), self._context.reviewer
        return LogEntry(
            *(0, target.item_id, kind, *states, reviewer, now, target.id),
            lines_before=lines[0],
            lines_after=lines[1],
        )

    def _append(self, entry_after: Callable[[History], LogEntry | None]) -> LogEntry | None:
        with self._database.writing() as connection:
            connection.execute(
                select(reviews.c.id)
                .where(reviews.c.id == self._context.review_id)
                .with_for_update()
            )
            fresh = self._up_to_date(connection)
            entry = entry_after(fresh)
            if entry is not None:
                entry = replace(entry, id=self._insert(connection, entry))
                fresh.apply(entry)
        # Only now is the transaction on the disk.
        self.history = fresh
        return entry

    def _up_to_date(self, connection: Connection) -> History:
        fresh = self.history.copy()
        for entry in self._entries_after(connection, fresh.last_id):
            fresh.apply(entry)
        fresh.line_choices = line_choices_of(connection, self._context.report_sha256)
        return fresh

    def _entries_after(self, connection: Connection, last_id: int) -> list[LogEntry]:
        rows = connection.execute(
            select(decision_log)
            .where(decision_log.c.review_id == self._context.review_id)
            .where(decision_log.c.id > last_id)
            .order_by(decision_log.c.id)
        )
        try:
            return [self._entry_of(dict(row)) for row in rows.mappings()]
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            # The pages are whole but the entry makes no sense: another hand wrote in the file.
            raise damaged(self._database.place) from error

    def _entry_of(self, row: dict[str, Any]) -> LogEntry:
        if row["item_id"] == REPORT_LINES:
            return LogEntry(
                id=row["id"],
                item_id=REPORT_LINES,
                kind=ChangeKind(row["kind"]),
                before=ItemState(),
                after=ItemState(),
                reviewer=row["reviewer"],
                at=row["at"],
                target_id=row["target_id"],
                lines_before=choices_from_json(row["before"]),
                lines_after=choices_from_json(row["after"]),
            )
        text, machine = self._context.report_text, row["machine_verdict"]
        return LogEntry(
            id=row["id"],
            item_id=row["item_id"],
            kind=ChangeKind(row["kind"]),
            before=state_from_json(row["before"], text),
            after=state_from_json(row["after"], text),
            reviewer=row["reviewer"],
            at=row["at"],
            target_id=row["target_id"],
            machine_verdict=None if machine is None else Verdict(machine),
        )

    def _insert(self, connection: Connection, entry: LogEntry) -> int:
        context = self._context
        if entry.item_id == REPORT_LINES:
            before, after = map(choices_to_json, (entry.lines_before, entry.lines_after))
        else:
            before = state_to_json(entry.before, context.report_text)
            after = state_to_json(entry.after, context.report_text)
        result = connection.execute(
            insert(decision_log).values(
                review_id=context.review_id,
                item_id=entry.item_id,
                kind=entry.kind.value,
                before=before,
                after=after,
                target_id=entry.target_id,
                machine_verdict=entry.machine_verdict,
                checklist_version=context.checklist_version,
                checklist_sha256=context.checklist_sha256,
                reviewer=entry.reviewer,
                at=entry.at,
            )
        )
        (entry_id,) = result.inserted_primary_key or (0,)
        return int(entry_id)


def line_choices_of(connection: Connection, report_sha256: str) -> LineChoices:
    """Where lines of a report are wanted, by all entries about it in their order."""
    rows = connection.execute(
        select(decision_log.c.after)
        .join(reviews, reviews.c.id == decision_log.c.review_id)
        .where(reviews.c.report_sha256 == report_sha256)
        .where(decision_log.c.item_id == REPORT_LINES)
        .order_by(decision_log.c.id)
    )
    choices: LineChoices = ()
    for (after,) in rows:
        choices = combined(choices, choices_from_json(after))
    return choices


def _words(state: ItemState) -> ItemState:
    """The state without who and when, which alone are no change."""
    return replace(state, reviewer="", changed_at=None)
