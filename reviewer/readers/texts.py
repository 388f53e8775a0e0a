"""The Chinese sentences of the readers (`resources/texts/readers.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache

from reviewer.resources import resource_path


def sentence(group: str, name: str, **values: object) -> str:
    """The sentence `name` of `group`, filled with `values`.

    Raises:
        KeyError: No such group or name.
    """
    template = _sentences()[group][name]
    return template.format(**values) if values else template


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with resource_path("texts/readers.toml").open("rb") as file:
        return tomllib.load(file)
