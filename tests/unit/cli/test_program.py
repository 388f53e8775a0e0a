"""The program as started by a user, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer import __main__ as program
from reviewer import __version__
from reviewer.resources import resource_path

Run = Callable[..., tuple[int, str, str]]


def python(code: str) -> str:
    return subprocess.run(  # noqa: S603 -- our own interpreter and code
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_command_line_needs_no_qt() -> None:
    code = "import sys, reviewer.cli.commands; print([m for m in sys.modules if 'PySide6' in m])"

    assert python(code) == "[]"


def test_the_window_needs_no_typer() -> None:
    code = "import sys, reviewer.__main__; print('typer' in sys.modules, 'rich' in sys.modules)"

    assert python(code) == "False False"


@pytest.mark.parametrize("argument", program.COMMANDS)
def test_a_command_goes_to_the_command_line(argument: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def command_line(given: list[str]) -> int:
        called.append(given)
        return 0

    monkeypatch.setattr("reviewer.cli.commands.main", command_line)
    monkeypatch.setattr(sys, "argv", ["reviewer", argument, "x"])

    assert program.main() == 0
    assert called == [[argument, "x"]]


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["checklist", "--help"]])
def test_help_is_chinese(run: Run, arguments: list[str]) -> None:
    code, output, _errors = run(*arguments)

    assert code == 0
    assert "用法：" in output
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "required"):
        assert english not in output


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version") == (0, f"报告审阅台 {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["checklist"], "缺少命令"),
        (["checklist", "validat"], "没有命令“validat”"),
        (["checklist", "validate"], "缺少参数 文件"),
        (["checklist", "validate", "a", "b"], "多余的参数：b"),
        (["check", "--version"], "没有选项 --version"),
    ],
)
def test_wrong_commands_are_said_in_chinese(run: Run, arguments: list[str], message: str) -> None:
    code, _output, errors = run(*arguments)

    assert code == 2
    assert message in errors


def test_an_unknown_checklist_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    code, _output, errors = run("check", tmp_path, "--checklist", tmp_path / "无.yaml")

    assert code == 2
    assert "没有这个文件" in errors


def test_faults_of_a_checklist_are_listed_with_their_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "坏.yaml"
    path.write_text("schema: 1\nid: a\ncolour: red\n", encoding="utf-8")

    code, output, errors = run("checklist", "validate", path)

    assert code == 1
    assert "坏.yaml:3: 评审表里有不认识的键“colour”" in output
    assert errors.startswith("有 ")


def test_examples_that_their_rules_take_wrongly_are_listed(run: Run, checklist_file: Path) -> None:
    text = checklist_file.read_text(encoding="utf-8")
    text = text.replace("我局聘请法律顾问。", "本局无此事。").replace(
        "我局聘请专家。", "我局聘请法律顾问。", 1
    )
    checklist_file.write_text(text, encoding="utf-8")

    code, output, _errors = run("checklist", "validate", checklist_file)

    assert code == 1
    assert output.splitlines() == [
        "small.yaml:16: 识别规则“adviser.work”没有识别出应识别的例句“本局无此事。”",
        "small.yaml:16: 识别规则“adviser.work”识别了不该识别的例句“我局聘请法律顾问。”",
    ]


def test_a_sound_checklist_is_said_to_be_so(run: Run) -> None:
    builtin = resource_path("checklists/department-annual-report.yaml")

    code, output, _errors = run("checklist", "validate", builtin)

    assert code == 0
    assert output.startswith("没有错误：部门法治政府建设年度报告评审表")
