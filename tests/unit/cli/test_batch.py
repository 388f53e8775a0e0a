from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typing_extensions import override

from reviewer import workflow
from reviewer.cli.batch import Options, examine_files
from reviewer.cli.tasks import Task

WriteReport = Callable[..., Path]


class DeadlyPath(type(Path())):  # type: ignore[misc]  # the class of paths of this system
    """A path that ends the process to which it is handed, as a crash in a library would."""

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_a_file_that_ends_its_process_fails_alone(
    write_report: WriteReport, checklist_file: Path
) -> None:
    tasks = [
        Task(write_report("甲.txt")),
        Task(DeadlyPath(write_report("乙.txt"))),
        Task(write_report("丙.txt")),
    ]

    checklist = workflow.load_checklist(checklist_file)
    outcomes = list(examine_files(tasks, checklist, Options(force=True), jobs=2))

    assert [Path(outcome.entry["path"]).name for outcome in outcomes] == [
        "甲.txt",
        "乙.txt",
        "丙.txt",
    ]
    assert [outcome.error is None for outcome in outcomes] == [True, False, True]
    assert "程序出错" in str(outcomes[1].error)


def test_what_is_already_known_to_be_wrong_is_not_read(checklist_file: Path) -> None:
    tasks = [Task(Path("空"), error="里面没有能读取的报告")]

    outcomes = list(
        examine_files(tasks, workflow.load_checklist(checklist_file), Options(), jobs=1)
    )

    assert [outcome.error for outcome in outcomes] == ["里面没有能读取的报告"]
