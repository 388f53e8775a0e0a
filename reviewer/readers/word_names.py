"""Names of WordprocessingML elements and attributes (ECMA-376, transitional), spelled in full."""

from __future__ import annotations

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _MATH.encode()),
)

RELATIONSHIP_ID = f"{{{_R}}}id"
ALTERNATIVE = f"{{{_MC}}}AlternateContent"
CHOICE = f"{{{_MC}}}Choice"
FALLBACK = f"{{{_MC}}}Fallback"
MATH_TEXT = f"{{{_MATH}}}t"
PARAGRAPH_MATH = (f"{{{_MATH}}}oMath", f"{{{_MATH}}}oMathPara")


def w(name: str) -> str:
    """The full name of an element or attribute of the main vocabulary."""
    return f"{{{_W}}}{name}"


_VAL = w("val")
_OFF = ("0", "false", "off", "none")


def transitional(data: bytes) -> bytes:
    """The same part in the transitional vocabulary, where it was written in the strict one."""
    for strict, usual in _STRICT:
        if strict in data:
            data = data.replace(strict, usual)
    return data


def value(element: etree._Element | None, name: str) -> str | None:
    """The value of a child, or None when there is no such child or no value."""
    if element is None:
        return None
    child = element.find(w(name))
    return None if child is None else child.get(_VAL)


def number(element: etree._Element | None, name: str) -> int | None:
    """The value of a child as a whole number, or None."""
    return whole(value(element, name))


def whole(text: str | None) -> int | None:
    """A whole number, or None for anything else."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Whether a switch is on; None when it is not there."""
    if element is None:
        return None
    child = element.find(w(name))
    return None if child is None else child.get(_VAL, "true") not in _OFF
