"""Old Word and WPS files (.doc, .wps) to blocks, through an installed LibreOffice.

LibreOffice runs without a window, in a folder of its own that is deleted afterwards: its profile,
its temporary files and the converted file lie there, it runs no macros and follows no links.

Its start takes a second, or twenty on a slow machine the first time, and cannot be told from a
file that it never finishes. So it converts a document of our own first: when that is there, it has
started, and the time of the file itself begins.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from reviewer.errors import UnreadableReportError
from reviewer.readers.limits import MEGABYTE, read_bytes
from reviewer.readers.process_tree import resident_bytes
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence
from reviewer.readers.word_document import read_word_document
from reviewer.resources import resource_path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_START_SECONDS = 60.0
"""A start takes about a second; the first one on a slow machine up to twenty."""
_SECONDS = 3.0
_SECONDS_PER_MEGABYTE = 3.0
"""An ordinary file takes 0.1 s, one of the most characters (5 MB) some 7 s."""
_EVERY_SECONDS = 0.05
_ADDRESS_BYTES = 3 * 1024 * MEGABYTE
"""Address space LibreOffice may take: it reserves 2 GB, of which it uses some 200 MB."""
_MEMORY_BYTES = 450 * MEGABYTE
_OWN_DOCUMENT = "office/started.doc"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_old_word(path: Path) -> SourceDocument:
    """The paragraphs of a .doc or .wps file.

    Raises:
        UnreadableReportError: No such file, damaged or locked, or there is no LibreOffice.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    _refuse_what_is_no_word(path, data)
    program = find_office()
    if program is None:
        raise UnreadableReportError(path, sentence("errors", "no_office"))
    prefix = "reviewer-office-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        converted = _convert(path, data, program, Path(name))
        try:
            source = read_word_document(converted)
        except UnreadableReportError as error:
            raise type(error)(path, error.reason) from error
    return replace(
        source,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        format=path.suffix.lower().lstrip("."),
    )


def find_office() -> Path | None:
    """The LibreOffice program, on the search path or where it is usually installed."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    places = (Path(found) for place in _USUAL_PLACES for found in sorted(glob.glob(place)))  # noqa: PTH207 -- absolute
    return next((place for place in places if place.is_file()), None)


def _refuse_what_is_no_word(path: Path, data: bytes) -> None:
    if not data.startswith(_OLE):
        raise UnreadableReportError(path, sentence("errors", "no_old_word"))
    if _ENCRYPTED_STREAM in data:
        raise UnreadableReportError(path, sentence("errors", "old_word_password"))
    if _WORD_STREAM not in data:
        raise UnreadableReportError(path, sentence("errors", "no_old_word"))


def _convert(path: Path, data: bytes, program: Path, folder: Path) -> Path:
    """Writes the file as .docx into the folder; gives its place."""
    original, converted = folder / "report.doc", folder / "converted" / "report.docx"
    own, started = folder / "started.doc", folder / "converted" / "started.docx"
    original.write_bytes(data)
    shutil.copyfile(resource_path(_OWN_DOCUMENT), own)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        "--infilter=MS Word 97",  # what is damaged would else be taken for plain text
        *("--convert-to", "docx", "--outdir", str(converted.parent)),
        *(str(own), str(original)),
    ]
    seconds = _SECONDS + _SECONDS_PER_MEGABYTE * len(data) / MEGABYTE
    try:
        _run(command, folder, started, seconds)
    except TimeoutError as error:
        raise UnreadableReportError(path, sentence("errors", "office_timeout")) from error
    except MemoryError as error:
        raise UnreadableReportError(path, sentence("errors", "office_memory")) from error
    except OSError as error:
        raise UnreadableReportError(path, sentence("errors", "office_failed")) from error
    if not converted.is_file():
        raise UnreadableReportError(path, sentence("errors", "office_failed"))
    return converted


def _run(command: list[str], folder: Path, started: Path, seconds: float) -> None:
    """Runs a program that writes into the folder only, and ends it and its children in time.

    Args:
        command: The program and its arguments.
        folder: Where it works.
        started: What it writes when it has started.
        seconds: How long it may take from then on.

    Raises:
        TimeoutError: It took longer.
        MemoryError: It took too much memory.
        OSError: It could not be started.
    """
    places = ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, **dict.fromkeys(places, str(folder))}
    environment.pop("DISPLAY", None)
    process = subprocess.Popen(  # noqa: S603 -- a program found in its usual places
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )
    try:
        _limit_memory(process.pid)
        _watch(process, started, seconds)
    finally:
        _end_all(process)


def _watch(process: subprocess.Popen[bytes], started: Path, seconds: float) -> None:
    ends = time.monotonic() + _START_SECONDS
    has_started = False
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_EVERY_SECONDS)
            return
        if not has_started and started.exists():
            has_started, ends = True, time.monotonic() + seconds
        if time.monotonic() > ends:
            raise TimeoutError
        if resident_bytes(process.pid) > _MEMORY_BYTES:
            raise MemoryError


def _limit_memory(pid: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource  # noqa: PLC0415 -- not on Windows, and without `prlimit` on macOS

        resource.prlimit(pid, resource.RLIMIT_AS, (_ADDRESS_BYTES, _ADDRESS_BYTES))


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those it started, if any still run."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(  # noqa: S603
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
                check=False,
                capture_output=True,
            )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
