"""The words of evaluation tables, from `resources/texts/evaluation.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from reviewer.resources import resource_path


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    """All words, by key and group."""
    with resource_path("texts/evaluation.toml").open("rb") as file:
        return tomllib.load(file)
