"""The style sheet of the report pane."""

from __future__ import annotations

from reviewer.gui.style import mixed
from reviewer.gui.theme import Theme

_SELECTION_SHARE = 0.28
_FOCUS_SHARE = 0.75


def report_style_sheet(theme: Theme) -> str:
    """Paper, text, selection and focus frame of the report view."""
    selection = mixed(theme.paper, theme.accent, _SELECTION_SHARE).name()
    focus = mixed(theme.paper, theme.accent, _FOCUS_SHARE).name()
    return f"""
        QTextEdit#report_view {{
            background: {theme.paper.name()};
            color: {theme.text.name()};
            selection-background-color: {selection};
            selection-color: {theme.text.name()};
            border: 2px solid {theme.paper.name()};
            border-radius: 0;
            padding: 0;
        }}
        QTextEdit#report_view:focus {{ border-color: {focus}; }}
    """
