"""A review that is kept in the workspace: every change is stored, named and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import Report
from reviewer.domain.review import Decision, ItemState, Review
from reviewer.domain.scoring import ReviewScore, score_review
from reviewer.domain.source_lines import LineChoice, LineChoices, SourceLine
from reviewer.domain.verdict import Verdict
from reviewer.workspace import changes
from reviewer.workspace.history import REPORT_LINES, LogEntry
from reviewer.workspace.texts import sentence

if TYPE_CHECKING:  # the database library loads only when a workspace is opened
    from reviewer.workspace.review_log import ReviewLog


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A change as the reviewer sees it.

    Attributes:
        item_id: The checklist item; "" for a change of the report's lines.
        name: Its Chinese name, for example “权责清单 → 未体现”.
    """

    item_id: str
    name: str


class StoredReview:
    """A review whose changes are stored and can be undone.

    Every change is one entry in the workspace's log and is on the disk when the call returns. A
    change that says nothing new writes nothing. A `WorkspaceError` leaves memory and file as they
    were. Methods that take an item id raise `KeyError` for an unknown one.

    Attributes:
        plain: The plain review, for reading; the next change puts other states into it.
    """

    def __init__(self, plain: Review, log: ReviewLog) -> None:
        self.plain = plain
        self._log = log
        self._take_states()

    @property
    def report(self) -> Report:
        """The report."""
        return self.plain.report

    @property
    def checklist(self) -> Checklist:
        """The checklist."""
        return self.plain.checklist

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems beyond the checklist."""
        return self.plain.problems

    @property
    def saved_at(self) -> datetime | None:
        """When the last change of this review was saved, in UTC; None before the first."""
        return self._log.history.saved_at

    @property
    def undo_name(self) -> str | None:
        """The Chinese name of what `undo` would take back; None if nothing."""
        return self._name_of_last(self._log.history.undoable)

    @property
    def redo_name(self) -> str | None:
        """The Chinese name of what `redo` would bring again; None if nothing."""
        return self._name_of_last(self._log.history.redoable)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._log.history.undoable)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to bring again."""
        return bool(self._log.history.redoable)

    def finding(self, item_id: str) -> Finding | None:
        """The machine's finding; None where the document was not judged (kind `other`)."""
        self.checklist.item(item_id)
        return self.plain.findings.get(item_id)

    def decision(self, item_id: str) -> Decision | None:
        """The human decision; None while the item is unreviewed."""
        return self.plain.decision(item_id)

    def state(self, item_id: str) -> ItemState:
        """All that was said about the item."""
        return self.plain.state(item_id)

    def is_override(self, item_id: str) -> bool:
        """Whether the human verdict differs from the machine's."""
        return self.plain.is_override(item_id)

    def score(self) -> ReviewScore:
        """The score of the decided items, and the projected one."""
        return score_review(self.plain)

    def decide(
        self,
        item_id: str,
        verdict: Verdict | str,
        score: Decimal | float | str | None = None,
        note: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Gives the item a verdict; what is None stays, as far as it fits the verdict.

        A new verdict drops the score typed for the old one; a return to the machine's verdict
        drops the reason.

        Args:
            item_id: The item.
            verdict: A verdict or its id; not `manual`.
            score: Points from 0 to the item's weight; None for the verdict's default.
            note: Free text.
            reason: Why it differs from the machine's verdict.

        Raises:
            ValueError: An impossible verdict or score.
        """
        item, given = self.checklist.item(item_id), changes.decidable(verdict)
        points = None if score is None else changes.points_of(item, score)
        if points is not None and given is Verdict.NOT_APPLICABLE:
            raise ValueError(sentence("refusals", "score_without_points"))
        words = [None if text is None else changes.storable(text) for text in (note, reason)]
        finding = self.finding(item_id)
        self._change(
            item_id,
            lambda state: changes.decided(
                state, finding, given, score=points, note=words[0], reason=words[1]
            ),
        )

    def clear_decision(self, item_id: str) -> None:
        """Takes verdict, typed score and reason back; note and evidence stay."""
        self._change(item_id, changes.cleared)

    def set_score(self, item_id: str, score: Decimal | float | str | None) -> None:
        """Types points for the item; None goes back to the default score of the verdict.

        On an unreviewed item this decides it: full points are `met`, 0 is `absent`, what lies
        between is `partial` (`plan_only` where the machine says so).

        Raises:
            ValueError: An impossible score, or an item that is not applicable.
        """
        item, finding = self.checklist.item(item_id), self.finding(item_id)
        points = None if score is None else changes.points_of(item, score)
        self._change(item_id, lambda state: changes.scored(state, item, finding, points))

    def set_note(self, item_id: str, text: str) -> None:
        """Replaces the note, also of an unreviewed item."""
        note = changes.storable(text)
        self._change(item_id, lambda state: replace(state, note=note))

    def set_reason(self, item_id: str, text: str) -> None:
        """Replaces the reason why the verdict differs from the machine's."""
        reason = changes.storable(text)
        self._change(item_id, lambda state: replace(state, reason=reason))

    def attach_evidence(self, item_id: str, start: int, end: int) -> None:
        """Adds a passage as evidence, or accepts a dismissed one again.

        Raises:
            ValueError: Outside the text, without words, or over 150 code points.
        """
        finding, span = self.finding(item_id), changes.passage(self.report, start, end)
        self._change(item_id, lambda state: changes.with_attached(state, finding, span))

    def dismiss_evidence(self, item_id: str, start: int, end: int, reason: str) -> None:
        """Does not accept a piece of the machine's evidence, or removes an attached one.

        Raises:
            ValueError: Not a passage of the text, or no evidence of the item.
        """
        finding, span = self.finding(item_id), changes.passage(self.report, start, end)
        why = changes.storable(reason)
        self._change(item_id, lambda state: changes.with_dismissed(state, finding, span, why))

    @property
    def line_choices(self) -> LineChoices:
        """Which lines reviewers of this report put back into its text, or set aside."""
        return self._log.history.line_choices

    @property
    def is_outdated(self) -> bool:
        """Whether the report should be read again, since lines of it are wanted elsewhere."""
        return self.report.line_choices != self.line_choices

    def choices_for(self, lines: Iterable[SourceLine], *, is_text: bool) -> tuple[LineChoice, ...]:
        """What to say of lines to have them in the text, or out of it.

        A line on which the program and the reviewer now agree is left to the program again.
        """
        known = {choice.line: choice.is_text for choice in self.line_choices}
        return tuple(
            LineChoice(line, None if known.get(line) is (not is_text) else is_text)
            for line in lines
        )

    def choose_lines(self, choices: tuple[LineChoice, ...]) -> None:
        """Stores where lines of the report are wanted; `take_reading` then brings its new text."""
        self._log.choose_lines(choices)
        self._take_states()

    def take_reading(self, examined: Review) -> None:
        """Puts in the report as it was read again; decisions stay, their passages move along.

        Raises:
            ValueError: It is of another report or another checklist.
            WorkspaceError: The log cannot be read.
        """
        ours, theirs = self.plain, examined
        if (ours.report.sha256, ours.checklist.id) != (theirs.report.sha256, theirs.checklist.id):
            raise ValueError(sentence("refusals", "other_report"))
        self._log.use_text(theirs.report.text)
        ours.report, ours.checklist = theirs.report, theirs.checklist
        ours.findings, ours.problems = theirs.findings, theirs.problems
        self._take_states()

    def undo(self) -> NamedChange | None:
        """Takes the last change back and tells which; None if there is none."""
        return self._after_walking(self._log.undo())

    def redo(self) -> NamedChange | None:
        """Brings the change last taken back again and tells which; None if there is none."""
        return self._after_walking(self._log.redo())

    def refresh(self) -> bool:
        """Takes in what another program decided on this review; whether there was anything."""
        has_news = self._log.refresh()
        self._take_states()
        return has_news

    def entries(self) -> tuple[LogEntry, ...]:
        """The whole history, oldest first; undo and redo are entries of their own."""
        return self._log.entries()

    def lost_passages(self) -> tuple[tuple[str, str], ...]:
        """Item id and words of attached evidence that is no longer in the text.

        Empty, unless a newer version of the program reads the same file into another text; a
        passage that only moved is found again, one that cannot be found is never guessed.
        """
        return self._log.lost_passages()

    def replace_findings(self, examined: Review) -> None:
        """Puts findings and problems of a new examination in; decisions are not touched.

        Raises:
            ValueError: It is of another report or another checklist.
        """
        ours, theirs = self.plain, examined
        if (ours.report.text, ours.checklist.id) != (theirs.report.text, theirs.checklist.id):
            raise ValueError(sentence("refusals", "other_report"))
        ours.report, ours.checklist = theirs.report, theirs.checklist
        ours.findings, ours.problems = theirs.findings, theirs.problems

    def _change(self, item_id: str, new_state: Callable[[ItemState], ItemState]) -> None:
        finding = self.finding(item_id)
        self._log.change(item_id, new_state, finding.verdict if finding else None)
        self._take_states()

    def _after_walking(self, entry: LogEntry | None) -> NamedChange | None:
        self._take_states()
        return NamedChange(entry.item_id, self._name_of(entry)) if entry else None

    def _take_states(self) -> None:
        self.plain.states = dict(self._log.history.states)

    def _name_of_last(self, entries: list[LogEntry]) -> str | None:
        return self._name_of(entries[-1]) if entries else None

    def _name_of(self, entry: LogEntry) -> str:
        if entry.item_id == REPORT_LINES:
            return changes.lines_name(entry)
        try:
            item_name = self.checklist.item(entry.item_id).name
        except KeyError:  # decided under a version of the checklist that had the item
            item_name = entry.item_id
        return changes.change_name(entry, item_name)
