"""The Chinese sentences of the workspace; the sentences themselves are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from reviewer.resources import resource_path


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    with resource_path("texts/workspace.toml").open("rb") as file:
        return tomllib.load(file)


def sentence(group: str, key: str, /, **values: object) -> str:
    """The sentence of that group and key, its gaps filled with `values`.

    Raises:
        KeyError: No such sentence, or a gap without a value.
    """
    return _sentences()[group][key].format(**values)
