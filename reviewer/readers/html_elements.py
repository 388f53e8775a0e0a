"""Which elements of a web page part lines, hold text, or show nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
_INDENTED = re.compile(r"text-indent\s*:\s*[0.]*[1-9]", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_LIST_WITHOUT = re.compile(r"list-style[^;]*none", re.IGNORECASE)
_LONGEST_KEPT_STYLE = 500
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SOURCE_BLANKS = re.compile(r"[\t\r\n\f]|  ")
_HANZI_RUN = re.compile("[\u3400-\u9fff]+")
_BREAK_IN_CHINESE = re.compile("(?<=[\u2e80-\ufffe])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[\u2e80-\ufffe])")


@dataclass(frozen=True, slots=True)
class Look:
    """What the style of an element says.

    Attributes:
        is_hidden: Whether nothing of it is shown.
        is_indented: Whether its first line is indented.
        keeps_lines: Whether line ends of the source are shown.
        is_list_number: Whether Word wrote it as the number of a list item.
        has_no_numbers: Whether a list shows no numbers.
    """

    is_hidden: bool = False
    is_indented: bool = False
    keeps_lines: bool = False
    is_list_number: bool = False
    has_no_numbers: bool = False


_PLAIN = Look()


def look_of(element: etree._Element) -> Look:
    """What the style of an element says; a page has few different styles."""
    style = element.get("style")
    if not style:
        return _PLAIN
    return _look(style) if len(style) <= _LONGEST_KEPT_STYLE else _look.__wrapped__(style)


@lru_cache(maxsize=1_000)
def _look(style: str) -> Look:
    return Look(
        is_hidden=_HIDDEN.search(style) is not None,
        is_indented=_INDENTED.search(style) is not None,
        keeps_lines=_KEEPS_LINES.search(style) is not None,
        is_list_number=_LIST_NUMBER.search(style) is not None,
        has_no_numbers=_LIST_WITHOUT.search(style) is not None,
    )


def is_hidden(element: etree._Element) -> bool:
    """Whether an element, with all inside it, shows no text of the page."""
    return element.tag in DROPPED or element.get("hidden") is not None or look_of(element).is_hidden


def collapsed(text: str) -> str:
    """Runs of blanks of the source as one blank, none at a line end inside Chinese text."""
    if not _SOURCE_BLANKS.search(text):
        return text.strip(" ")
    if "\n" in text or "\r" in text:
        text = _BREAK_IN_CHINESE.sub("", text)
    return _BLANKS.sub(" ", text).strip(" ")


def hanzi_in(text: str) -> int:
    """Number of Chinese characters."""
    return sum(map(len, _HANZI_RUN.findall(text)))
