"""Which files are to be examined, and where their score sheets go."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp

from reviewer import workflow
from reviewer.errors import ReviewerError


@dataclass(frozen=True, slots=True)
class Task:
    """One file to examine.

    Attributes:
        path: The file as the user named it.
        sheet: Where its score sheet goes; None for none.
        error: What is already known to be wrong with it, a Chinese sentence.
        name: How it is shown where that is not its path: a report in an archive.
    """

    path: Path
    sheet: Path | None = None
    error: str | None = None
    name: str | None = None


def find_reports(paths: Iterable[Path], unpacked: Path | None = None) -> list[Task]:
    """Tasks for files as named, and for all readable files of folders in the order of names.

    Archives are unpacked into `unpacked`, a private folder; without one they are files like others.

    A pattern such as *.docx that the shell left alone (on Windows it always does) is expanded.
    A folder that cannot be listed or holds nothing readable gives a task with an error. Hidden
    files and the lock files of office programs (~$…) are left out.
    """
    tasks: list[Task] = []
    for path in chain.from_iterable(map(_expanded, paths)):
        if unpacked is not None and workflow.is_archive(path):
            tasks += _in_archive(path, Path(mkdtemp(dir=unpacked)))
            continue
        if not path.is_dir():
            tasks.append(Task(path))
            continue
        tasks += [Task(found, error=error) for found, error in workflow.reports_in_folder(path)]
    return tasks


def name_sheets(tasks: Iterable[Task], folder: Path) -> list[Task]:
    """Gives each task a sheet in `folder`: `<stem>_评分表.xlsx`, with a number where taken.

    A name is taken by an existing file or by an earlier task, upper and lower case alike, since
    some systems do not tell them apart.
    """
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    named = []
    for task in tasks:
        stem, number = f"{task.path.stem}_评分表", 1
        name = f"{stem}.xlsx"
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}.xlsx"
        if task.error is None:
            taken.add(name.casefold())
        named.append(replace(task, sheet=folder / name))
    return named


def _expanded(path: Path) -> list[Path]:
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    return [Path(found) for found in sorted(glob.glob(str(path)))] or [path]  # noqa: PTH207 -- the pattern may be absolute


def _in_archive(path: Path, folder: Path) -> Iterator[Task]:
    try:
        found = workflow.unpack_reports(path, folder)
    except ReviewerError as error:
        yield Task(path, error=str(error))
        return
    for name, place, reason in found:
        yield Task(place, error=reason, name=f"{path}/{name}")
