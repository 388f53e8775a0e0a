"""The command line: options in, tables and files out.

May import `workflow`, `evaluation`, `domain` and below; the only package that imports typer and
rich. Start with `commands.py`; `batch.py` examines many files without printing.
"""
