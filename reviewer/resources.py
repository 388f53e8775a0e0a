"""Finds the data files that ship with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource_path(name: str) -> Path:
    """The path of a file or folder in `resources/`, in a checkout, a wheel or a frozen build.

    Args:
        name: Path below `resources/`, with forward slashes.

    Raises:
        FileNotFoundError: No such resource ships with the program.
    """
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"missing resource: {name}")
