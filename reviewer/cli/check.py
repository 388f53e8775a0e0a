"""The command `check`: examines reports without a window and never writes a workspace."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from reviewer import workflow
from reviewer.cli import console
from reviewer.cli.batch import Options, Outcome, examine_files
from reviewer.cli.output import STANDARD_OUTPUT, write_output
from reviewer.cli.tables import print_report, print_summary
from reviewer.cli.tasks import Task, find_reports, name_sheets
from reviewer.cli.wording import SWITCH
from reviewer.errors import ReviewerError, reason_of

SCHEMA = 1
"""Version of the JSON."""

_YEARS = range(1949, 2201)

Reports = Annotated[
    list[Path], typer.Argument(metavar="报告", help="报告文件、文件夹（含子文件夹）或 zip 压缩包")
]
ChecklistOption = Annotated[
    str | None,
    typer.Option("--checklist", metavar="编号|文件", help="评审表的编号，或 YAML 文件"),
]


def check(  # noqa: PLR0913, PLR0917 -- one parameter per option; typer gives them by name
    paths: Reports,
    checklist: ChecklistOption = None,
    year: Annotated[
        int | None,
        typer.Option(metavar="年", help="报告年度，原文没有写明时采用"),
    ] = None,
    json_file: Annotated[
        str | None,
        typer.Option("--json", metavar="文件|-", help="结果写成 JSON，- 为标准输出"),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="文件夹|文件.xlsx", help="写评分表；文件名只能用于一份报告"),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="个数", help="进程数，默认按文件多少决定")
    ] = None,
    no_nearest: Annotated[  # noqa: FBT002 -- a switch
        bool, typer.Option("--no-nearest", metavar=SWITCH, help="不找最接近的段落")
    ] = False,
    force: Annotated[  # noqa: FBT002 -- a switch
        bool, typer.Option("--force", metavar=SWITCH, help="不像年度报告的也评审")
    ] = False,
) -> None:
    """Examines reports; ends with 1 when a file could not be read or written.

    Raises:
        typer.BadParameter: An option makes no sense, or not with these files.
        ReviewerError: The checklist cannot be loaded.
    """
    if year is not None and year not in _YEARS:
        raise typer.BadParameter(f"--year 应在 {_YEARS[0]} 与 {_YEARS[-1]} 之间")
    if jobs is not None and jobs < 1:
        raise typer.BadParameter("--jobs 至少为 1")
    options = Options(year=year, nearest=not no_nearest, force=force)
    chosen = workflow.load_checklist(checklist)
    with TemporaryDirectory(prefix="reviewer-", ignore_cleanup_errors=True) as unpacked:
        tasks = _with_sheets(find_reports(paths, Path(unpacked)), export)
        outcomes = _examined(tasks, examine_files(tasks, chosen, options, jobs=jobs))
    failures = [message for outcome in outcomes for message in _failures(outcome)]
    if json_file is not None:
        try:
            write_output(json_file, _json_text(outcome.entry for outcome in outcomes))
        except ReviewerError as error:
            failures.append(str(error))
    if json_file != STANDARD_OUTPUT:
        _print(outcomes, with_tables=json_file is None and export is None)
    console.print_errors(_notices(outcomes, export))
    console.print_errors(failures)
    raise typer.Exit(1 if failures else 0)


def _with_sheets(tasks: list[Task], export: Path | None) -> list[Task]:
    """The tasks with the files that their score sheets go to."""
    if export is None:
        return tasks
    if export.suffix.lower() != ".xlsx" or export.is_dir():
        if export.exists() and not export.is_dir():
            raise typer.BadParameter("--export 应是文件夹，或以 .xlsx 结尾的文件")
        try:
            export.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise typer.BadParameter(f"不能新建文件夹“{export}”：{reason_of(error)}") from error
        return name_sheets(tasks, export)
    if len(tasks) != 1:
        raise typer.BadParameter("--export 指定 .xlsx 文件时只能评审一份报告，请改为指定文件夹")
    return [replace(tasks[0], sheet=export)]


def _examined(tasks: Sequence[Task], outcomes: Iterator[Outcome]) -> list[Outcome]:
    """All outcomes; where many are awaited at a terminal, with a bar on standard error."""
    errors = console.errors()
    if len(tasks) == 1 or not errors.is_terminal:
        return list(outcomes)
    columns = (TextColumn("正在评审"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        return list(progress.track(outcomes, total=len(tasks)))


def _json_text(entries: Iterable[dict[str, Any]]) -> str:
    """The JSON of `check`, one report per line."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{{"schema": {SCHEMA}, "reports": [\n{lines}\n]}}\n'


def _print(outcomes: Sequence[Outcome], *, with_tables: bool) -> None:
    output = console.output()
    for outcome in outcomes:
        if outcome.sheet is not None:
            output.print(f"已写入 {outcome.sheet}", soft_wrap=True)
    if not with_tables:
        return
    if len(outcomes) > 1:
        print_summary(output, [outcome.entry for outcome in outcomes])
    elif outcomes[0].error is None:
        print_report(output, outcomes[0].entry)


def _failures(outcome: Outcome) -> Iterator[str]:
    path = outcome.entry["path"]
    for message in (outcome.error, outcome.sheet_error):
        if message is not None:
            yield message if Path(path).name == path else f"{path}：{message}"


def _notices(outcomes: Sequence[Outcome], export: Path | None) -> Iterator[str]:
    """Reports for which no sheet was written though nothing failed."""
    if export is None:
        return
    for outcome in outcomes:
        if outcome.error is None and outcome.sheet_error is None and outcome.sheet is None:
            path = outcome.entry["path"]
            yield f"{path}：不像法治政府建设年度报告，没有写评分表；仍要评审请加 --force"
