"""Which elements of a web page part lines, hold text, or show nothing."""

from __future__ import annotations

import re

from lxml import etree


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead tr ul"
)
DROPPED = _names(
    "applet area audio base button canvas col colgroup datalist del embed frame frameset head "
    "iframe img input link map math meta noembed noframes noscript object option param rp rt "
    "script select source strike style svg template textarea title track video xml"
)
CONTAINERS = _names("article body dd div main section td")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK_IN_CHINESE = re.compile("(?<=[\u2e80-\ufffe])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[\u2e80-\ufffe])")


def is_hidden(element: etree._Element) -> bool:
    """Whether an element, with all inside it, shows no text of the page."""
    if element.tag in DROPPED or element.get("hidden") is not None:
        return True
    return _HIDDEN.search(element.get("style", "")) is not None


def collapsed(text: str) -> str:
    """Runs of blanks of the source as one blank, none at a line end inside Chinese text."""
    if "\n" in text or "\r" in text:
        text = _BREAK_IN_CHINESE.sub("", text)
    return _BLANKS.sub(" ", text).strip(" ")
