"""What the tables of sentences share: reading the words of one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.language.clauses import Pauses
from reviewer.language.cues import find_cues
from reviewer.language.folding import fold
from reviewer.language.reading import TextReader


@pytest.fixture
def read_words() -> Callable[..., str]:
    """Reads words that stand once in a sentence, as "actor time modality"."""

    def read(sentence: str, words: str, year: int, own_names: tuple[str, ...] = ()) -> str:
        folded, sought = fold(sentence).text, fold(words).text
        assert folded.count(sought) == 1, f"{words} must stand once in {sentence}"
        start = folded.index(sought)
        pauses = Pauses(folded)
        reader = TextReader(
            folded, pauses, find_cues(folded, pauses.numbers("clause")), year, own_names
        )
        reading = reader.read(start, start + len(sought))
        return f"{reading.actor} {reading.time} {reading.modality}"

    return read


@pytest.fixture
def agrees() -> Callable[[str, str], bool]:
    """Whether a reading is as expected; `*` stands for what the meaning leaves open."""

    def compare(reading: str, expected: str) -> bool:
        pairs = zip(reading.split(), expected.split(), strict=True)
        return all(there == "*" or here in there.split("|") for here, there in pairs)

    return compare
