"""Copies of the workspace file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from reviewer.errors import WorkspaceError
from reviewer.workspace.backups import back_up, backups_of
from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.store import Workspace, restore_workspace

POWER = "topic.power_list"


@pytest.fixture
def workspace_with_note(
    open_workspace: Callable[..., Workspace], open_log: Callable[[Workspace], ReviewLog]
) -> Workspace:
    workspace = open_workspace()
    open_log(workspace).change(POWER, lambda state: replace(state, note="要留住的备注"))
    return workspace


def test_a_new_workspace_has_nothing_to_back_up(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    open_workspace()

    assert backups_of(workspace_file) == []


@pytest.mark.usefixtures("workspace_with_note")
def test_opening_makes_one_backup_a_day(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    open_workspace()
    (backup,) = backups_of(workspace_file)
    made = backup.stat().st_mtime_ns
    open_workspace()

    assert backups_of(workspace_file) == [backup]
    assert backup.stat().st_mtime_ns == made
    assert backup.parent == workspace_file.parent / "backups"


@pytest.mark.usefixtures("workspace_with_note")
def test_a_backup_holds_what_was_decided_even_while_the_file_is_open(
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
    tmp_path: Path,
) -> None:
    backup = back_up(workspace_file)

    assert backup is not None
    assert sorted(path.name for path in backup.parent.iterdir()) == [backup.name]
    copy = backup.rename(tmp_path / "copy.sqlite")
    assert open_log(open_workspace(copy)).history.states[POWER].note == "要留住的备注"


@pytest.mark.usefixtures("workspace_with_note")
def test_the_newest_five_backups_are_kept(workspace_file: Path) -> None:
    first = date(2025, 2, 26)
    for days in range(7):
        back_up(workspace_file, first + timedelta(days=days))

    names = [path.name for path in backups_of(workspace_file)]
    assert names[0] == "workspace-2025-03-04.sqlite"
    assert len(names) == 5


@pytest.mark.usefixtures("workspace_with_note")
def test_backups_of_another_workspace_in_the_folder_are_left_alone(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    other = workspace_file.with_name("workspace-2.sqlite")
    open_workspace(other)
    back_up(other, date(2020, 1, 1))
    for day in range(1, 9):
        back_up(workspace_file, date(2025, 1, day))

    assert len(backups_of(other)) == 1
    assert len(backups_of(workspace_file)) == 5


@pytest.mark.usefixtures("workspace_with_note")
def test_a_backup_that_fails_does_not_stop_the_work(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    (workspace_file.parent / "backups").write_text("in the way")

    assert len(open_workspace().recent_reports("王审")) == 1


def test_a_damaged_file_is_replaced_by_its_newest_whole_backup(
    workspace_with_note: Workspace,
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
) -> None:
    good = back_up(workspace_file, date(2025, 3, 1))
    broken = back_up(workspace_file, date(2025, 3, 2))
    assert broken is not None
    broken.write_bytes(broken.read_bytes()[:9000])
    workspace_with_note.close()
    workspace_file.write_bytes(b"\xff" * 9000)

    assert restore_workspace(f"sqlite:///{workspace_file}") == good
    assert open_log(open_workspace()).history.states[POWER].note == "要留住的备注"
    (damaged,) = workspace_file.parent.glob("workspace-damaged-*.sqlite")
    assert damaged.read_bytes() == b"\xff" * 9000


@pytest.mark.usefixtures("workspace_with_note")
def test_a_leftover_write_ahead_log_is_not_applied_to_the_restored_file(
    workspace_file: Path,
) -> None:
    back_up(workspace_file)
    write_ahead_log = workspace_file.with_name("workspace.sqlite-wal")
    assert write_ahead_log.exists()

    restore_workspace(f"sqlite:///{workspace_file}")
    assert not write_ahead_log.exists()
    assert len(list(workspace_file.parent.glob("workspace-damaged-*.sqlite-wal"))) == 1


def test_without_a_backup_nothing_is_moved(workspace_file: Path) -> None:
    workspace_file.parent.mkdir()
    workspace_file.write_bytes(b"broken")

    assert restore_workspace(f"sqlite:///{workspace_file}") is None
    assert workspace_file.read_bytes() == b"broken"


def test_a_server_has_no_backups_here() -> None:
    assert restore_workspace("postgresql+psycopg://host/reviews") is None


@pytest.mark.usefixtures("workspace_with_note")
def test_a_restore_that_fails_is_named(workspace_file: Path) -> None:
    back_up(workspace_file)
    (workspace_file.parent / "workspace.sqlite.partial").mkdir()

    with pytest.raises(WorkspaceError, match="无法恢复工作区"):
        restore_workspace(f"sqlite:///{workspace_file}")
    assert workspace_file.exists()
