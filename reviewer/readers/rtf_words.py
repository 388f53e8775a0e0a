"""Control words of RTF by what they mean for the text (RTF specification 1.9.1)."""

from __future__ import annotations

FONT_ENCODINGS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5"}
r"""Encodings of fonts by \\fcharset, where they are not the document's."""

DOCUMENT_ENCODINGS = {
    437: "cp437",
    850: "cp850",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "big5",
    1252: "cp1252",
    10008: "gb18030",
    54936: "gb18030",
    65001: "utf-8",
}
r"""Encodings by \\ansicpg."""

CHARACTERS = {
    "bullet": "•",
    "emdash": "—",
    "emspace": "\u3000",
    "endash": "–",
    "enspace": " ",
    "lbr": "\n",
    "ldblquote": "“",
    "line": "\n",
    "lquote": "‘",
    "qmspace": " ",
    "rdblquote": "”",
    "rquote": "’",
    "tab": "\t",
}

SIGNS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
"""Control symbols that stand for a character."""

PARAGRAPH_ENDS = frozenset({"par", "sect", "page"})

HIDING = frozenset({"v", "deleted"})
"""Switches of text that is not read: hidden, deleted by a tracked change."""

TARGETS = {
    "footnote": "note",
    "listtext": "label",
    "pntext": "label",
    "shptxt": "box",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "furniture"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "furniture"),
}
"""Groups whose text goes to a place of its own."""

OPTIONAL_WITH_TEXT = frozenset({"shpinst", "shptxt", "footnote", "fldrslt"})
"""Groups that hold text though readers may leave them out."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED = _names(
    "aftnsep aftnsepc annotation atnauthor atnid atrfend atrfstart author bkmkend bkmkstart "
    "buptim colorschememapping colortbl comment creatim datafield datastore do doccomm docvar "
    "falt fldinst fontemb fontfile ftnsep ftnsepc generator info keywords latentstyles "
    "listoverridetable listtable mmath nesttableprops nonesttables nonshppict objclass "
    "objdata object operator pict pnseclvl pntxta pntxtb printim private revtbl revtim "
    "rsidtbl shprslt sp stylesheet subject tc themedata title xe xmlnstbl"
)
"""Groups that hold no text of the document."""
