"""Palette and style sheet of the window, made from a theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

from reviewer.gui.theme import Theme

_SMALL_PIXEL_SIZE = 12

_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QStatusBar, QMenuBar, QDialog, QMessageBox {{ background: {window}; }}
QMenuBar {{ padding: 2px 8px; border-bottom: 1px solid {line}; background: {paper}; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {paper}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {hover}; }}
QMenu::item:disabled {{ color: {third}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolBar {{ background: {paper}; border: none; border-bottom: 1px solid {line};
    padding: 2px 12px; spacing: 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 10px;
    background: transparent; }}
QToolButton:hover, QToolButton:open {{ background: {hover}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {third}; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton {{ background: {paper}; border: 1px solid {line}; border-radius: 6px;
    padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ border-color: {third}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {third}; }}
QPushButton:default {{ border-color: {accent}; }}
QPushButton[kind="primary"], QToolButton[kind="primary"] {{ background: {accent};
    color: {on_accent}; border: 1px solid {accent}; font-weight: 500; padding: 5px 12px; }}
QPushButton[kind="primary"]:focus, QToolButton[kind="primary"]:focus {{
    border-color: {text}; }}
QPushButton[kind="primary"]:disabled, QToolButton[kind="primary"]:disabled {{
    background: {line}; border-color: {line}; color: {third}; }}
QPushButton[kind="chip"] {{ border-radius: 12px; padding: 2px 9px; font-size: 12px;
    color: {second}; }}
QPushButton[kind="chip"]:checked {{ color: {accent}; border-color: {accent};
    background: {accent_tint}; }}
QPushButton[kind="link"] {{ border: 1px solid transparent; background: transparent;
    color: {accent}; padding: 2px 4px; font-size: 12px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; }}
QPushButton[kind="link"]:disabled {{ color: {third}; }}
QLineEdit, QPlainTextEdit {{ background: {paper}; border: 1px solid {line};
    border-radius: 6px; padding: 4px 6px; selection-background-color: {accent};
    selection-color: {on_accent}; placeholder-text-color: {third}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {third}; background: {window}; }}
QLineEdit[is_wrong="true"] {{ border-color: {absent}; }}
QLabel[tone="second"] {{ color: {second}; }}
QLabel[tone="third"] {{ color: {third}; font-size: 12px; }}
QLabel[tone="wrong"] {{ color: {absent}; font-size: 12px; }}
QLabel[tone="good"] {{ color: {met}; }}
QLabel[tone="heading"] {{ color: {second}; font-size: 12px; }}
QLabel[tone="title"] {{ font-size: 15px; }}
QStatusBar {{ border-top: 1px solid {line}; background: {paper}; min-height: 26px; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QAbstractScrollArea {{ background: {paper}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {scroll}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {third}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {paper}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
QProgressBar {{ border: none; border-radius: 3px; background: {line}; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ border-radius: 3px; background: {accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
#outline_pane, #checklist_pane, #detail_pane, #problems_pane {{ background: {window}; }}
#detail_pane, #problems_pane {{ border-top: 1px solid {line}; }}
"""


def palette(theme: Theme) -> QPalette:
    """The colours of what no style sheet rule names."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.paper,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.paper,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.paper,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.third,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Dark: theme.third,
        role.Light: theme.paper,
        role.Shadow: theme.line,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, theme.third)
    return result


def style_sheet(theme: Theme) -> str:
    """The style sheet of the main window and of the dialogs that it opens."""
    verdicts = {verdict.value: colours.ink.name() for verdict, colours in theme.verdicts.items()}
    return _SHEET.format(
        window=theme.window.name(),
        paper=theme.paper.name(),
        line=theme.line.name(),
        text=theme.text.name(),
        second=theme.second.name(),
        third=theme.third.name(),
        accent=theme.accent.name(),
        on_accent=theme.on_accent.name(),
        hover=mixed(theme.paper, theme.accent, 0.10).name(),
        accent_tint=mixed(theme.paper, theme.accent, 0.12).name(),
        scroll=mixed(theme.window, theme.third, 0.45).name(),
        **verdicts,
    )


def small_font(font: QFont) -> QFont:
    """The same font one step smaller."""
    result = QFont(font)
    result.setPixelSize(_SMALL_PIXEL_SIZE)
    return result


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """`ground` with `share` (0…1) of `colour` mixed in."""
    rest = 1 - share
    return QColor.fromRgbF(
        ground.redF() * rest + colour.redF() * share,
        ground.greenF() * rest + colour.greenF() * share,
        ground.blueF() * rest + colour.blueF() * share,
    )


def set_tone(widget: QWidget, tone: str) -> None:
    """Gives a label its tone ("second", "third", "wrong" …), also after it was shown."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Makes the style sheet look again at a widget whose properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
