"""Makes typer speak Chinese: its help pages, and what it says of wrong usage."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

SWITCH = " "
"""Shown in place of the value of an option that has none."""

_USAGE_MESSAGES = (
    (r"Missing command\.?", "缺少命令"),
    (r"No such command '(.+?)'\.?(.*)", "没有命令“{0}”"),
    (r"No such option: (\S+)(?: \(Possible options: (.+)\))?", "没有选项 {0}"),
    (r"No such option: (\S+).*", "没有选项 {0}"),
    (r"Missing argument '(.+?)'.*", "缺少参数 {0}"),
    (r"Missing option '(.+?)'.*", "缺少选项 {0}"),
    (r"Option '(.+?)' requires an argument\.?", "选项 {0} 后面缺少值"),
    (r"Option '(.+?)' requires (\d+) arguments\.?", "选项 {0} 后面要有 {1} 个值"),
    (r"Option '(.+?)' does not take a value\.?", "选项 {0} 不带值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "多余的参数：{0}"),
    (r"Invalid value for '(.+?)': .*valid int.*", "{0} 应为整数"),
    (r"Invalid value for '(.+?)': (.+)", "{0} 的值不对：{1}"),
    (r"Invalid value: (.+)", "{0}"),
)
"""What typer says, as expressions, and what is said instead."""


def usage_message(error: typer.TyperException) -> str:
    """What is wrong with the command line, in Chinese as far as we know the words."""
    message = error.format_message().strip()
    for expression, ours in _USAGE_MESSAGES:
        found = re.fullmatch(expression, message, re.DOTALL)
        if found:
            return ours.format(*found.groups())
    return message


def speak_chinese() -> None:
    """Sets the words of help pages; typer keeps them in constants."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


class _ChineseHelp:
    """The parts of a help page that typer keeps in no constant."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", "用法：")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = "显示本帮助", SWITCH
        return option


class ChineseCommand(_ChineseHelp, TyperCommand):
    """A command whose help page is Chinese."""


class ChineseGroup(_ChineseHelp, TyperGroup):
    """A group of commands whose help page is Chinese."""
