"""Finds all phrases of a checklist in one pass over a folded text.

All words of all phrases go into one Aho–Corasick automaton. A phrase is looked at only when each
of its places has a word in the text, so that the cost hardly grows with the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from reviewer.language.clauses import Pauses
from reviewer.language.phrases import Phrase, Place
from reviewer.language.quantities import Quantity

MAX_HITS = 200
"""Hits of one phrase that are kept in one text; the first ones in reading order."""
_TRIES = 6
"""Later words of a place that are tried after one start before giving up."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: folded offsets, half-open."""

    start: int
    end: int


class PhraseMatcher:
    """Phrases compiled for repeated use; safe to share between threads once built."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: list[Phrase] = list(dict.fromkeys(phrases))
        self._keys: dict[Phrase, int] = {p: i for i, p in enumerate(self._phrases)}
        places: dict[tuple[tuple[str, ...], bool, bool], int] = {}
        self._places: list[Place] = []
        self._needs: list[tuple[int, ...]] = []
        self._users: list[list[int]] = []
        for key, phrase in enumerate(self._phrases):
            needs = []
            for place in phrase.places:
                identity = (place.words, place.is_number, place.or_number)
                if identity not in places:
                    places[identity] = len(self._places)
                    self._places.append(place)
                    self._users.append([])
                needs.append(places[identity])
            self._needs.append(tuple(needs))
            for place_key in set(needs):
                self._users[place_key].append(key)
        self._number_places = [
            i for i, place in enumerate(self._places) if place.is_number or place.or_number
        ]
        self._automaton = self._build()

    def _build(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        users: dict[str, list[int]] = defaultdict(list)
        for key, place in enumerate(self._places):
            if not place.is_number:
                for word in place.words:
                    users[word].append(key)
        for word, keys in users.items():
            automaton.add_word(word, (len(word), tuple(keys)))
        if users:
            automaton.make_automaton()
        return automaton

    def find(
        self, folded: str, pauses: Pauses, quantities: list[Quantity]
    ) -> dict[Phrase, list[Match]]:
        """All matches of all phrases, each list in reading order.

        Args:
            folded: A folded text.
            pauses: Its pauses.
            quantities: Its quantities in order.
        """
        hits = self._place_hits(folded, quantities)
        counts: dict[int, int] = defaultdict(int)
        for place_key in hits:
            for phrase_key in self._users[place_key]:
                counts[phrase_key] += 1
        found: dict[Phrase, list[Match]] = {}
        for phrase_key in sorted(counts):
            needs = self._needs[phrase_key]
            if counts[phrase_key] < len(set(needs)):
                continue
            phrase = self._phrases[phrase_key]
            matches = _join(phrase, [hits[need] for need in needs], pauses)
            if matches:
                found[phrase] = matches
        return found

    def _place_hits(
        self, folded: str, quantities: list[Quantity]
    ) -> dict[int, tuple[list[int], list[int]]]:
        """Per place with a hit: starts and ends, ordered by start."""
        pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        if len(self._automaton):
            for last, (length, keys) in self._automaton.iter(folded):
                for key in keys:
                    pairs[key].append((last - length + 1, last + 1))
        for key in self._number_places:
            numbers = _numbers(self._places[key], folded, quantities)
            if numbers:
                pairs[key].extend(numbers)
        hits = {}
        for key in sorted(pairs):
            ordered = sorted(pairs[key])
            hits[key] = ([start for start, _ in ordered], [end for _, end in ordered])
        return hits


def _numbers(place: Place, folded: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    if place.or_number or not place.words:
        return [(q.start, q.end) for q in quantities if q.unit]
    found = []
    for quantity in quantities:
        for word in place.words:
            if folded.startswith(word, quantity.number_end):
                found.append((quantity.start, quantity.number_end + len(word)))
                break
    return found


def _join(phrase: Phrase, hits: list[tuple[list[int], list[int]]], pauses: Pauses) -> list[Match]:
    matches: list[Match] = []
    starts, ends = hits[0]
    covered = -1
    for start, end in zip(starts, ends, strict=True):
        if start < covered:
            continue
        last = _follow(phrase, hits, 1, end, pauses)
        if last is not None:
            matches.append(Match(start, last))
            covered = end
            if len(matches) >= MAX_HITS:
                break
    return matches


def _follow(
    phrase: Phrase,
    hits: list[tuple[list[int], list[int]]],
    place_number: int,
    position: int,
    pauses: Pauses,
) -> int | None:
    """The end of the match when the remaining places follow `position`, else None."""
    if place_number == len(hits):
        return position
    place = phrase.places[place_number]
    starts, ends = hits[place_number]
    window = "sentence" if place.may_cross else "segment"
    index = bisect_left(starts, position)
    home = pauses.index(window, max(position - 1, 0))
    for tried in range(index, min(index + _TRIES, len(starts))):
        start = starts[tried]
        if start - position > place.gap or pauses.index(window, start) != home:
            return None
        last = _follow(phrase, hits, place_number + 1, ends[tried], pauses)
        if last is not None:
            return last
    return None
