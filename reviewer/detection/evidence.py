"""Turns places into evidence: whole clauses, short, each passage once."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.detection.judgement import PlaceFound
from reviewer.detection.reading import ReportReading
from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Evidence
from reviewer.domain.span import Span

MAX_PIECES = 6
"""Pieces of evidence shown for one item."""
_SHORTEST = 34
_LONGEST_JOINED = 72
_OPENING, _CLOSING = "“‘「『", "”’」』"
_PAUSE = "，。；！？：、\n"


def evidence_of(places: Iterable[PlaceFound], reading: ReportReading) -> tuple[Evidence, ...]:
    """At most `MAX_PIECES` pieces, best first; a place inside an earlier piece is left out."""
    pieces: list[Evidence] = []
    for place in places:
        core = reading.original(place.start, place.end)
        if any(core.overlaps(piece.span) for piece in pieces):
            continue
        span = _span(place, reading)
        if any(span.overlaps(piece.span) for piece in pieces) or not len(span):
            continue
        pieces.append(make_evidence(span, place.rule, reading))
        if len(pieces) == MAX_PIECES:
            break
    return tuple(pieces)


def make_evidence(span: Span, rule: str, reading: ReportReading) -> Evidence:
    """The evidence at a span of the report's text."""
    report = reading.report
    section = reading.section_at(span.start)
    return Evidence(
        span=span,
        text=span.of(report.text),
        section=section.heading if section else None,
        paragraph=reading.paragraph_number(span.start),
        role=report.role_at(span.start),
        rule=rule,
    )


def _span(place: PlaceFound, reading: ReportReading) -> Span:
    start, end = place.start, place.end
    if not place.is_exact:
        start, end = _clauses(start, end, reading)
    span = _with_quotes(reading.original(start, end), reading.report.text)
    if len(span) > MAX_EVIDENCE_LENGTH:
        span = _cut(reading.original(place.start, place.end), span)
    return span


def _with_quotes(span: Span, text: str) -> Span:
    """The span with the quotation marks at its borders, which folding leaves out."""
    start, end = span.start, span.end
    is_open = text.count('"', start, end) % 2 == 1
    while start > 0 and (text[start - 1] in _OPENING or (is_open and text[start - 1] == '"')):
        start, is_open = start - 1, is_open and text[start - 1] != '"'
    while end < len(text) and (text[end] in _CLOSING or (is_open and text[end] == '"')):
        end, is_open = end + 1, is_open and text[end] != '"'
    return Span(start, end)


def _clauses(start: int, end: int, reading: ReportReading) -> tuple[int, int]:
    """The clauses around a place, widened inside its segment to a passage that reads by itself."""
    pauses, text = reading.pauses, reading.text
    first = pauses.bounds("clause", start)[0]
    last = pauses.bounds("clause", max(end - 1, start))[1]
    segment_start, segment_end = pauses.bounds("segment", start)
    while last < segment_end:
        following = min(pauses.bounds("clause", last)[1], segment_end)
        if following - first > _LONGEST_JOINED:
            break
        last = following
    while last - first < _SHORTEST and first > segment_start:
        before = max(pauses.bounds("clause", first - 1)[0], segment_start)
        if last - before > _LONGEST_JOINED:
            break
        first = before
    while last > first and text[last - 1] in _PAUSE:
        last -= 1
    return first, last


def _cut(core: Span, around: Span) -> Span:
    """At most `MAX_EVIDENCE_LENGTH` code points of `around` that hold the core's start."""
    start = max(around.start, min(core.start, core.end - MAX_EVIDENCE_LENGTH))
    if core.end - around.start <= MAX_EVIDENCE_LENGTH:
        start = around.start
    return Span(start, min(around.end, start + MAX_EVIDENCE_LENGTH))
