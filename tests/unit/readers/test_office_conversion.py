from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from reviewer.errors import UnreadableReportError
from reviewer.readers import office_conversion
from reviewer.readers.office_conversion import find_office
from reviewer.readers.read import read_report

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

Bounded = Callable[[], AbstractContextManager[None]]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM = "WordDocument".encode("utf-16-le")
REPORT = """云岭市水务局2023年法治政府建设年度报告
2023年，云岭市水务局认真开展法治政府建设。现将有关情况报告如下：
一、主要举措和成效
全年立案12件，罚款6万元，全部办结；对𠮷祥水库开展检查4次。
"""


@pytest.fixture(scope="session")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc file of `REPORT`, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    subprocess.run(  # noqa: S603
        [
            str(find_office()),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--infilter=Text (encoded):UTF8", "--convert-to", "doc"),
            *("--outdir", str(folder), str(folder / "report.txt")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "report.doc").read_bytes()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty at the start."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in LibreOffice's place."""

    def give(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(office_conversion, "find_office", lambda: program)

    return give


def write(folder: Path, data: bytes, name: str = "报告.doc") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_an_old_document_reads_like_its_text(
    tmp_path: Path, old_word: bytes, temporary: Path, suffix: str
) -> None:
    path = write(tmp_path, old_word, f"--报告 1.{suffix}")
    report = read_report(path)

    assert report.text == REPORT.strip()
    assert (report.path, report.format, report.encoding) == (str(path), suffix, None)
    assert list(temporary.iterdir()) == []


@needs_office
@pytest.mark.parametrize("end", [600, 3_000, 6_000, 9_000, -600])
def test_a_damaged_document_gives_an_error(
    tmp_path: Path, old_word: bytes, temporary: Path, bounded: Bounded, end: int
) -> None:
    path = write(tmp_path, old_word[:end])

    with bounded(), suppress(UnreadableReportError):
        read_report(path)

    assert list(temporary.iterdir()) == []


@needs_office
def test_noise_is_not_read_as_text(tmp_path: Path, temporary: Path, bounded: Bounded) -> None:
    noise = bytes(range(256)) * 40

    with bounded(), pytest.raises(UnreadableReportError, match="无法转换"):
        read_report(write(tmp_path, OLE + noise + WORD_STREAM + noise))

    assert list(temporary.iterdir()) == []


def test_without_office_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_conversion, "find_office", lambda: None)

    with pytest.raises(UnreadableReportError, match=r"安装 LibreOffice.*\.docx"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))


def test_office_is_found_on_the_search_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    found = find_office()

    assert found is not None
    assert sys.platform == "win32" or found == program


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(OLE + bytes(5_000), id="no Word document inside"),
        pytest.param(OLE, id="head alone"),
        pytest.param(bytes(5_000), id="zeros"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(500), id="picture"),
        pytest.param("不是文档".encode("gb18030"), id="text"),
    ],
)
def test_what_is_no_word_document_never_reaches_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(office_conversion, "find_office", lambda: pytest.fail("was looked for"))

    with pytest.raises(UnreadableReportError, match="不是旧版 Word"):
        read_report(write(tmp_path, data))


def test_a_locked_document_never_reaches_office(tmp_path: Path) -> None:
    data = OLE + bytes(600) + WORD_STREAM + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(UnreadableReportError, match="密码"):
        read_report(write(tmp_path, data))


@needs_shell
def test_a_conversion_without_result_is_an_error(
    tmp_path: Path, stand_in: Callable[[str], None]
) -> None:
    stand_in("exit 1")

    with pytest.raises(UnreadableReportError, match="无法转换"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))


@needs_shell
def test_a_slow_conversion_is_stopped_with_its_children(
    tmp_path: Path,
    temporary: Path,
    stand_in: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in(f'sleep 60 & echo $! > "{tmp_path}/child"; wait')
    monkeypatch.setattr(office_conversion, "_START_SECONDS", 0.5)
    started = time.monotonic()

    with pytest.raises(UnreadableReportError, match="用时过长"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))

    assert time.monotonic() - started < 10
    assert list(temporary.iterdir()) == []
    assert not _is_running(int((tmp_path / "child").read_text()))


@needs_shell
def test_a_file_that_is_never_finished_is_told_from_a_slow_start(
    tmp_path: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in('mkdir "$HOME/converted"; touch "$HOME/converted/started.docx"; sleep 60')
    monkeypatch.setattr(office_conversion, "_SECONDS", 0.3)
    started = time.monotonic()

    with pytest.raises(UnreadableReportError, match="用时过长"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))

    assert time.monotonic() - started < 5


@needs_shell
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is known on Linux only")
def test_a_conversion_that_takes_too_much_memory_is_stopped(
    tmp_path: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = "import time; data = bytearray(b'x' * 100_000_000); time.sleep(60)"
    stand_in(f'{sys.executable} -c "{taking}"')
    monkeypatch.setattr(office_conversion, "_MEMORY_BYTES", 50_000_000)
    started = time.monotonic()

    with pytest.raises(UnreadableReportError, match="内存过大"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))

    assert time.monotonic() - started < 10


@needs_shell
def test_a_result_that_is_no_document_is_an_error_of_the_original(
    tmp_path: Path, stand_in: Callable[[str], None]
) -> None:
    stand_in('mkdir -p "$HOME/converted"; echo noise > "$HOME/converted/report.docx"')

    with pytest.raises(UnreadableReportError, match=r"报告\.doc"):
        read_report(write(tmp_path, OLE + bytes(600) + WORD_STREAM))


def _is_running(process: int) -> bool:
    """Whether it runs; what was killed may wait for whoever collects it."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        try:
            os.kill(process, 0)
        except OSError:
            return False
        return not Path("/proc").is_dir()
    return state not in "ZX"
