"""Sentences whose meaning the cue words do not reach; each with the reason.

When one of them begins to be read rightly, it moves into its table.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

BEYOND = [
    pytest.param(
        "财政局、住建局分别编制了权责清单。",
        "权责清单",
        2022,
        "other",
        id="bodies without a place before them are written like the unit itself",
    ),
    pytest.param(
        "十三五期间，开展普法宣讲200场。",
        "普法宣讲",
        2022,
        "earlier",
        id="a plan period is a name (十四五规划) more often than a time",
    ),
    pytest.param(
        "《轻微免罚清单》由我局编制并公布。",
        "轻微免罚清单",
        2022,
        "done",
        id="the verb behind a title mostly tells of a law made by others (《条例》公布后)",
    ),
    pytest.param(
        "培训执法人员的省厅专家肯定了我局的案卷质量。",
        "培训执法人员",
        2022,
        "upper",
        id="a relative clause has its subject behind it",
    ),
    pytest.param(
        "要不是人手紧，这项制度早就建立了。",
        "这项制度早就建立",
        2022,
        "lacking",
        id="an unreal condition has no cue word of its own",
    ),
]


@pytest.mark.xfail(reason="beyond cue words", strict=True)
@pytest.mark.parametrize(("sentence", "words", "year", "expected"), BEYOND)
def test_a_sentence_beyond_cue_words_is_read(
    read_words: Callable[..., str], sentence: str, words: str, year: int, expected: str
) -> None:
    reading = read_words(sentence, words, year)

    assert expected in reading.split()
