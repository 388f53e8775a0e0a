"""The two commands of the README, on a machine made of stand-ins: nothing real is installed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = (
    "basename", "bash", "cat", "chmod", "cp", "dirname", "env", "find", "grep", "locale", "mkdir",
    "mktemp", "rm", "sha256sum", "sleep", "tail", "tee",
)  # fmt: skip

# Stands for every program that the scripts call; writes down how it was called.
STAND_IN = """#!/bin/bash
name=${0##*/}
has() { [ -e "$STATE/$1" ]; }
case "$name $*" in
  "id -u") has root && echo 0 || echo 1000; exit ;;
  "sudo -n true") has sudo; exit ;;
  "sudo -n "*) shift; exec "$@" ;;
  "python3 --version") echo "Python 3.10.1"; exit ;;
  python*version_info*) has python; exit ;;
  python*ensurepip*) has ensurepip; exit ;;
  "python3 -m venv "*)
    mkdir -p "$3/bin"
    for tool in python reviewer ruff mypy lint-imports; do cp "$0" "$3/bin/$tool"; done
    exit ;;
  "python -m pip --version") exit ;;
  "python -m pytest"*) cat "$STATE/pytest"; exit ;;
  "python3 -") cat >/dev/null; has x-server; exit ;;
  "python3 - "*) cat >/dev/null; has libraries || echo libgl1; exit ;;
  "fc-list "*) has font && echo Noto; exit ;;
esac
echo "$name $*" >>"$STATE/calls"
case "$name $*" in
  "apt-get "*install*venv*) echo >"$STATE/ensurepip" ;;
  "apt-get "*install*libgl1*) echo >"$STATE/libraries" ;;
  "apt-get "*install*noto*) exit 100 ;;
  "apt-get "*install*wqy*) echo >"$STATE/font" ;;
esac
"""


@dataclass
class Machine:
    """A checkout, a folder of programs, and what is there already."""

    folder: Path

    def has(self, *things: str) -> None:
        for thing in things:
            (self.folder / "state" / thing).touch()

    def run(
        self, script: str, *arguments: str, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        bash = self.folder / "bin/bash"
        return subprocess.run(  # noqa: S603 (our own script)
            [bash, self.folder / "checkout/packaging" / script, *arguments],
            cwd=self.folder,
            env={
                "PATH": str(self.folder / "bin"),
                "HOME": str(self.folder),
                "STATE": str(self.folder / "state"),
                **variables,
            },
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def calls(self, name: str) -> list[str]:
        """How that program was called, without its name."""
        calls = self.folder / "state/calls"
        lines = calls.read_text("utf-8").splitlines() if calls.exists() else []
        return [line.removeprefix(name).strip() for line in lines if line.startswith(name + " ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    checkout, programs = tmp_path / "checkout", tmp_path / "bin"
    (tmp_path / "state").mkdir()
    programs.mkdir()
    shutil.copytree(ROOT / "packaging", checkout / "packaging")
    shutil.copytree(ROOT / "resources/samples", checkout / "resources/samples")
    shutil.copy(ROOT / "pyproject.toml", checkout)
    (checkout / "packaging/check_wheel.sh").write_text("")
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, tool
        (programs / tool).symlink_to(found)
    for name in ("python3", "id", "sudo", "apt-get", "fc-list", "soffice"):
        (programs / name).write_text(STAND_IN)
        (programs / name).chmod(0o755)
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A machine on which nothing is missing, without rights to install."""
    machine.has("python", "ensurepip", "libraries", "font")
    return machine


def test_another_python_is_named_and_nothing_is_made(machine: Machine) -> None:
    result = machine.run("run.sh")

    assert result.returncode == 1
    assert "Python 3.10.1" in result.stderr
    assert "没有找到 Python 3.11、3.12 或 3.13" in result.stderr
    assert not (machine.folder / "checkout/.venv").exists()


def test_without_rights_the_command_for_what_is_missing_is_printed(machine: Machine) -> None:
    machine.has("python", "libraries", "font")

    result = machine.run("run.sh")

    assert result.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends python3-venv" in result.stderr
    assert machine.calls("apt-get") == []


