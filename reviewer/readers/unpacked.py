"""Reports of an archive in a folder that lasts, so that their reviews find them again."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from reviewer.errors import UnreadableReportError, reason_of
from reviewer.readers.archive import ArchivedReport, unpack_reports
from reviewer.readers.texts import sentence

_DIGEST_SIGNS = 16


def unpack_to_stay(
    path: Path, parent: Path, suffixes: tuple[str, ...]
) -> tuple[ArchivedReport, ...]:
    """As `unpack_reports`, to a folder of the archive's own; the same archive has the same one.

    Args:
        path: The archive.
        parent: Where such folders are; made where it is missing.
        suffixes: Those of reports, lower case.

    Raises:
        UnreadableReportError: As `unpack_reports`; or the folder cannot be written.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix="new-", dir=parent))
        try:
            found = unpack_reports(path, fresh, suffixes)
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            stays = parent / digest[:_DIGEST_SIGNS]
            # What is there is of the same archive, unless somebody changed it.
            shutil.rmtree(stays, ignore_errors=True)
            fresh.rename(stays)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        reason = sentence("errors", "not_unpacked", place=parent, detail=reason_of(error))
        raise UnreadableReportError(path, reason) from error
    return tuple(replace(one, path=stays / one.path.relative_to(fresh)) for one in found)
