"""Documents with a few bytes changed: read, or refused with one sentence, never anything else."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.errors import UnreadableReportError
from reviewer.readers.read import read_report

PAGE = (
    "<html><head><meta charset=utf-8><title>报告</title></head><body><ol><li>甲<li>乙</ol>"
    "<table><tr><td>a<td>b</table><div id=zoom><p style='text-indent:2em'>全年立案，办结。</div>"
)
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>全年立案</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.fixture
def documents(word_file: Callable[..., Path]) -> dict[str, bytes]:
    archive = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    )
    return {
        ".docx": word_file(NUMBERED, numbering=NUMBERING).read_bytes(),
        ".html": PAGE.encode(),
        ".mht": archive.encode() + base64.encodebytes(PAGE.encode()) + b"--b--\n",
        ".rtf": rb"{\rtf1\ansicpg936{\fonttbl{\f0\fcharset134 S;}}\f0 \'b1\'a8\u21578?\par"
        rb"\intbl a\cell b\cell\row{\listtext 1.\tab}{\*\x y}{\footnote z}}",
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randrange(1, 10)):
        start = chance.randrange(len(found))
        end = start + chance.randrange(1, 40)
        change = chance.randrange(3)
        if change == 0:
            found[start] = chance.randrange(256)
        elif change == 1 and len(found) > 100:
            del found[start:end]
        else:
            found[start:start] = found[start:end]
    return bytes(found)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".mht", ".rtf"])
def test_damage_never_ends_in_anything_but_a_sentence(
    tmp_path: Path, documents: dict[str, bytes], suffix: str
) -> None:
    chance = random.Random(suffix)  # noqa: S311 - damage that repeats, no secret
    path = tmp_path / f"损坏{suffix}"
    for _ in range(150):
        path.write_bytes(damaged(documents[suffix], chance))
        try:
            read_report(path)
        except UnreadableReportError as error:
            assert "\n" not in error.reason  # noqa: PT017 - either outcome is right
