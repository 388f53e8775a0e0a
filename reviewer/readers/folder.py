"""The reports in a folder and the folders in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from reviewer.errors import EmptyFolderError, reason_of

_HIDDEN = (".", "~$")
"""How names of hidden files and of lock files of office programs begin."""


def reports_in_folder(
    folder: Path,
    suffixes: tuple[str, ...],
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Path, str | None]]:
    """The reports in a folder, folder by folder in the order of names.

    Links to folders are not followed, so that a loop of them does no harm.

    Args:
        folder: The folder.
        suffixes: Those of reports, lower case.
        is_cancelled: Asked before each folder.

    Yields:
        A file and None, or a folder that could not be listed and why; at least one of them.
    """
    is_empty = True
    waiting: list[tuple[Path, bool]] = [(folder, True)]
    while waiting and not is_cancelled():
        path, is_folder = waiting.pop()
        if not is_folder:
            is_empty = False
            yield path, None
            continue
        try:
            waiting += reversed(list(_entries(path, suffixes)))
        except OSError as error:
            is_empty = False
            yield path, str(EmptyFolderError(path, reason_of(error)))
    if is_empty:
        yield folder, str(EmptyFolderError(folder))


def _entries(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, bool]]:
    """What to look at in a folder, in order, each with whether it is a folder."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith(_HIDDEN):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield entry, True
        elif entry.suffix.lower() in suffixes:
            yield entry, False
