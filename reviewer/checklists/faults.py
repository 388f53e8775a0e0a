"""Collects the faults of one checklist file; the sentences stand in `resources/texts/`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from reviewer.errors import ChecklistFault
from reviewer.resources import resource_path


class Faults:
    """The faults found so far in one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: dict[ChecklistFault, None] = {}

    def __len__(self) -> int:
        return len(self._faults)

    def add(self, line: int, fault: str, /, **values: object) -> None:
        """Adds the fault named `fault` in `checklist_faults.toml`, filled with `values`."""
        message = str(_texts()[fault]).format(**values)
        self._faults[ChecklistFault(self._file, line, message)] = None

    def add_syntax(self, line: int, problem: str) -> None:
        """Adds what the YAML parser says, in other words where we have them."""
        known: dict[str, str] = _texts()["syntax"]
        ours = (message for start, message in known.items() if problem.startswith(start))
        self.add(line, "yaml", problem=next(ours, problem))

    def collected(self) -> tuple[ChecklistFault, ...]:
        """All faults in line order; those of one line in the order found."""
        return tuple(sorted(self._faults, key=lambda fault: fault.line))


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    with resource_path("texts/checklist_faults.toml").open("rb") as file:
        return tomllib.load(file)
