"""The faces of the window: one for reading reports, one for everything else.

Both are named explicitly: with Qt's default font, Chinese quotation marks come from a Latin
face and look half as wide as they should.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

# Most readable first; Windows and macOS list their fonts under either name.
_SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "Noto Serif SC",
    "SimSun",
    "宋体",
    "Songti SC",
    "宋体-简",
    "STSong",
    "华文宋体",
    "AR PL UMing CN",
)
_SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "文泉驿正黑",
    "Droid Sans Fallback",
)

INTERFACE_PIXEL_SIZE = 13
REPORT_PIXEL_SIZE = 17


@cache
def serif_families() -> tuple[str, ...]:
    """The installed faces for reports, best first; sans faces where no serif is installed."""
    return (*_installed(_SERIF), *_installed(_SANS))


@cache
def sans_families() -> tuple[str, ...]:
    """The installed faces for the interface, best first; empty where none is installed."""
    return _installed(_SANS) or _installed(_SERIF)


def interface_font(pixel_size: int = INTERFACE_PIXEL_SIZE) -> QFont:
    """The font of labels, buttons and lists."""
    return _font(sans_families(), pixel_size, QFont.StyleHint.SansSerif)


def report_font(pixel_size: int = REPORT_PIXEL_SIZE) -> QFont:
    """The font of the report's text."""
    return _font(serif_families(), pixel_size, QFont.StyleHint.Serif)


def _font(families: tuple[str, ...], pixel_size: int, hint: QFont.StyleHint) -> QFont:
    font = QFont()
    if families:
        font.setFamilies(list(families))
    font.setStyleHint(hint)
    font.setPixelSize(pixel_size)
    return font


def _installed(wanted: tuple[str, ...]) -> tuple[str, ...]:
    present = set(QFontDatabase.families())
    return tuple(name for name in wanted if name in present)
