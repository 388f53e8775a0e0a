"""The same report in several formats: the same verdicts by the same sentences."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from reviewer import workflow
from reviewer.domain.verdict import Verdict
from reviewer.readers.office_conversion import find_office
from reviewer.resources import resource_path

SAMPLE = "samples/示例_临澜县应急管理局2025年度法治政府建设情况报告.txt"
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
def lines() -> list[str]:
    """The paragraphs of a made-up report, without what the web page adds."""
    report = workflow.read_report(resource_path(SAMPLE))
    return report.text.split("\n")


@pytest.fixture(scope="module")
def findings_of() -> Callable[[Path], Findings]:
    """Examines a file."""
    examiner = workflow.Examiner(workflow.load_checklist())

    def give(path: Path) -> Findings:
        review = examiner.examine(workflow.read_report(path), nearest=False)
        return {
            item: (
                finding.verdict,
                ["".join(entry.span.of(review.report.text).split()) for entry in finding.evidence],
            )
            for item, finding in review.findings.items()
        }

    return give


@pytest.fixture(scope="module")
def expected(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    findings_of: Callable[[Path], Findings],
) -> Findings:
    """What the text file gives."""
    path = tmp_path_factory.mktemp("text") / "报告.txt"
    path.write_text("\n".join(lines), "utf-8")
    return findings_of(path)


def converted(source: Path, suffix: str) -> Path:
    """The file in another format, made by LibreOffice."""
    program = find_office()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    subprocess.run(  # noqa: S603
        [
            str(program),
            f"-env:UserInstallation={(source.parent / 'profile').as_uri()}",
            *("--headless", "--convert-to", suffix, "--outdir", str(source.parent), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return source.with_suffix(f".{suffix}")


def flat_document(path: Path, lines: list[str], *, columns: int = 1, indent: float = 0.85) -> Path:
    shown = "".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in lines)
    path.write_text(FLAT.format(columns=columns, indent=indent, paragraphs=shown), "utf-8")
    return path


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_agrees_with_the_text(
    tmp_path: Path,
    lines: list[str],
    expected: Findings,
    findings_of: Callable[[Path], Findings],
    columns: int,
) -> None:
    path = converted(flat_document(tmp_path / "报告.fodt", lines, columns=columns), "pdf")

    assert findings_of(path) == expected
    report = workflow.read_report(path)
    assert ["".join(line.split()) for line in report.text.split("\n")] == [
        "".join(line.split()) for line in lines
    ]


def test_a_pdf_without_indents_agrees_with_the_text(
    tmp_path: Path, lines: list[str], expected: Findings, findings_of: Callable[[Path], Findings]
) -> None:
    flat = flat_document(tmp_path / "报告.fodt", lines, indent=0)

    assert findings_of(converted(flat, "pdf")) == expected


def test_an_old_word_file_agrees_with_the_text(
    tmp_path: Path, lines: list[str], expected: Findings, findings_of: Callable[[Path], Findings]
) -> None:
    path = converted(flat_document(tmp_path / "报告.fodt", lines), "doc")

    assert findings_of(path) == expected


def test_an_ofd_file_agrees_with_the_text(
    tmp_path: Path, lines: list[str], expected: Findings, findings_of: Callable[[Path], Findings]
) -> None:
    path = tmp_path / "报告.ofd"
    write_ofd(path, lines)

    assert findings_of(path) == expected


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
