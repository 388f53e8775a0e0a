"""What was decided is on the disk, whatever happens to the program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.store import Workspace

PROGRAM = """
import sys
from dataclasses import replace
from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report, ReportFacts
from reviewer.domain.review import ReviewStage
from reviewer.workspace.store import Workspace

url, sha256, checklist_id, name, last = sys.argv[1:]
report = Report("a.txt", sha256, "txt", None, "text", (), (), (), ReportFacts())
checklist = Checklist(checklist_id, "1", "", "0" * 64, {}, (), (), ())
log = Workspace(url).open_log(report, checklist, "王审", ReviewStage.FIRST)
for number in range(int(last)):
    log.change(f"{name}.{number}", lambda state: replace(state, note=f"{name} {number}"))
    print(number, flush=True)
"""


def start(workspace_file: Path, log: ReviewLog, name: str, last: int) -> subprocess.Popen[str]:
    """Starts a program that notes one item after the other and prints each once it is saved."""
    sha256 = log_key(log)
    command = [sys.executable, "-c", PROGRAM, f"sqlite:///{workspace_file}", *sha256, name]
    return subprocess.Popen(  # noqa: S603 -- our own program
        [*command, str(last)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def log_key(log: ReviewLog) -> tuple[str, str]:
    """Digest of the report and id of the checklist that the fixtures make."""
    with log._database.reading() as connection:
        row = connection.exec_driver_sql("SELECT report_sha256, checklist_id FROM reviews").one()
    return str(row[0]), str(row[1])


def test_a_killed_program_loses_nothing_it_saved(
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
) -> None:
    log = open_log(open_workspace())
    with start(workspace_file, log, "killed", 100_000) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if int(line) == 20:
                program.kill()
        saved = int(line)
    assert program.returncode != 0

    states = open_log(open_workspace()).history.states
    assert [f"killed.{n}" in states for n in range(saved + 1)] == [True] * (saved + 1)
    assert len(states) in (saved + 1, saved + 2)


def test_two_programs_at_once_lose_nothing(
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
) -> None:
    log = open_log(open_workspace())
    programs = [start(workspace_file, log, name, 40) for name in ("one", "other")]
    for program in programs:
        program.communicate(timeout=60)
    assert [program.returncode for program in programs] == [0, 0]

    assert log.refresh()
    assert len(log.history.states) == 80
    assert len(log.history.undoable) == 80


def test_two_programs_can_make_the_same_new_file(
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
    tmp_path: Path,
) -> None:
    log = open_log(open_workspace(tmp_path / "other.sqlite"))
    programs = [start(workspace_file, log, name, 3) for name in ("one", "other", "third")]
    for program in programs:
        program.communicate(timeout=60)

    assert [program.returncode for program in programs] == [0, 0, 0]
    assert len(open_log(open_workspace()).history.states) == 9


def test_a_commit_waits_for_the_disk(open_workspace: Callable[..., Workspace]) -> None:
    with open_workspace()._database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
