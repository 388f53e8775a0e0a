"""The jobs of the window: plain functions for the pool, given to `TaskRunner`.

`workflow` and what it needs are imported by the jobs themselves: the window must be painted
before anything is loaded that it does not show yet.
"""

# ruff: noqa: PLC0415 -- imports inside functions keep the start fast, as said above

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.domain.review import Review
from reviewer.domain.source_lines import LineChoices, PastedSource
from reviewer.errors import ReviewerError
from reviewer.gui.tasks import IsCancelled, Job

if TYPE_CHECKING:
    from reviewer.workflow import Desk

ARCHIVE_SUFFIX = ".zip"
MOST_FILES = 500
"""Reports opened at once, at most; all stay in memory."""

DeskSource = Callable[[], "Desk"]
"""Gives the desk; by the time a job asks, an earlier job has made it."""


class DeskMaker:
    """Makes the desk on first use, in the pool's thread, and keeps it.

    Args:
        workspace_url: As for `Desk`.
    """

    def __init__(self, workspace_url: str | None) -> None:
        self._workspace_url = workspace_url
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk | None:
        """The desk, once there is one."""
        return self._desk

    def make(self) -> Desk:
        """The desk.

        Raises:
            WorkspaceError: The workspace cannot be opened; the next call tries again.
        """
        if self._desk is None:
            from reviewer.workflow import Desk

            self._desk = Desk(self._workspace_url)
        return self._desk

    def close(self) -> None:
        """Lets go of the workspace; no job may run any more."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None


def readable_suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be read, with their dots."""
    from reviewer.workflow import supported_suffixes

    return supported_suffixes()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to open, or what could not be.

    Attributes:
        path: The file.
        name: How it is called to the reviewer.
        origin: The folder or archive it was found in, or None.
        error: Why it cannot be opened, a Chinese sentence, or None.
    """

    path: Path
    name: str
    origin: Path | None = None
    error: str | None = None


def holds_reports(path: Path) -> bool:
    """Whether there may be reports in what has this path: a folder, or an archive by its name."""
    return path.is_dir() or path.suffix.lower() == ARCHIVE_SUFFIX


def find_files(desk_source: DeskSource, paths: Sequence[Path]) -> Job:
    """A job that finds the reports in folders and archives; it gives a list of `FoundFile`."""

    def run(is_cancelled: IsCancelled) -> list[FoundFile]:
        desk, found = desk_source(), []
        for path in paths:
            if not is_cancelled():
                found += _found_in(desk, path, is_cancelled)
        return found

    return run


def _found_in(desk: Desk, path: Path, is_cancelled: IsCancelled) -> list[FoundFile]:
    from reviewer.workflow import is_archive, reports_in_folder

    if path.is_dir():
        inside = islice(reports_in_folder(path, is_cancelled), MOST_FILES + 1)
        return [FoundFile(file, str(file), path, error) for file, error in inside]
    if not is_archive(path):
        return [FoundFile(path, str(path))]
    try:
        unpacked = desk.unpack(path)
    except ReviewerError as error:
        return [FoundFile(path, str(path), error=str(error))]
    return [FoundFile(place, f"{path}/{name}", path, error) for name, place, error in unpacked]


def warm_up(desk_source: DeskSource) -> Job:
    """A job that loads what the first report will need: workspace, checklist, dictionary."""

    def run(is_cancelled: IsCancelled) -> Desk | None:
        from reviewer.workflow import load_checklist, read_pasted

        desk = desk_source()
        if not is_cancelled():
            desk.examine(read_pasted(_WARM_UP_TEXT), checklist=load_checklist())
        return desk

    return run


_WARM_UP_TEXT = "关于法治政府建设情况的报告\n一、主要举措\n开展普法宣传3次。"


def examine_file(desk_source: DeskSource, path: Path, *, force: bool) -> Job:
    """A job that reads and examines a file; it gives a `Review`, or None when cancelled."""

    def run(is_cancelled: IsCancelled) -> Review | None:
        desk = desk_source()
        return None if is_cancelled() else desk.examine_file(path, force=force)

    return run


def examine_again(
    desk_source: DeskSource, review: Review, choices: LineChoices, *, force: bool
) -> Job:
    """A job that reads a report again with lines where a reviewer wants them."""
    report, checklist = review.report, review.checklist

    def run(is_cancelled: IsCancelled) -> Review | None:
        desk = desk_source()
        if is_cancelled():
            return None
        return desk.examine_again(report, choices, checklist=checklist, force=force)

    return run


def examine_clipboard(desk_source: DeskSource, text: str, html: str) -> Job:
    """A job that examines what is in the clipboard; it gives a `Review`, or None when cancelled."""

    def run(is_cancelled: IsCancelled) -> Review | None:
        from reviewer.workflow import pasted_source

        desk = desk_source()
        return None if is_cancelled() else desk.examine_pasted(pasted_source(text, html))

    return run


def examine_pasted(desk_source: DeskSource, pasted: PastedSource, *, force: bool) -> Job:
    """A job that examines what was pasted; it gives a `Review`, or None when cancelled."""

    def run(is_cancelled: IsCancelled) -> Review | None:
        desk = desk_source()
        return None if is_cancelled() else desk.examine_pasted(pasted, force=force)

    return run


def export_sheet(review: Review, target: Path) -> Job:
    """A job that writes the score sheet of a review as it is now; it gives the path."""
    snapshot = copy(review)
    snapshot.states = dict(review.states)

    def run(_is_cancelled: IsCancelled) -> Path:
        from reviewer.workflow import export_score_sheet

        export_score_sheet(snapshot, target)
        return target

    return run
