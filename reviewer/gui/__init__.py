"""The window: everything that imports PySide6.

May import `workflow`, `domain`, `resources` and `errors`; never the steps themselves.
Start with `main_window.py`, which places the widgets and connects them.
"""
