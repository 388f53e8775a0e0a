"""What goes wrong is named with the file and the remedy, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from reviewer.domain.review import ItemState
from reviewer.errors import WorkspaceError
from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.store import Workspace

POWER = "topic.power_list"
_NOBODY = 65534


def noted(words: str) -> Callable[[ItemState], ItemState]:
    return lambda state: replace(state, note=words)


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """Expects a `WorkspaceError` whose sentence holds all the words."""
    with pytest.raises(WorkspaceError) as caught:
        yield
    for word in words:
        assert word in str(caught.value)


@pytest.fixture
def workspace(open_workspace: Callable[..., Workspace]) -> Workspace:
    return open_workspace(busy_timeout_ms=100)


@pytest.fixture
def log(workspace: Workspace, open_log: Callable[[Workspace], ReviewLog]) -> ReviewLog:
    log = open_log(workspace)
    log.change(POWER, noted("第一条"))
    return log


@pytest.fixture
def limit_connections(workspace: Workspace) -> Callable[[str], None]:
    """Runs a pragma on every connection that is made from now on."""

    def limit(pragma: str) -> None:
        engine = workspace._database.engine
        engine.dispose()
        event.listen(
            engine, "connect", lambda connection, _entry: connection.execute(pragma).close()
        )

    return limit


def test_a_full_disk_leaves_memory_and_file_as_they_were(
    log: ReviewLog,
    limit_connections: Callable[[str], None],
    workspace_file: Path,
) -> None:
    with closing(sqlite3.connect(workspace_file)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    before = log.history.copy()
    limit_connections(f"PRAGMA max_page_count = {pages}")

    with refused("磁盘空间不足", workspace_file.name, "请清理磁盘"):
        log.change(POWER, noted("长" * 100_000))
    assert log.history == before
    assert len(log.entries()) == 1

    log.change(POWER, noted("短"))
    assert log.history.states[POWER].note == "短"


def test_a_locked_workspace_says_so_and_can_be_written_afterwards(
    log: ReviewLog, workspace_file: Path
) -> None:
    with closing(sqlite3.connect(workspace_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("占用", workspace_file.name):
            log.change(POWER, noted("第二条"))
        assert log.history.states[POWER].note == "第一条"
        other.execute("ROLLBACK")

    log.change(POWER, noted("第二条"))
    assert log.history.states[POWER].note == "第二条"


def test_a_read_only_workspace_can_be_read_and_says_so_when_written(
    log: ReviewLog, limit_connections: Callable[[str], None], workspace_file: Path
) -> None:
    limit_connections("PRAGMA query_only = ON")

    with refused("只读", workspace_file.name, "写入权限"):
        log.change(POWER, noted("第二条"))
    assert log.entries()[0].after.note == "第一条"


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder with a workspace, neither of which may be written, not even by root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Workspace(f"sqlite:///{folder / 'old.sqlite'}").close()
        (folder / "old.sqlite").chmod(0o444)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(_NOBODY)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize(
    ("name", "words"),
    [("old.sqlite", "只读"), ("new.sqlite", "能否读写"), ("a/b.sqlite", "文件夹")],
)
def test_a_folder_without_permission_is_named(
    read_only_folder: Path, name: str, words: str
) -> None:
    with refused(
        str(read_only_folder / name), words, "写入权限" if words != "能否读写" else "换一个"
    ):
        Workspace(f"sqlite:///{read_only_folder / name}")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that nobody can write to")
@pytest.mark.parametrize("url", ["sqlite:////proc/w.sqlite", "sqlite:////proc/new/w.sqlite"])
def test_a_folder_that_cannot_be_written_is_named(url: str) -> None:
    with refused("/proc", "写入权限" if "new" in url else "能否读写"):
        Workspace(url)


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with refused("无法打开", tmp_path.name):
        Workspace(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "content", [b"x", b"PK\x03\x04" * 500, "不是数据库\n".encode() * 900, b"\0" * 4096]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    open_workspace: Callable[..., Workspace], workspace_file: Path, content: bytes
) -> None:
    workspace_file.parent.mkdir()
    workspace_file.write_bytes(content)

    with refused("不是工作区文件", workspace_file.name, "backups"):
        open_workspace()
    assert workspace_file.read_bytes() == content


@pytest.fixture
def closed_file(
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
    workspace_file: Path,
) -> Path:
    """A workspace file with many entries that no program has open."""
    workspace = open_workspace()
    log = open_log(workspace)
    for number in range(50):
        log.change(POWER, noted(f"{number}" + "很长的备注" * 40))
    workspace.close()
    return workspace_file


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.1])
def test_a_half_written_file_is_refused_and_left_alone(
    closed_file: Path, open_workspace: Callable[..., Workspace], kept: float
) -> None:
    content = closed_file.read_bytes()
    half = content[: int(len(content) * kept)]
    closed_file.write_bytes(half)

    with refused("损坏", closed_file.name, "backups"):
        open_workspace()
    assert closed_file.read_bytes() == half


def test_a_file_with_a_destroyed_page_is_refused(
    closed_file: Path, open_workspace: Callable[..., Workspace]
) -> None:
    content = bytearray(closed_file.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    closed_file.write_bytes(content)

    with refused("损坏", closed_file.name):
        open_workspace()


def test_an_entry_that_makes_no_sense_is_reported_as_damage(
    closed_file: Path,
    open_workspace: Callable[..., Workspace],
    open_log: Callable[[Workspace], ReviewLog],
) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        connection.execute("DROP TRIGGER decision_log_no_update")
        connection.execute("UPDATE decision_log SET after = '{half' WHERE id = 7")
        connection.commit()

    with refused("损坏", closed_file.name, "backups"):
        open_log(open_workspace())


def test_a_damaged_file_does_not_push_out_backups(
    closed_file: Path, open_workspace: Callable[..., Workspace]
) -> None:
    closed_file.write_bytes(closed_file.read_bytes()[:20_000])

    with refused("损坏"):
        open_workspace()
    assert not (closed_file.parent / "backups").exists()


def test_an_empty_file_becomes_a_workspace(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    workspace_file.parent.mkdir()
    workspace_file.touch()

    assert open_workspace().recent_reports("王审") == ()


def test_another_programs_database_is_refused_and_left_alone(
    open_workspace: Callable[..., Workspace], workspace_file: Path
) -> None:
    workspace_file.parent.mkdir()
    with closing(sqlite3.connect(workspace_file)) as connection:
        connection.execute("CREATE TABLE notes (words)")

    with refused("别的程序", workspace_file.name):
        open_workspace()
    with closing(sqlite3.connect(workspace_file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("notes",)]


def test_a_newer_file_is_refused_with_both_versions(
    closed_file: Path, open_workspace: Callable[..., Workspace]
) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (7, '2031-01-01 00:00:00')")
        connection.commit()

    with refused(closed_file.name, "格式 7", "认识到 2", "请升级"):
        open_workspace()


@pytest.mark.parametrize("act", ["remove", "replace"])
def test_a_file_that_was_taken_away_is_noticed(
    log: ReviewLog, workspace_file: Path, act: str
) -> None:
    copy = workspace_file.with_name("copy")
    shutil.copy(workspace_file, copy)
    workspace_file.unlink()
    if act == "replace":
        copy.rename(workspace_file)

    with refused("移走、删除或替换", workspace_file.name):
        log.change(POWER, noted("第二条"))
    assert log.history.states[POWER].note == "第一条"


def test_a_closed_workspace_says_so(log: ReviewLog, workspace: Workspace) -> None:
    workspace.close()
    workspace.close()

    with refused("已经关闭"):
        log.change(POWER, noted("第二条"))


@pytest.mark.parametrize(
    "url", ["工作区", "sqlite://", "sqlite:///:memory:", "mysql://host/base", "oracle://h/b"]
)
def test_an_address_that_is_not_understood_says_what_is_allowed(url: str) -> None:
    with refused("sqlite:///", "postgresql"):
        Workspace(url)


def test_a_missing_postgresql_driver_is_named_and_the_password_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(WorkspaceError, match="PostgreSQL 驱动") as caught:
        Workspace("postgresql+psycopg://wang:secret@host/reviews")
    assert "secret" not in str(caught.value)
    assert re.search(r"pip install", str(caught.value))