@pytest.mark.parametrize("right", ["root", "sudo"])
def test_with_rights_everything_missing_is_installed(machine: Machine, right: str) -> None:
    machine.has("python", right)

    result = machine.run("run.sh")

    assert result.returncode == 0, result.stderr
    installed = [call.split()[-1] for call in machine.calls("apt-get") if " install " in call]
    assert installed == ["python3-venv", "libgl1", "fonts-noto-cjk", "fonts-wqy-zenhei"]


def test_dependencies_are_installed_with_the_pins(ready: Machine) -> None:
    ready.run("run.sh")

    pins = f"--constraint {ready.folder}/checkout/packaging/constraints.txt"
    assert all(pins in call for call in ready.calls("python"))
    assert len(ready.calls("python")) == 2


def test_a_second_start_installs_nothing(ready: Machine) -> None:
    ready.run("run.sh")
    before = len(ready.calls("python"))

    ready.run("run.sh")

    assert len(ready.calls("python")) == before


def test_changed_pins_are_installed_at_the_next_start(ready: Machine) -> None:
    ready.run("run.sh")
    before = len(ready.calls("python"))
    with (ready.folder / "checkout/packaging/constraints.txt").open("a") as constraints:
        constraints.write("another==1.0\n")

    ready.run("run.sh")

    assert len(ready.calls("python")) > before


def test_without_a_display_the_sample_is_checked_and_its_sheet_written(ready: Machine) -> None:
    result = ready.run("run.sh")

    assert result.returncode == 0, result.stderr
    assert "没有图形显示" in result.stdout
    (sample,) = (ready.folder / "checkout/resources/samples").glob("*.txt")
    assert f"check {sample} --export {ready.folder}" in ready.calls("reviewer")


def test_with_a_display_that_does_not_answer_the_given_report_is_checked(ready: Machine) -> None:
    result = ready.run("run.sh", "check", DISPLAY=":7")

    assert "DISPLAY=:7 连接不上" in result.stdout
    assert f"check ./check --export {ready.folder}" in ready.calls("reviewer")


def test_with_a_display_the_window_opens_on_the_given_reports(ready: Machine) -> None:
    ready.has("x-server")

    result = ready.run("run.sh", "甲 报告.txt", "/乙.docx", DISPLAY=":7")

    assert result.returncode == 0, result.stderr
    assert ready.calls("reviewer") == ["./甲 报告.txt /乙.docx"]


def test_missing_libraries_stop_the_window_but_not_the_check(machine: Machine) -> None:
    machine.has("python", "ensurepip", "font", "x-server")

    with_display = machine.run("run.sh", DISPLAY=":7")
    without_display = machine.run("run.sh")

    assert with_display.returncode == 1
    assert "libgl1" in with_display.stderr
    assert without_display.returncode == 0


@pytest.mark.parametrize(
    ("closing_line", "rights", "code"),
    [
        ("3 passed in 0.1s", ["root"], 0),
        ("3 passed, 1 skipped in 0.1s", ["root"], 1),
        ("3 passed, 1 skipped in 0.1s", [], 0),
    ],
)
def test_a_skipped_test_fails_the_run_only_where_it_could_be_helped(
    ready: Machine, closing_line: str, rights: list[str], code: int
) -> None:
    ready.has(*rights)
    (ready.folder / "state/pytest").write_text(f"tests/a.py ..\n{closing_line}\n")

    result = ready.run("test.sh")

    assert result.returncode == code, result.stderr
    assert closing_line == result.stdout.splitlines()[-1]


def test_all_checks_run_in_order(ready: Machine) -> None:
    (ready.folder / "state/pytest").write_text("3 passed in 0.1s\n")

    result = ready.run("test.sh")

    titles = [line for line in result.stdout.splitlines() if line.startswith("── ")]
    assert [title.split()[-2] for title in titles] == [
        "format", "check", "mypy", "import-linter", "wheel", "pytest",
    ]  # fmt: skip
