"""`ItemState` to and from the JSON of the log.

A span is stored together with the words it covers and those around it. Where the same file is
read into a slightly different text, by a later version of the program or since the reviewer put
lines back into the text, the words are found again where they now stand; a passage that is
nowhere, or at several places that look alike, is left out rather than guessed.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from decimal import Decimal
from typing import Any

from reviewer.domain.review import DismissedEvidence, ItemState
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict

_logger = logging.getLogger(__name__)

_AROUND = 16
"""Code points stored from before and behind a passage."""


def state_to_json(state: ItemState, report_text: str) -> str:
    """The state as compact JSON; what was not said is left out, so nothing said is `{}`."""
    values: dict[str, Any] = {
        "verdict": state.verdict.value if state.verdict else None,
        "score": None if state.score is None else str(state.score),
        "note": state.note,
        "reason": state.reason,
        "attached": [_span_to_json(span, report_text) for span in state.attached],
        "dismissed": [
            {**_span_to_json(entry.span, report_text), "reason": entry.reason}
            for entry in state.dismissed
        ],
        "reviewer": state.reviewer,
        "at": state.changed_at.isoformat() if state.changed_at else None,
    }
    said = {key: value for key, value in values.items() if value not in (None, "", [])}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def state_from_json(stored: str, report_text: str) -> ItemState:
    """The state that `stored` tells, its spans found in `report_text`."""
    values = json.loads(stored)
    attached = [_span_from_json(entry, report_text) for entry in values.get("attached", ())]
    dismissed = [
        (_span_from_json(entry, report_text), entry["reason"])
        for entry in values.get("dismissed", ())
    ]
    return ItemState(
        verdict=Verdict(values["verdict"]) if "verdict" in values else None,
        score=Decimal(values["score"]) if "score" in values else None,
        note=values.get("note", ""),
        reason=values.get("reason", ""),
        attached=tuple(span for span in attached if span is not None),
        dismissed=tuple(
            DismissedEvidence(span, reason) for span, reason in dismissed if span is not None
        ),
        reviewer=values.get("reviewer", ""),
        changed_at=datetime.fromisoformat(values["at"]) if "at" in values else None,
    )


def tells_verdict(stored: str) -> bool:
    """Whether the stored state holds a verdict."""
    return "verdict" in json.loads(stored)


def lost_passages(stored: str, report_text: str) -> tuple[str, ...]:
    """The words of attached passages that `state_from_json` leaves out."""
    attached = json.loads(stored).get("attached", ())
    return tuple(e["text"] for e in attached if _span_from_json(e, report_text) is None)


def _span_to_json(span: Span, report_text: str) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(report_text),
        "before": report_text[max(span.start - _AROUND, 0) : span.start],
        "behind": report_text[span.end : span.end + _AROUND],
    }


def _span_from_json(entry: dict[str, Any], report_text: str) -> Span | None:
    start, words = entry["start"], entry["text"]
    if report_text.startswith(words, start) and all(_surroundings(entry, report_text, start)):
        return Span(start, start + len(words))
    places = _places(report_text, words)
    looks = [_surroundings(entry, report_text, place) for place in places]
    for fits in (all, any, len):  # the same on both sides, else on one, else anywhere
        found = [place for place, look in zip(places, looks, strict=True) if fits(look)]
        if len(found) == 1:
            return Span(found[0], found[0] + len(words))
    _logger.warning("a stored passage of %d characters is no longer in the text", len(words))
    return None


def _surroundings(entry: dict[str, Any], report_text: str, place: int) -> tuple[bool, bool]:
    """Whether the same words stand before and behind a place as around the stored passage.

    Workspaces of version 1 do not tell; then every place looks the same.
    """
    before, behind = entry.get("before", ""), entry.get("behind", "")
    end = place + len(entry["text"])
    return report_text.endswith(before, 0, place), report_text.startswith(behind, end)


def _places(report_text: str, words: str) -> list[int]:
    places = []
    place = report_text.find(words)
    while words and place >= 0:
        places.append(place)
        place = report_text.find(words, place + 1)
    return places
