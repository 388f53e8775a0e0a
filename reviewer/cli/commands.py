"""All commands, and how the program ends. Read this module first.

Exit codes: 0 all read; 1 something failed, one line each on standard error; 2 wrong usage;
130 interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from reviewer import __version__
from reviewer.cli import checklists, console, evaluations
from reviewer.cli.check import check
from reviewer.cli.wording import SWITCH, ChineseCommand, ChineseGroup, speak_chinese, usage_message
from reviewer.errors import ExportFailedError, ReviewerError

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

_OPTIONS = "[选项]"


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Args:
        arguments: The command and its arguments, without the program's name.

    Returns:
        The exit code.
    """
    command = typer.main.get_command(application())
    try:
        code = command(list(arguments), prog_name="reviewer", standalone_mode=False)
    except typer.TyperException as error:
        console.print_error(f"用法错误：{usage_message(error)}（用 --help 看说明）")
        return WRONG_USAGE
    except ReviewerError as error:
        console.print_error(str(error))
        return FAILED if isinstance(error, ExportFailedError) else WRONG_USAGE
    except SystemExit as error:  # the reader of the output has gone
        return error.code if isinstance(error.code, int) else FAILED
    if code == INTERRUPTED:
        console.print_error("已中断")
    return code if isinstance(code, int) else 0


def application() -> typer.Typer:
    """All commands."""
    speak_chinese()
    top = _group("评审部门法治政府建设年度报告。不带命令时打开窗口：reviewer [报告]…")
    top.callback()(_top)
    _add(top, "check", check, "评审报告，不开窗口，也不改动评审记录。")
    _add(top, "evaluate", evaluations.evaluate, "用人工标注衡量识别的质量。")
    _add(
        top,
        "evaluate-openings",
        evaluations.evaluate_openings,
        "用开头样本衡量标题、年度等的识别。",
    )
    group = _group("检查和试用自己编写的评审表。")
    group.callback()(_checklist)
    _add(group, "validate", checklists.validate, "检查评审表文件，列出全部错误及其行号。")
    _add(group, "try", evaluations.try_checklist, "试用评审表，列出与内置评审表的不同。")
    top.add_typer(group, name="checklist")
    return top


def _add(group: typer.Typer, name: str, function: Callable[..., None], help_text: str) -> None:
    decorate = group.command(name, cls=ChineseCommand, options_metavar=_OPTIONS, help=help_text)
    decorate(function)


def _group(help_text: str) -> typer.Typer:
    return typer.Typer(
        help=help_text,
        cls=ChineseGroup,
        add_completion=False,
        options_metavar=_OPTIONS,
        subcommand_metavar="命令 …",
        rich_markup_mode="rich",
    )


def _print_version(is_wanted: bool) -> None:  # noqa: FBT001 -- called by typer
    if is_wanted:
        console.output().print(f"报告审阅台 {__version__}")
        raise typer.Exit


def _top(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="显示版本", metavar=SWITCH
        ),
    ] = False,
) -> None:
    """Takes the options that come before a command."""


def _checklist() -> None:
    """Makes `checklist` a group, however many commands it has."""
