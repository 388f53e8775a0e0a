"""The story without a window: read, check, detect, decide, score, export. Read this file first.

The steps load heavy libraries (SQLAlchemy, jieba, XlsxWriter, document formats), while the first
window must be painted before them. So this module imports quickly: each step's door is imported
where it is first used, and only for that reason.

Threads: the functions, `Examiner`, and the `examine_…` methods of `Desk`, which at most read the
workspace, run in any thread. `Desk.adopt`, the other methods of `Desk` and everything of
`OpenReview` touch the workspace and belong to one thread, in the window the GUI thread; the desk
itself may be made in another thread before it is handed over.
"""

# ruff: noqa: PLC0415 -- imports inside functions keep the start fast, as said above

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Protocol, Self

from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.problem import Problem
from reviewer.domain.report import Confidence, Fact, Report, ReportKind
from reviewer.domain.review import Review, ReviewStage
from reviewer.domain.source_lines import LineChoices, PastedSource
from reviewer.errors import UnreadableReportError
from reviewer.workspace import changes
from reviewer.workspace.history import RecentReport
from reviewer.workspace.stored_review import StoredReview
from reviewer.workspace.texts import sentence

_PASTED_NAME = "粘贴的文字"
_UNPACKED = "unpacked"
_CHECKLIST_SUFFIXES = (".yaml", ".yml")


def read_report(path: Path, choices: LineChoices = ()) -> Report:
    """The report in a file, with single lines where a reviewer wants them.

    Raises:
        UnreadableReportError: It cannot be read; `ReportTooLargeError` if it is over a limit.
    """
    from reviewer.readers.read import read_report as read

    return read(path, choices)


def read_pasted(text: str, name: str = _PASTED_NAME, choices: LineChoices = ()) -> Report:
    """The report in pasted text.

    Raises:
        ReportTooLargeError: It is over a limit.
    """
    from reviewer.readers.read import read_pasted as read

    return read(text, name, choices)


def read_pasted_html(html: str, name: str = _PASTED_NAME, choices: LineChoices = ()) -> Report:
    """The report in pasted HTML; better than its plain text where both are on the clipboard.

    Raises:
        UnreadableReportError: There is no text; `ReportTooLargeError` if it is over a limit.
    """
    from reviewer.readers.read import read_pasted_html as read

    return read(html, name, choices)


def pasted_source(text: str, html: str) -> PastedSource:
    """Which of a clipboard's two forms to read: the HTML, unless it cannot be read or lacks text.

    Args:
        text: The plain text, or "".
        html: The HTML, or "".
    """
    from reviewer.readers.pasted import pasted_source as choose

    return choose(text, html)


def _read_source(pasted: PastedSource, name: str, choices: LineChoices = ()) -> Report:
    from reviewer.readers.pasted import read_source as read

    return read(pasted, name, choices)


