"""What the fuzz run changes: sound files of each format, and words that its reader knows."""

from __future__ import annotations

import quopri
from pathlib import Path

from document_files import html_page, ofd_file, office_files, report_lines, web_archive, zipped

_CHARACTERS = 1_500
_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RICH_WORD = {
    "word/document.xml": f"<w:document {_WORD}><w:body>"
    '<w:p><w:pPr><w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    '</w:pPr><w:r><w:t xml:space="preserve">主要举措</w:t></w:r></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:ins><w:r><w:t>立案12件</w:t></w:r></w:ins>'
    "<w:del><w:r><w:delText>立案</w:delText></w:r></w:del><w:r><w:tab/><w:br/>"
    '<w:footnoteReference w:id="2"/><w:sym w:char="F0B7" w:font="Symbol"/></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    "<w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>"
    "<w:t>文本框</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><v:textbox/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>二〇二五年一月十日</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    "<w:sectPr/></w:body></w:document>",
    "word/numbering.xml": f'<w:numbering {_WORD}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
    'w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    "</w:numbering>",
    "word/styles.xml": f'<w:styles {_WORD}><w:style w:type="paragraph" w:styleId="h1"><w:name '
    'w:val="heading 1"/><w:basedOn w:val="h0"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h0"><w:basedOn w:val="h0"/></w:style></w:styles>',
    "word/footnotes.xml": f'<w:footnotes {_WORD}><w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r>'
    "</w:p></w:footnote></w:footnotes>",
    "word/_rels/document.xml.rels": "<Relationships>"
    + "".join(
        f'<Relationship Id="{name}" Type="x/{name}" Target="{name}.xml"/>'
        for name in ("numbering", "styles", "footnotes")
    )
    + "</Relationships>",
    "docProps/app.xml": "<Properties><Pages>3</Pages></Properties>",
}
_RICH_PAGE = (
    "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'>"
    "<title>报告</title></head><body><ol start=3 type=1><li value=5>甲<li>乙</ol><pre>一\n二</pre>"
    "<table><caption>表</caption><tr><th rowspan=2>项目<td colspan=3>数</table><ul><li><a>链接</a>"
    "</ul><h1>年度<br>报告</h1><div id=zoom><p style='text-indent:2em'>全年立案，办结。"
    "<span style='display:none'>藏</span><!-- 注 --><script>x</script><del>删</del></div>"
    "<p style='mso-list:ignore'>1.</p><svg><g/></svg></body></html>"
)
_RICH_RTF = (
    rb"{\rtf1\ansi\ansicpg936\uc2{\fonttbl{\f0\fcharset134 S;}{\f1\fcharset2 T;}}{\*\x y}"
    rb"\f0 \'b1\'a8\u21578\'b1\'a8{\listtext 1.\tab}\par\intbl a\cell b\cell\row{\footnote z}"
    rb"{\v x}{\deleted y}{\shp{\*\shpinst{\shptxt t\par}}}{\field{\*\fldinst P}{\fldrslt 1}}"
    rb"\outlinelevel0 \bin3 abc{\header h}\u-10179?\u-9216?{\pict 00ff}\~\_\-\par}"
)
_PLAIN_PDF = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate 90 /Contents 4 0 R /Resources << /Font
<< /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>
endobj
4 0 obj
<< /Length 122 >>
stream
q 1 0 0 1 0 0 cm BT /F1 12 Tf 60 700 Td (report 2025) Tj 0 -14 Td [(a) -900 (b)] TJ T* (c) Tj ET
/X1 Do 0 0 9 9 re f Q
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Widths [500 500] /FirstChar 97 >>
endobj
6 0 obj
<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 27 >>
stream
BT /F1 9 Tf (form) Tj ET
endstream
endobj
trailer << /Size 7 /Root 1 0 R >>
startxref
0
%%EOF
"""

TOKENS: dict[str, tuple[bytes, ...]] = {
    "txt": (
        *"一、|（一）|2025年|第十条|《|》|\u3000|\r\n|\n|。|，".encode().split(b"|"),
        *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a", "𠮷".encode(), b"\xed\xa0\x80"),
    ),
    "docx": (
        *(b"<w:p>", b"</w:p>", b"<w:t>", b"</w:t>", b"<w:tbl>", b"<w:tr><w:tc>", b"<w:br/>"),
        *(b'w:val="', b'w:fldCharType="begin"', b"<w:txbxContent>", b"&#x0;", b"&#xD800;"),
        *(b"<!DOCTYPE", b"<![CDATA[", b"]]>", b'<w:ilvl w:val="99"/>', b"%9", b"<w:sdt>"),
    ),
    "pdf": (
        *(b"obj", b"endobj", b"stream\n", b"endstream", b"/Kids [3 0 R 2 0 R]", b"/Count -1"),
        *(b"/Contents 3 0 R", b"/Filter /FlateDecode", b"<<", b">>", b"[", b"]", b"BT", b"ET"),
        *(b"/Rotate 45", b"/MediaBox [0 0 0 0]", b"/MediaBox [0 0 1e30 -1]", b"(x) Tj", b"/X1 Do"),
        *(b"/Encrypt 5 0 R", b"/Parent 3 0 R", b"1e9 0 Td", b"q " * 100, b"/Type3"),
    ),
    "ofd": (
        *(b"<ofd:Page>", b"</ofd:Page>", b'DeltaX="g 99999999 1"', b"g ", b"<ofd:TextObject "),
        *(b'CTM="0 0 0 0 0 0"', b'CTM="1e9 0 0 1e9 nan inf"', b'Size="0"', b'Size="-5"', b"&amp;"),
        *(b"BaseLoc=", b"../", b"<ofd:TextCode>", b"</ofd:TextCode>", b'Boundary="0 0 0 0"'),
    ),
    "html": (
        *(b"<div>", b"</div>", b"<table><tr><td>", b"</table>", b"<ol start=-9>", b"<li value=x>"),
        *(b"<pre>", b"<!--", b"-->", b"<script>", b"<style>", b"<textarea>", b"&#0;", b"&#xD800;"),
        *(b"<svg>", b"<math>", b"<h1>", b"<br>", b"<a>", b"<p style='", b"charset=", b"<base>"),
        *(b"<title>", b"<body>", b"<frameset>", b"&#x10FFFF;", b"\0", b"<![CDATA[", b"<xml>"),
    ),
    "rtf": (
        *(b"{", b"}", b"\\", b"\\'", b"\\'b", b"\\u-1?", b"\\u55357?", b"\\uc99", b"\\bin9999999"),
        *(b"\\par", b"\\cell", b"\\row", b"\\intbl", b"\\*", b"\\ansicpg65001", b"\\fcharset128"),
        *(b"\\f999", b"\\deff1", b"{\\fonttbl", b"{\\listtext", b"{\\shptxt", b"{\\footnote"),
    ),
    "zip": (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"../", b"\\", b"/", b":"),
    "doc": (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff" * 64, b"\x08", b"\x13", b"\x14", b"\x15"),
}
TOKENS["mht"] = (
    *(b"--b", b"--b--", b"\n\n", b"Content-Type: ", b"multipart/mixed; boundary=b", b"charset=x"),
    *(b"Content-Transfer-Encoding: quoted-printable", b"=?utf-8?b?", b"=ZZ", b"message/rfc822"),
    *(b"Content-Type: multipart/related;\n boundary*0=b", b"charset*=utf-8'x'y", b"Content-ID: "),
    *TOKENS["html"],
)
"""Words of each format, put in at random."""


def seeds(kind: str, folder: Path) -> list[bytes]:
    """Sound files of a format, small enough that thousands of changed ones are read in minutes."""
    lines = report_lines(_CHARACTERS)
    text = "\n".join(lines)
    page = html_page(lines).encode()
    if kind == "txt":
        return [text.encode(name) for name in ("utf-8", "gb18030", "utf-16", "utf-8-sig")]
    if kind == "docx":
        return [zipped(_RICH_WORD), *_office(folder, lines, "docx")]
    if kind == "pdf":
        return [_PLAIN_PDF, *_office(folder, lines, "pdf")]
    if kind == "ofd":
        return [ofd_file(lines)]
    if kind == "html":
        return [page, _RICH_PAGE.encode("gb18030")]
    if kind == "mht":
        head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        kinds = b"Content-Type: text/html\nContent-Transfer-Encoding: "
        plain = head + kinds + b"8bit\n\n" + _RICH_PAGE.encode() + b"\n--b--\n"
        quoted = quopri.encodestring(_RICH_PAGE.encode())
        return [web_archive(page), plain, head + kinds + b"quoted-printable\n\n" + quoted]
    if kind == "rtf":
        return [_RICH_RTF, *_office(folder, lines, "rtf")]
    if kind == "zip":
        inside = {"甲/一.txt": text.encode(), "二.docx": zipped(_RICH_WORD), "三.html": page}
        return [zipped(inside)]
    return _office(folder, lines, "doc")


def _office(folder: Path, lines: list[str], suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in office_files(folder, lines, [suffix]).values()]
