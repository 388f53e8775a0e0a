"""Reports made from made-up text."""

from __future__ import annotations

import os
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from reviewer.domain.report import Report, SectionRole
from reviewer.readers.process_tree import resident_bytes
from reviewer.readers.read import read_pasted

REPORT = """云岭市水务局2023年法治政府建设年度报告
2023年，云岭市水务局认真开展法治政府建设。现将有关情况报告如下：
一、主要举措和成效
（一）健全机制。成立领导小组，召开专题会议4次。
（二）规范执法。全年立案12件，罚款6万元。
二、存在的不足和原因
执法人员偏少，主要原因是编制不足。
三、党政主要负责人履行推进法治建设第一责任人职责情况
局长主持研究法治工作3次，带头讲法治课1次。
四、2024年工作安排
全年开展案卷评查2次，举办培训班2期。
云岭市水务局
2024年1月15日
"""


@pytest.fixture
def report() -> Report:
    """A complete, ordinary report."""
    return read_pasted(REPORT)


@pytest.fixture
def roles_of() -> Callable[[str], list[tuple[SectionRole, str]]]:
    """Gives the role spans of a text: role and the text it covers, without outer line ends."""

    def give(text: str) -> list[tuple[SectionRole, str]]:
        found = read_pasted(text)
        return [(entry.role, entry.span.of(found.text).strip()) for entry in found.role_spans]

    return give


@pytest.fixture
def role_at() -> Callable[[str, str], SectionRole]:
    """Gives the role of the first place of some words in a text."""

    def give(text: str, words: str) -> SectionRole:
        found = read_pasted(text)
        return found.role_at(found.text.index(words))

    return give


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "hdr",
    "footer1": "ftr",
}
_KINDS = {"header1": "header", "footer1": "footer"}


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes a .docx from the XML inside its parts: `word_file(body, numbering="<w:num …>")`.

    The ids of header and footer are header1 and footer1.
    """

    def give(
        body: str, *, name: str = "报告.docx", extra: Mapping[str, str] | None = None, **parts: str
    ) -> Path:
        path = tmp_path / name
        section = "".join(
            f'<w:{_KINDS[part]}Reference w:type="default" r:id="{part}"/>'
            for part in parts
            if part in _KINDS
        )
        inside = {"document": f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>", **parts}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(
                "_rels/.rels", _relationships({"r1": ("officeDocument", "document")}, "word/")
            )
            targets = {part: (_KINDS.get(part, part), part) for part in parts}
            package.writestr("word/_rels/document.xml.rels", _relationships(targets, ""))
            for part, text in inside.items():
                root = _ROOTS[part]
                package.writestr(f"word/{part}.xml", f"{_opening(root)}{text}</w:{root}>")
            for part, text in (extra or {}).items():
                package.writestr(part, text)
        return path

    return give


def _opening(root: str) -> str:
    return (
        f'<w:{root} xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
    )


def _relationships(targets: Mapping[str, tuple[str, str]], folder: str) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{folder}{part}.xml"/>'
        for key, (kind, part) in targets.items()
    )
    return f"<Relationships>{entries}</Relationships>"


MOST_SECONDS = 5.0
MOST_WAITED = 15.0
MOST_MEGABYTES = 500.0


@pytest.fixture
def bounded(
    record_property: Callable[[str, object], None],
) -> Callable[[], AbstractContextManager[None]]:
    """What is done within `with bounded():` takes 5 s of processor time and 500 MB at most.

    What else the machine does makes the wait longer, not the work, so the wait may be longer too.

    Memory is what this process takes more than before, and all that processes started for it take;
    it is known on Linux only. `pytest --junitxml FILE` writes down both numbers for each test.
    """

    @contextmanager
    def watch() -> Iterator[None]:
        _forget_the_most_memory()
        before = most = resident_bytes(os.getpid())
        is_over = threading.Event()

        def poll() -> None:
            # A process that is about to start another program shows this one's memory as its own
            # for a moment, so what counts is seen twice.
            nonlocal most
            last = before
            while not is_over.wait(0.02):
                now = resident_bytes(os.getpid())
                most, last = max(most, min(now, last)), now

        thread = threading.Thread(target=poll, daemon=True)
        thread.start()
        waited, worked = time.monotonic(), sum(os.times()[:4])
        try:
            yield
        finally:
            seconds, waited = sum(os.times()[:4]) - worked, time.monotonic() - waited
            is_over.set()
            thread.join()
        megabytes = (max(most, _most_memory()) - before) / 1e6
        record_property("seconds", round(seconds, 2))
        record_property("megabytes", round(megabytes))
        assert seconds < MOST_SECONDS
        assert waited < MOST_WAITED
        assert megabytes < MOST_MEGABYTES

    return watch


def _forget_the_most_memory() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _most_memory() -> int:
    """The most memory of this process since it was forgotten, in bytes; 0 where it is not known."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text("ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])
