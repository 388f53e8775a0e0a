"""Where the text of an option such as `--json FILE|-` goes."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer import workflow

STANDARD_OUTPUT = "-"


def write_output(target: str, text: str) -> None:
    """Writes text in UTF-8 to a file, or to standard output where `target` is "-".

    A file is written whole or not at all; a device or a pipe is written as it is, since it must
    not be replaced.

    Raises:
        ExportFailedError: The file could not be written.
    """
    content = text.encode("utf-8", "replace")  # a lone surrogate cannot stand in UTF-8
    path = Path(target)
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
    else:
        workflow.write_file(path, content)
