"""Files of each format that the benchmarks read, made of made-up text."""

from __future__ import annotations

import base64
import io
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from reviewer.readers.office_conversion import find_office

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests/data/reports"
_WIDTH = 32
_LINES_ON_PAGE = 30
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2">
<office:automatic-styles><style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:text-indent="0.85cm"/><style:text-properties fo:font-size="12pt"/>
</style:style></office:automatic-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>
"""


def report_lines(characters: int) -> list[str]:
    """The lines of a report of at least that many characters, joined from made-up ones."""
    lines: list[str] = []
    for path in sorted(REPORTS.glob("*.txt")):
        lines += path.read_text(encoding="utf-8-sig").split("\n")
        if sum(map(len, lines)) >= characters:
            break
    return [line for line in lines if line.strip()]


def office_files(folder: Path, lines: Sequence[str], suffixes: Iterable[str]) -> dict[str, Path]:
    """The lines as files made by LibreOffice, by suffix without the dot; none without it."""
    program = find_office()
    if program is None:
        return {}
    source = folder / "report.fodt"
    shown = "".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in lines)
    source.write_text(_FLAT.format(paragraphs=shown), "utf-8")
    found = {}
    for suffix in suffixes:
        subprocess.run(  # noqa: S603
            [
                str(program),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        found[suffix] = source.with_suffix(f".{suffix}")
    return found


def html_page(lines: Sequence[str]) -> str:
    """The lines as the page of an office, with navigation, information and foot."""
    title, *body = lines
    text = "".join(f"<p style='text-indent:2em'>{escape(line)}</p>\n" for line in body)
    links = "".join(f"<li><a href='/{n}'>政务公开栏目{n}</a></li>" for n in range(40))
    return (
        f"<html><head><meta charset='utf-8'><title>{title}_云上门户</title>"
        "<meta name='PubDate' content='2026-02-01'></head><body>"
        f"<div class='top'><a href='/'>云上门户</a><ul>{links}</ul></div>"
        f"<div class='article'><h1>{title}</h1><div class='info'>来源：本站 字号：<a>大</a></div>"
        f"<div class='TRS_Editor'>{text}</div></div>"
        "<div class='foot'>主办：云上市人民政府办公室 ICP备12345678号</div></body></html>"
    )


def site_page(lines: Sequence[str]) -> str:
    """The lines as the page of a site with an editor's styles, scripts and long lists of links."""
    title, *body = lines
    text = "".join(
        '<p style="text-indent: 2em; line-height: 1.75em; margin-top: 5px; text-align: justify;">'
        '<span style="font-family: 仿宋, FangSong; font-size: 21px; color: rgb(0, 0, 0);">'
        f"{escape(line)}</span></p>\n"
        for line in body
    )
    links = "".join(
        f'<li class="nav-item"><a href="/zwgk/list/{n}.html" target="_blank" title="栏目{n}">'
        f"政务公开栏目{n}</a></li>\n"
        for n in range(120)
    )
    rules = "".join(f".block-{n} {{ margin: {n}px; color: #33{n:04}; }}\n" for n in range(200))
    calls = "".join(f'if (page.id === {n}) {{ show("block-{n}"); }}\n' for n in range(200))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f"<title>{title}_云上门户</title><style>{rules}</style><script>{calls}</script>"
        '<meta name="PubDate" content="2026-02-01"></head><body>'
        f'<div class="top"><ul>{links}</ul></div><div class="article"><h1>{title}</h1>'
        '<div class="info">来源：本站 字号：<a>大</a></div>'
        f'<div class="TRS_Editor">{text}</div></div>'
        f'<div class="related"><ul>{links}</ul></div><script>{calls}</script>'
        '<div class="foot">主办：云上市人民政府办公室 ICP备12345678号</div></body></html>'
    )


def web_archive(page: bytes) -> bytes:
    """A page in a web archive, in Base64 as browsers save it."""
    return (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        b'--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n'
        + base64.encodebytes(page)
        + b"\n--b--\n"
    )


def ofd_file(lines: Sequence[str]) -> bytes:
    """Lines of 32 characters of 5 mm, with page numbers, in an OFD file."""
    rows: list[tuple[int, str]] = []
    for line in lines:
        rows.append((2, line[: _WIDTH - 2]))
        rest = line[_WIDTH - 2 :]
        rows += [(0, rest[start : start + _WIDTH]) for start in range(0, len(rest), _WIDTH)]
    pages = [rows[start : start + _LINES_ON_PAGE] for start in range(0, len(rows), _LINES_ON_PAGE)]
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages))
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {_SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = [
            _text_object(25 + 5 * indent, 30 + 8 * place, text)
            for place, (indent, text) in enumerate(page)
        ]
        objects.append(_text_object(100, 285, f"— {number + 1} —"))
        parts[f"Doc_0/Pages/{number}.xml"] = (
            f"<ofd:Page {_SPACE}><ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
        )
    return zipped(parts)


def zipped(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """A zip file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return target.getvalue()


def _text_object(left: float, base: float, text: str) -> str:
    return (
        f'<ofd:TextObject Boundary="{left} {base - 5} 170 7" Size="5"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="g {len(text)} 5">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )
