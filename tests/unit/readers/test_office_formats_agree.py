"""The same reports in formats that office programs write: the same verdicts by the same sentences.

`REVIEWER_EVERY_REPORT=1` takes every made-up report instead of some. LibreOffice is started once
for each format, for all of them together.
"""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from reviewer import workflow
from reviewer.domain.report import Report
from reviewer.domain.verdict import Verdict
from reviewer.readers.office_conversion import find_office
from reviewer.resources import resource_path

SAMPLE = "samples/示例_临澜县应急管理局2025年度法治政府建设情况报告.txt"
DATA = Path(__file__).parents[2] / "data" / "reports"
SOME = (
    "civil-affairs-county-2021",
    "drug-province-2025",
    "emergency-county-2024",
    "finance-city-2024",
    "housing-district-2022",
    "police-county-2022",
    "statistics-city-2019",
    "weather-city-2024",
)
EVERY = tuple(sorted(path.stem for path in DATA.glob("*.txt")))
NAMES = ("sample", *(EVERY if os.environ.get("REVIEWER_EVERY_REPORT") else SOME))
# Where the rows of a page end depends on the fonts of the machine; the many are tried by hand.
PRINTED = NAMES if os.environ.get("REVIEWER_EVERY_REPORT") else NAMES[:1]
LAYOUTS = {"one column": (1, 0.85), "two columns": (2, 0.85), "no indents": (1, 0.0)}
AMBIGUOUS = {
    # Rows that begin with “(3)” or “1.” behind a full row: an item inside of a paragraph, or one?
    ("culture-tourism-county-2021", "no indents"),
    ("natural-resources-city-2020", "no indents"),
}
WIDTH = 32
LINES_ON_PAGE = 30

Findings = dict[str, tuple[Verdict, list[str]]]
"""Verdict and texts of the evidence, without white space, by item."""

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:text-indent="{indent}cm"/>
<style:text-properties fo:font-size="12pt"/>
</style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm">
<style:columns fo:column-count="{columns}" fo:column-gap="1cm"/>
</style:page-layout-properties>
<style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:footer><text:p>— <text:page-number/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>
"""


@pytest.fixture(scope="module")
def findings_of() -> Callable[[Path], Findings]:
    """Examines a file."""
    examiner = workflow.Examiner(workflow.load_checklist())

    def give(path: Path) -> Findings:
        review = examiner.examine(report_of(path), nearest=False)
        return {
            item: (
                finding.verdict,
                ["".join(entry.span.of(review.report.text).split()) for entry in finding.evidence],
            )
            for item, finding in review.findings.items()
        }

    return give


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each report as NAME.txt, and in each layout as NAME-LAYOUT.fodt, .pdf and (one) .doc."""
    place = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        source = resource_path(SAMPLE) if name == "sample" else DATA / f"{name}.txt"
        lines = workflow.read_report(source).text.split("\n")
        (place / f"{name}.txt").write_text("\n".join(lines), "utf-8")
        for layout, (columns, indent) in LAYOUTS.items():
            path = place / f"{name}-{layout.replace(' ', '-')}.fodt"
            flat_document(path, lines, columns=columns, indent=indent)
    return place


@pytest.fixture(scope="module")
def converted(folder: Path) -> Path:
    """The folder, after LibreOffice has written its files."""
    program = find_office()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    convert(str(program), folder, "pdf", sorted(folder.glob("*.fodt")))
    convert(str(program), folder, "doc", sorted(folder.glob("*-one-column.fodt")))
    return folder


def convert(program: str, folder: Path, suffix: str, sources: Sequence[Path]) -> None:
    subprocess.run(  # noqa: S603
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", suffix, "--outdir", str(folder)),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def flat_document(path: Path, lines: list[str], *, columns: int = 1, indent: float = 0.85) -> Path:
    shown = "".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in lines)
    path.write_text(FLAT.format(columns=columns, indent=indent, paragraphs=shown), "utf-8")
    return path


@cache
def report_of(path: Path) -> Report:
    """A report, read once: LibreOffice takes seconds for an old Word file."""
    return workflow.read_report(path)


def words_of(path: Path) -> list[str]:
    """The paragraphs of a report without white space."""
    return ["".join(line.split()) for line in report_of(path).text.split("\n")]


@pytest.mark.parametrize(
    ("name", "layout"),
    [(name, layout) for name in PRINTED for layout in LAYOUTS if (name, layout) not in AMBIGUOUS],
)
def test_a_pdf_agrees_with_the_text(
    converted: Path, findings_of: Callable[[Path], Findings], name: str, layout: str
) -> None:
    plain, path = converted / f"{name}.txt", converted / f"{name}-{layout.replace(' ', '-')}.pdf"

    if layout != "no indents":  # where nothing shows its start, two paragraphs may be one
        assert words_of(path) == words_of(plain)
    assert findings_of(path) == findings_of(plain)


@pytest.mark.parametrize("name", NAMES)
def test_an_old_word_file_agrees_with_the_text(
    converted: Path, findings_of: Callable[[Path], Findings], name: str
) -> None:
    plain, path = converted / f"{name}.txt", converted / f"{name}-one-column.doc"

    assert words_of(path) == words_of(plain)
    assert findings_of(path) == findings_of(plain)


@pytest.mark.parametrize("name", NAMES)
def test_an_ofd_file_agrees_with_the_text(
    folder: Path, findings_of: Callable[[Path], Findings], name: str
) -> None:
    plain, path = folder / f"{name}.txt", folder / f"{name}.ofd"
    write_ofd(path, plain.read_text("utf-8").split("\n"))

    assert words_of(path) == words_of(plain)
    assert findings_of(path) == findings_of(plain)


def write_ofd(path: Path, lines: list[str]) -> None:
    """Lines of 32 characters of 5 mm, with page numbers, in an OFD file."""
    rows = []
    for line in lines:
        rows.append((2, line[: WIDTH - 2]))
        rest = line[WIDTH - 2 :]
        rows += [(0, rest[start : start + WIDTH]) for start in range(0, len(rest), WIDTH)]
    pages = [rows[start : start + LINES_ON_PAGE] for start in range(0, len(rows), LINES_ON_PAGE)]
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>'
            for number in range(len(pages))
        )
        file.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(pages):
            objects = [
                text_object(25 + 5 * indent, 30 + 8 * place, text)
                for place, (indent, text) in enumerate(page)
            ]
            objects.append(text_object(100, 285, f"— {number + 1} —"))
            file.writestr(
                f"Doc_0/Pages/{number}.xml",
                f"<ofd:Page {space}><ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer>"
                "</ofd:Content></ofd:Page>",
            )


def text_object(left: float, base: float, text: str) -> str:
    return (
        f'<ofd:TextObject Boundary="{left} {base - 5} 170 7" Size="5"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="g {len(text)} 5">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )
