"""What a reviewer said of lines to and from the JSON of the log."""

from __future__ import annotations

import json
from typing import Any

from reviewer.domain.source_lines import LineChoice, SourceLine

Choices = tuple[LineChoice, ...]


def choices_to_json(choices: Choices) -> str:
    """The choices as compact JSON; escaped, since lines may hold what a database cannot."""
    lines = [
        {"text": choice.line.text, "nth": choice.line.nth, "is_text": choice.is_text}
        for choice in choices
    ]
    return json.dumps({"lines": lines}, separators=(",", ":"))


def choices_from_json(stored: str) -> Choices:
    """The choices that `stored` tells."""
    lines: list[dict[str, Any]] = json.loads(stored)["lines"]
    return tuple(
        LineChoice(SourceLine(line["text"], line["nth"]), line["is_text"]) for line in lines
    )
