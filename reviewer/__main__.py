"""The program: the command line where a command is given, else the window.

Neither imports the other: checking reports needs no Qt, and the window is painted before typer
would be loaded.
"""

# ruff: noqa: PLC0415 -- only one of the two is imported, as said above

from __future__ import annotations

import multiprocessing
import sys

COMMANDS = ("check", "evaluate", "evaluate-openings", "checklist", "--help", "--version")
"""First arguments that belong to the command line; a file of such a name is opened as ./check."""


INTERRUPTED = 130


def main() -> int:
    """Runs the program with the arguments of the process; gives its exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--pdf-worker"]:  # a frozen build starts itself as the process for PDF
        from reviewer.readers.pdf_worker import main as serve

        return serve()
    if arguments and arguments[0] in COMMANDS:
        try:
            from reviewer.cli.commands import main as run_command

            return run_command(arguments)
        except KeyboardInterrupt:  # while loading; a running command sees to it itself
            return INTERRUPTED
    from reviewer.app import main as run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
