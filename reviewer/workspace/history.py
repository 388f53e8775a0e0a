"""The log of one review as values: its entries, and the states and undo order that follow.

Entries are only ever appended. Undo and redo are entries of their own that point at the entry
they take back or bring again, so the whole history stays and survives a restart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from reviewer.domain.review import ItemState
from reviewer.domain.source_lines import LineChoice, LineChoices, combined
from reviewer.domain.verdict import Verdict

REPORT_LINES = ""
"""Stands for the item in entries that are about lines of the report, not about an item."""


class ChangeKind(StrEnum):
    """What an entry did to its item, or to lines of the report."""

    VERDICT = "verdict"
    SCORE = "score"
    NOTE = "note"
    REASON = "reason"
    ATTACH = "attach"
    DISMISS = "dismiss"
    CLEAR = "clear"
    LINES = "lines"
    UNDO = "undo"
    REDO = "redo"


def kind_of(before: ItemState, after: ItemState) -> ChangeKind:
    """What a change from `before` to another state does; a change of the verdict goes first."""
    if after.verdict is not before.verdict:
        return ChangeKind.CLEAR if after.verdict is None else ChangeKind.VERDICT
    if after.attached != before.attached or after.dismissed != before.dismissed:
        is_less = len(after.attached) < len(before.attached)
        is_refused = set(after.dismissed) - set(before.dismissed)
        return ChangeKind.DISMISS if is_less or is_refused else ChangeKind.ATTACH
    if after.score != before.score:
        return ChangeKind.SCORE
    return ChangeKind.REASON if after.reason != before.reason else ChangeKind.NOTE


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log.

    Attributes:
        id: Grows with every entry of the workspace.
        item_id: The checklist item; `REPORT_LINES` where the entry is about lines.
        kind: What was done.
        before: What was said about the item before.
        after: What is said about it since.
        reviewer: Who did it.
        at: When, in UTC.
        target_id: For undo and redo, the entry taken back or brought again; else None.
        machine_verdict: The machine's verdict at that time; None where there was none.
        lines_before: For an entry about lines, where they were wanted before; else empty.
        lines_after: Where they are wanted since.
    """

    id: int
    item_id: str
    kind: ChangeKind
    before: ItemState
    after: ItemState
    reviewer: str
    at: datetime
    target_id: int | None = None
    machine_verdict: Verdict | None = None
    lines_before: tuple[LineChoice, ...] = ()
    lines_after: tuple[LineChoice, ...] = ()


@dataclass(slots=True)
class History:
    """Where the entries applied so far have led.

    Attributes:
        states: By item id; an item nobody spoke about has no entry.
        undoable: Entries in force, in the order in which they were made.
        redoable: Entries taken back, the next to bring again last.
        last_id: Id of the last entry applied; 0 before the first.
        saved_at: Time of the last entry applied, in UTC; None before the first.
        line_choices: Where lines of the report are wanted. All reviews of a report share its
            text, so those of other reviews count, too.
    """

    states: dict[str, ItemState] = field(default_factory=dict)
    undoable: list[LogEntry] = field(default_factory=list)
    redoable: list[LogEntry] = field(default_factory=list)
    last_id: int = 0
    saved_at: datetime | None = None
    line_choices: LineChoices = ()

    def apply(self, entry: LogEntry) -> None:
        """Takes in the next entry of the log."""
        if entry.kind is ChangeKind.UNDO:
            _move(entry.target_id, self.undoable, self.redoable)
        elif entry.kind is ChangeKind.REDO:
            _move(entry.target_id, self.redoable, self.undoable)
        else:
            self.undoable.append(entry)
            self.redoable.clear()
        if entry.item_id == REPORT_LINES:
            self.line_choices = combined(self.line_choices, entry.lines_after)
        elif entry.after == ItemState():
            self.states.pop(entry.item_id, None)
        else:
            self.states[entry.item_id] = entry.after
        self.last_id, self.saved_at = entry.id, entry.at

    def copy(self) -> History:
        """A copy that can go its own way."""
        return replace(
            self,
            states=dict(self.states),
            undoable=list(self.undoable),
            redoable=list(self.redoable),
        )


def _move(entry_id: int | None, source: list[LogEntry], target: list[LogEntry]) -> None:
    for index in range(len(source) - 1, -1, -1):
        if source[index].id == entry_id:
            target.append(source.pop(index))
            return


@dataclass(frozen=True, slots=True)
class RecentReport:
    """A report the workspace knows.

    Attributes:
        sha256: Hex digest by which a report is known.
        path: The file as it was last opened; None for pasted text.
        name: File name, or the name given to pasted text.
        title: Its title, or "" where it has none.
        text_length: Code points of its text.
        decided: Items decided by this reviewer, over all checklists and stages.
        first_opened: In UTC.
        last_opened: In UTC.
    """

    sha256: str
    path: str | None
    name: str
    title: str
    text_length: int
    decided: int
    first_opened: datetime
    last_opened: datetime
