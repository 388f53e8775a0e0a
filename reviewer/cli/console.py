"""Where the command line prints: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper

from rich.console import Console

WIDTH_OF_FILES = 120
"""Columns where the output is no terminal."""


def output() -> Console:
    """Standard output."""
    return _console(is_error=False)


def errors() -> Console:
    """Standard error."""
    return _console(is_error=True)


def print_error(message: str) -> None:
    """Prints a message as one line on standard error."""
    line = " ".join(message.split("\n"))
    errors().print(line, soft_wrap=True)


def print_errors(messages: Iterable[str]) -> None:
    """Prints messages on standard error, one line each."""
    for message in messages:
        print_error(message)


def _console(*, is_error: bool) -> Console:
    stream = sys.stderr if is_error else sys.stdout
    if isinstance(stream, TextIOWrapper):
        with suppress(OSError):
            stream.reconfigure(errors="replace")  # a Chinese Windows console has no ✓
    return Console(
        file=stream,
        width=None if stream.isatty() else WIDTH_OF_FILES,
        markup=False,
        emoji=False,
        highlight=False,
    )