def supported_suffixes() -> tuple[str, ...]:
    """The file name endings that `read_report` knows, in lower case with their dot."""
    from reviewer.readers.read import supported_suffixes as suffixes

    return suffixes()


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of reports by its name."""
    from reviewer.readers.archive import is_archive as is_named_so

    return is_named_so(path)


def unpack_reports(path: Path, folder: Path) -> tuple[tuple[str, Path, str | None], ...]:
    """Writes the reports of an archive to an empty private folder.

    Returns:
        For each its name in the archive, its place in the folder, and why it was refused or None.

    Raises:
        UnreadableReportError: It cannot be read; `ReportTooLargeError` if it is over a limit.
    """
    from reviewer.readers.archive import unpack_reports as unpack

    found = unpack(path, folder, supported_suffixes())
    return tuple((report.name, report.path, report.error) for report in found)


def reports_in_folder(
    folder: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Path, str | None]]:
    """The readable files of a folder and the folders in it, in the order of names.

    Links to folders are not followed; hidden files and lock files are left out.

    Args:
        folder: The folder.
        is_cancelled: Asked before each folder in it.

    Yields:
        A file and None, or a folder that cannot be listed or holds no report, and why.
    """
    from reviewer.readers.folder import reports_in_folder as find

    return find(folder, supported_suffixes(), is_cancelled)


def load_checklist(name_or_path: str | Path | None = None) -> Checklist:
    """The checklist of that file or built-in id; None gives the built-in one.

    Raises:
        ChecklistFaultsError: The file has faults.
        ReviewerError: There is no such checklist.
    """
    from reviewer.checklists.load import load_checklist as load

    if name_or_path is None:
        return _builtin_checklist(None)
    path = Path(name_or_path)
    is_file = isinstance(name_or_path, Path) or path.suffix in _CHECKLIST_SUFFIXES
    return load(path) if is_file or path.is_file() else _builtin_checklist(str(name_or_path))


@cache
def _builtin_checklist(checklist_id: str | None) -> Checklist:
    # It ships with the program and does not change while that runs.
    from reviewer.checklists.load import builtin_checklist

    return builtin_checklist() if checklist_id is None else builtin_checklist(checklist_id)


def export_score_sheet(
    review: Review, target: Path, *, exported_at: datetime | None = None
) -> None:
    """Writes the score sheet of a review; `exported_at` is now unless given.

    Raises:
        ExportFailedError: It could not be written; an existing file is as it was.
    """
    from reviewer.export.score_sheet import write_score_sheet

    write_score_sheet(review, target, exported_at=exported_at)


def review_json(review: Review, path: str) -> dict[str, Any]:
    """The entry of a review in the JSON of `check`; `path` is the file as the user named it."""
    from reviewer.export.check_json import review_json as entry

    return entry(review, path)


def restore_workspace(workspace_url: str | None = None) -> Path | None:
    """Replaces a damaged workspace file by its newest backup; the damaged one is kept beside it.

    For a desk that could not be opened. What was decided since the backup, at most a day, is only
    in the file set aside.

    Returns:
        The backup used; None where there is none.

    Raises:
        WorkspaceError: A file could not be moved or copied.
    """
    from reviewer.workspace.store import restore_workspace as restore

    return restore(workspace_url)


def write_file(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        ExportFailedError: It could not be written; an existing file is as it was.
    """
    from reviewer.export.atomic_file import write_atomically

    write_atomically(target, content)


class DetectsFindings(Protocol):
    """The detection step, made for one checklist."""

    def detect(
        self, report: Report, problems: tuple[Problem, ...], *, nearest: bool = True
    ) -> dict[str, Finding]:
        """One finding per item, in checklist order."""


class Examiner:
    """Checks reports and detects by one checklist; pure, and usable from any thread.

    Args:
        checklist: What is required.
        check: The check step; None for the real one.
        detector: The detection step for `checklist`; None for the real one.
    """

    def __init__(
        self,
        checklist: Checklist,
        *,
        check: Callable[[Report], tuple[Problem, ...]] | None = None,
        detector: DetectsFindings | None = None,
    ) -> None:
        self.checklist = checklist
        self._check = check or _check_step()
        self._detector = detector or _detection_step(checklist)

    def examine(
        self, report: Report, *, year: int | None = None, nearest: bool = True, force: bool = False
    ) -> Review:
        """The review of a report with nothing decided yet.

        Args:
            report: The report.
            year: The report year, used where the text gives none; the report is warned of a
                year that differs from its own.
            nearest: Whether to look for the nearest passages to what was not found.
            force: Whether to judge a document that is no annual report; without it, such a
                document gets no findings.
        """
        if year is not None:
            report = _with_year(report, year)
        problems = self._check(report)
        findings: dict[str, Finding] = {}
        if force or report.facts.kind is not ReportKind.OTHER:
            findings = self._detector.detect(report, problems, nearest=nearest)
        return Review(report, self.checklist, findings, problems)


def _check_step() -> Callable[[Report], tuple[Problem, ...]]:
    from reviewer.checks.check import check

    return check


def _detection_step(checklist: Checklist) -> DetectsFindings:
    from reviewer.detection.detector import Detector

    return Detector(checklist)


def _with_year(report: Report, year: int) -> Report:
    read = report.facts.report_year
    if read is None:
        given = Fact(year, sentence("examine", "year_given"), Confidence.MEDIUM)
        return replace(report, facts=replace(report.facts, report_year=given))
    if read.value == year:
        return report
    warning = sentence("examine", "year_differs", given=year, read=read.value)
    return replace(report, warnings=(*report.warnings, warning))


