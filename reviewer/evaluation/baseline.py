"""The keyword baseline: what searching for words (Ctrl+F) would find."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer.domain.verdict import Verdict
from reviewer.evaluation.measures import without_white_space

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class KeywordFinding:
    """What the baseline says of one item.

    Attributes:
        verdict: `met` where one of the terms occurs anywhere, else `absent`.
        evidence: The sentence around the first occurrence, without white space, or None.
    """

    verdict: Verdict
    evidence: str | None


def find_keywords(text: str, terms: Mapping[str, Sequence[str]]) -> dict[str, KeywordFinding]:
    """One finding per item of `terms`, over the text without white space."""
    searched = without_white_space(text)
    return {item: _find(searched, words) for item, words in terms.items()}


def _find(text: str, words: Sequence[str]) -> KeywordFinding:
    places = [text.find(without_white_space(word)) for word in words if word.strip()]
    found = [place for place in places if place >= 0]
    if not found:
        return KeywordFinding(Verdict.ABSENT, None)
    first = min(found)
    sentences = (match.group() for match in _SENTENCE.finditer(text) if match.end() > first)
    return KeywordFinding(Verdict.MET, next(sentences, None))
