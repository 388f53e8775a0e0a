"""What reading a document costs beside the bare library's text: by hand, on one core.

    .venv/bin/python tests/benchmarks/documents.py [--characters 10000] [--rounds 30]
    .venv/bin/python tests/benchmarks/documents.py --profile html

A made-up report is written in each format (.docx, .pdf and .rtf by LibreOffice) and read to a
`Report`, with its outline, roles, facts and furniture; the bare library opens the same file and
gives its text, as a stranger's first script would:

    .docx  python-docx: the text of every paragraph
    .pdf   pypdfium2: get_text_range of every page, in this process
    .html  lxml.html: decode, parse, text_content; once of a page of plain paragraphs, once of
           a page as sites make them, with styles, scripts and 240 links
    .ofd   zipfile and lxml: every TextCode of every page
    .rtf   no such library is installed; only the time is told

Both are the best of alternating rounds. The aim: at most 4 times the bare library for .docx and
.pdf, 5 times for .html. The row "text" reads the same text from a .txt file: what every format
pays for the report that is made of the text. `--profile` shows where the time of a format goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pypdfium2
from document_files import (
    html_page,
    ofd_file,
    office_files,
    report_lines,
    site_page,
)
from lxml import etree

from reviewer.readers.read import read_report

AIMS = {"docx": 4.0, "pdf": 4.0, "html": 5.0, "site": 5.0}


def main() -> int:
    """Prints a row per format; 0 when all aims are met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--profile", choices=["text", "rtf", *BARE])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = write_files(Path(name), asked.characters)
        if asked.profile is not None:
            show_profile(files[asked.profile], asked.rounds)
            return 0
        missed = [kind for kind, path in files.items() if measure(kind, path, asked.rounds)]
        return int(bool(missed))


def write_files(folder: Path, characters: int) -> dict[str, Path]:
    """The report in each format that can be written here."""
    lines = report_lines(characters)
    contents = {
        "text": ("report.txt", "\n".join(lines).encode()),
        "html": ("report.html", html_page(lines).encode()),
        "site": ("site.html", site_page(lines).encode()),
        "ofd": ("report.ofd", ofd_file(lines)),
    }
    files = office_files(folder, lines, ("docx", "pdf", "rtf"))
    for kind, (name, data) in contents.items():
        files[kind] = folder / name
        files[kind].write_bytes(data)
    return files


def measure(kind: str, path: Path, rounds: int) -> bool:
    """Prints the row of a format; whether it misses its aim."""
    report = read_report(path)
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: read_report(path)))
        if kind in BARE:
            bare.append(timed(lambda: BARE[kind](path)))
    row = f"{kind:6}{len(report.text):8} characters{1000 * min(ours):8.2f} ms"
    if not bare:
        print(row)
        return False
    ratio, aim = min(ours) / min(bare), AIMS.get(kind)
    told = "" if aim is None else f"   aim {aim:.0f}{'   missed' if ratio > aim else ''}"
    print(f"{row}   bare {1000 * min(bare):7.2f} ms{ratio:7.2f} times{told}")
    return aim is not None and ratio > aim


def timed(run: Callable[[], object]) -> float:
    """Seconds that a call takes by the clock, since a PDF file is read in another process."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def show_profile(path: Path, rounds: int) -> None:
    """Where the time of reading a file goes."""
    read_report(path)
    with cProfile.Profile() as profile:
        for _ in range(rounds):
            read_report(path)
    pstats.Stats(profile).sort_stats("tottime").print_stats(35)


def bare_docx(path: Path) -> str:
    """The paragraphs by python-docx."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def bare_pdf(path: Path) -> str:
    """The pages by pypdfium2."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def bare_html(path: Path) -> str:
    """The page by lxml.html."""
    page: Any = lxml.html.document_fromstring(path.read_bytes().decode())
    return str(page.text_content())


def bare_ofd(path: Path) -> str:
    """All texts by zipfile and lxml."""
    with zipfile.ZipFile(path) as package:
        roots = [
            etree.fromstring(package.read(name)) for name in package.namelist() if "Pages/" in name
        ]
    return "\n".join(
        code.text or ""
        for root in roots
        for code in root.iter("{http://www.ofdspec.org/2016}TextCode")
    )


BARE: dict[str, Callable[[Path], str]] = {
    "docx": bare_docx,
    "pdf": bare_pdf,
    "html": bare_html,
    "site": bare_html,
    "ofd": bare_ofd,
}


if __name__ == "__main__":
    sys.exit(main())