class OpenReview(StoredReview):
    """A review with storage, undo and export; made by `Desk`."""

    def export_score_sheet(self, target: Path) -> None:
        """Writes the score sheet.

        Raises:
            ExportFailedError: It could not be written; an existing file is as it was.
        """
        export_score_sheet(self.plain, target)


class Desk:
    """A reviewer at work: opens reports as reviews and keeps them in a workspace.

    Args:
        workspace_url: "sqlite:///FILE" or "postgresql+psycopg://…"; None for the workspace in
            the user's data folder.
        reviewer: Who decides; None for the name of the system user.
        make_examiner: Makes the examiner of a checklist; tests may pass another.

    Attributes:
        reviewer: Who decides.

    Raises:
        WorkspaceError: The workspace cannot be opened; its sentence names the file and the remedy.
    """

    def __init__(
        self,
        workspace_url: str | None = None,
        reviewer: str | None = None,
        *,
        make_examiner: Callable[[Checklist], Examiner] = Examiner,
    ) -> None:
        from reviewer.workspace.store import Workspace

        self.reviewer = changes.storable(reviewer or "").strip() or _system_user()
        self._workspace = Workspace(workspace_url)
        self._make_examiner = make_examiner
        self._examiners: dict[str, Examiner] = {}
        self._examiners_lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Where decisions are kept: the workspace's file, or its address without password."""
        return self._workspace.place

    def unpack(self, path: Path) -> tuple[tuple[str, Path, str | None], ...]:
        """Writes the reports of an archive to a folder beside the workspace, where they stay.

        For a worker thread.

        Returns:
            As `unpack_reports`.

        Raises:
            UnreadableReportError: It cannot be read, or not written; `ReportTooLargeError` if it
                is over a limit.
        """
        from reviewer.readers.unpacked import unpack_to_stay

        found = unpack_to_stay(path, self._workspace.folder / _UNPACKED, supported_suffixes())
        return tuple((report.name, report.path, report.error) for report in found)

    def open_report(
        self,
        path: Path,
        *,
        checklist: Checklist | str | Path | None = None,
        stage: ReviewStage = ReviewStage.FIRST,
        year: int | None = None,
        force: bool = False,
        nearest: bool = True,
    ) -> OpenReview:
        """Reads and examines a file and opens its review; a known report resumes.

        A report is known by the digest of its file, whatever the file's name: the decisions of
        this reviewer under the checklist of that id are kept, the findings are made anew.

        Args:
            path: The file.
            checklist: A checklist, its built-in id or its file; None for the built-in one.
            stage: First or second review; each has its own decisions.
            year: The report year, where the text gives none.
            force: Whether to judge a document that is no annual report.
            nearest: Whether to look for the nearest passages to what was not found.

        Raises:
            ReviewerError: File or checklist cannot be read, or the workspace cannot be written.
        """
        examined = self.examine_file(
            path, checklist=checklist, year=year, force=force, nearest=nearest
        )
        return self.adopt(examined, stage=stage)

    def open_text(
        self,
        text: str,
        name: str = _PASTED_NAME,
        *,
        checklist: Checklist | str | Path | None = None,
        stage: ReviewStage = ReviewStage.FIRST,
        force: bool = False,
        is_html: bool = False,
    ) -> OpenReview:
        """As `open_report`, for pasted text or HTML; the workspace keeps it, having no file."""
        pasted = PastedSource(text, is_html)
        examined = self.examine_pasted(pasted, name, checklist=checklist, force=force)
        return self.adopt(examined, stage=stage)

    def examine_file(
        self,
        path: Path,
        *,
        checklist: Checklist | str | Path | None = None,
        year: int | None = None,
        force: bool = False,
        nearest: bool = True,
    ) -> Review:
        """Reads and examines a file without changing the workspace; for a worker thread.

        Lines that reviewers put back into its text, or set aside, are where they want them.

        Raises:
            ReviewerError: File or checklist cannot be read, or the workspace cannot be.
        """
        report = read_report(path)
        if choices := self._workspace.line_choices(report.sha256):
            report = read_report(path, choices)
        return self.examine(report, checklist=checklist, year=year, force=force, nearest=nearest)

    def examine_pasted(
        self,
        pasted: PastedSource,
        name: str = _PASTED_NAME,
        *,
        checklist: Checklist | str | Path | None = None,
        force: bool = False,
    ) -> Review:
        """As `examine_file`, for what was pasted."""
        report = _read_source(pasted, name)
        if choices := self._workspace.line_choices(report.sha256):
            report = _read_source(pasted, name, choices)
        return self.examine(report, checklist=checklist, force=force)

    def examine_again(
        self,
        report: Report,
        choices: LineChoices,
        *,
        checklist: Checklist | str | Path | None = None,
        force: bool = False,
    ) -> Review:
        """Reads a report again with lines where a reviewer wants them; for a worker thread.

        Raises:
            ReviewerError: The file is gone or changed, or holds no text any more.
        """
        if report.pasted is not None:
            again = _read_source(report.pasted, report.path, choices)
        else:
            again = read_report(Path(report.path), choices)
            if again.sha256 != report.sha256:
                reason = sentence("examine", "file_changed")
                raise UnreadableReportError(report.path, reason)
        again = replace(again, sha256=report.sha256)
        return self.examine(again, checklist=checklist, force=force)

    def examine(
        self,
        report: Report,
        *,
        checklist: Checklist | str | Path | None = None,
        year: int | None = None,
        force: bool = False,
        nearest: bool = True,
    ) -> Review:
        """Examines a report; for a worker thread.

        Raises:
            ReviewerError: The checklist cannot be read.
        """
        examiner = self._examiner(checklist)
        return examiner.examine(report, year=year, nearest=nearest, force=force)

    def adopt(self, examined: Review, *, stage: ReviewStage = ReviewStage.FIRST) -> OpenReview:
        """Registers an examined report and opens its review, new or resumed.

        Raises:
            WorkspaceError: The workspace cannot be read or written.
        """
        log = self._workspace.open_log(examined.report, examined.checklist, self.reviewer, stage)
        return OpenReview(replace(examined, stage=stage), log)

    def reread(self, review: OpenReview, *, force: bool = False) -> None:
        """Reads a report again after lines of it were put back or set aside; decisions stay.

        Raises:
            ReviewerError: The file is gone or changed, or the workspace cannot be read.
        """
        choices, checklist = review.line_choices, review.checklist
        review.take_reading(
            self.examine_again(review.report, choices, checklist=checklist, force=force)
        )

    def recent_reports(self, limit: int = 20) -> tuple[RecentReport, ...]:
        """The reports opened last, newest first, with this reviewer's progress.

        Raises:
            WorkspaceError: The workspace cannot be read.
        """
        return self._workspace.recent_reports(self.reviewer, limit)

    def examine_recent(
        self,
        recent: RecentReport,
        *,
        checklist: Checklist | str | Path | None = None,
        force: bool = False,
    ) -> Review:
        """Reads and examines a report of `recent_reports` again; for a worker thread.

        Pasted text comes from the workspace, anything else from its file.

        Raises:
            ReviewerError: The file is gone or cannot be read, or the workspace cannot be.
        """
        pasted = self._workspace.pasted_source(recent.sha256) if recent.path is None else None
        if pasted is None:
            path = Path(recent.path or recent.name)
            return self.examine_file(path, checklist=checklist, force=force)
        choices = self._workspace.line_choices(recent.sha256)
        # Version 1 kept the normalised text; the digest is of the text as it was pasted.
        report = replace(_read_source(pasted, recent.name, choices), sha256=recent.sha256)
        return self.examine(report, checklist=checklist, force=force)

    def close(self) -> None:
        """Lets go of the workspace; a second call does nothing."""
        self._workspace.close()

    def _examiner(self, checklist: Checklist | str | Path | None) -> Examiner:
        wanted = checklist if isinstance(checklist, Checklist) else load_checklist(checklist)
        # Two workers must not make the same one: it compiles all rules.
        with self._examiners_lock:
            examiner = self._examiners.get(wanted.sha256)
            if examiner is None or examiner.checklist != wanted:
                examiner = self._make_examiner(wanted)
                self._examiners[wanted.sha256] = examiner
            return examiner


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such variable and no entry in the user database
        return sentence("examine", "unknown_reviewer")
