"""The command `checklist validate`, for those who write checklists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer import workflow
from reviewer.cli import console
from reviewer.errors import ChecklistFaultsError
from reviewer.evaluation.examples import failing_examples

ChecklistFile = Annotated[Path, typer.Argument(metavar="文件", help="评审表文件（YAML）")]


def validate(file: ChecklistFile) -> None:
    """Prints all faults of a checklist file; ends with 1 when there are any.

    Raises:
        ReviewerError: The file cannot be read at all.
    """
    try:
        checklist = workflow.load_checklist(file)
        faults = failing_examples(checklist, file.name)
    except ChecklistFaultsError as error:
        faults = error.faults
    for fault in faults:
        console.output().print(str(fault), soft_wrap=True)
    if faults:
        console.print_error(f"有 {len(faults)} 处错误")
        raise typer.Exit(1)
    rules = sum(len(item.rules) for item in checklist.items)
    weight = sum(item.weight for item in checklist.items)
    console.output().print(
        f"没有错误：{checklist.name} {checklist.version}，"
        f"{len(checklist.items)} 个评审项，{rules} 条识别规则，共 {weight} 分",
        soft_wrap=True,
    )
