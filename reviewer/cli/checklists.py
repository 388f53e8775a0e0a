"""The commands `checklist validate` and `checklist try`, for those who write checklists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer import workflow
from reviewer.cli import console
from reviewer.errors import ChecklistFaultsError

ChecklistFile = Annotated[Path, typer.Argument(metavar="文件", help="评审表文件（YAML）")]


def validate(file: ChecklistFile) -> None:
    """Prints all faults of a checklist file; ends with 1 when there are any."""
    try:
        checklist = workflow.load_checklist(file)
    except ChecklistFaultsError as error:
        for fault in error.faults:
            console.output().print(str(fault), soft_wrap=True)
        console.print_error(f"有 {len(error.faults)} 处错误")
        raise typer.Exit(1) from error
    rules = sum(len(item.rules) for item in checklist.items)
    weight = sum(item.weight for item in checklist.items)
    console.output().print(
        f"没有错误：{checklist.name} {checklist.version}，"
        f"{len(checklist.items)} 个评审项，{rules} 条识别规则，共 {weight} 分"
    )
