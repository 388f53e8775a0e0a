"""The cue words by which a clause is read, and where they stand in a text.

The words are data (`resources/dictionaries/cues.toml`); all are looked for in folded text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reviewer.resources import resource_path

MARKER = (
    r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十\d]+）|\d+[.．、]|同时|此外|另外|其中|"
    r"第[一二三四五六七八九十])?[，：]?"
)
"""What may stand before the first word of a clause: a list mark or a linking word."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words: lists for looking anywhere, expressions for the start of a clause.

    Attributes:
        kinds: Per word, the kinds that it belongs to (nil, lacking, planned, attitude, done,
            current, leader, own, directing).
        earlier: A clause that starts in an earlier year.
        intending: A clause that starts with an intention.
        enterprise_subject: A clause that starts with an enterprise as its subject.
        enterprise_directed: The unit makes an enterprise do something.
        upper_subject: A clause that starts with a superior.
        demanding: A clause that starts with a demand of someone not named (通知要求).
        demand: Words of a superior's demand.
    """

    kinds: Mapping[str, tuple[str, ...]]
    earlier: re.Pattern[str]
    intending: re.Pattern[str]
    enterprise_subject: re.Pattern[str]
    enterprise_directed: re.Pattern[str]
    upper_subject: re.Pattern[str]
    demanding: re.Pattern[str]
    demand: re.Pattern[str]


@cache
def cues() -> Cues:
    """The cue words, read once."""
    data = tomllib.loads(resource_path("dictionaries/cues.toml").read_text("utf-8"))
    modality, time, actor = data["modality"], data["time"], data["actor"]
    enterprise = either(actor["enterprise"])
    company = (
        r"(?!组织|对|为|向|联合|会同|邀请|与|在|给|到|把|将|帮|查|处|有|从)[\u4e00-\u9fff]{1,8}?"
        + either(actor["company_endings"])
    )
    kinds = {kind: modality[kind] for kind in ("nil", "lacking", "planned", "attitude", "done")}
    kinds |= {"current": time["current"]}
    kinds |= {"leader": actor["leader"], "own": actor["own"]}
    kinds |= {"directing": [*actor["directing"], *actor["pushing"]]}
    return Cues(
        kinds=_kinds_of_words(kinds),
        earlier=re.compile(
            MARKER + either(time["earlier"]) + r"(?!(?:制定|出台|印发|发布|发)的\d)"
        ),
        intending=re.compile(
            MARKER
            + r"(?:"
            + either(actor["own"])
            + r")?(?:"
            + either(modality["intending"])
            + either(modality["intended"])
            + r"|[要将](?:"
            + either(modality["exhorted"])
            + r"))"
        ),
        enterprise_subject=re.compile(
            MARKER
            + r"(?:各(?:类|有关|相关)?"
            + enterprise
            + r"(?!的|所|代)|(?:各|有关|相关|辖区|重点|全[市县区省]|部分|一些|大型|本地|属地|所有)*"
            + enterprise
            + r"(?!的|开展|进行|提供|办理|送|实施|执法|检查|开办|登记|注册|注销|办事|准入|\d)|"
            + company
            + r"(?=[^，。；]{0,6}?"
            + either(actor["acts"])
            + r"))"
        ),
        enterprise_directed=re.compile(
            either(actor["directing"])
            + r"[^，。；]{0,10}?"
            + enterprise
            + r"(?:及|和|、)?|"
            + either(actor["pushing"])
            + r"[^，。；]{0,8}?"
            + enterprise
            + r"(?="
            + either(actor["acts"])
            + ")"
        ),
        upper_subject=re.compile(MARKER + r"(?P<name>" + either(actor["upper"]) + r")"),
        demanding=re.compile(MARKER + either(actor["demanding"])),
        demand=re.compile(either(modality["required"])),
    )


def _kinds_of_words(kinds: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    kinds_of: dict[str, tuple[str, ...]] = {}
    for kind, words in kinds.items():
        for word in dict.fromkeys(words):
            kinds_of[word] = (*kinds_of.get(word, ()), kind)
    return kinds_of


def either(words: Iterable[str]) -> str:
    """A group of plain words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


ClauseCues = Mapping[str, list[tuple[int, int]]]
"""Per kind, the cue words of one clause: folded offsets, half-open, in order."""

_NONE: ClauseCues = {}


class CueIndex:
    """Where cue words stand in one text, clause by clause; offsets are folded code points.

    Args:
        words: Start, end and text of each cue word in the text.
        clause_of: For every code point, the number of its clause.
    """

    def __init__(self, words: Iterable[tuple[int, int, str]], clause_of: Sequence[int]) -> None:
        kinds_of = cues().kinds
        self._clauses: dict[int, dict[str, list[tuple[int, int]]]] = {}
        for start, end, word in words:
            clause = self._clauses.setdefault(clause_of[start], {})
            for kind in kinds_of[word]:
                clause.setdefault(kind, []).append((start, end))
        for clause in self._clauses.values():
            for found in clause.values():
                found.sort()

    def of(self, clause: int) -> ClauseCues:
        """Per kind, the cues that start in the clause of that number, in order."""
        return self._clauses.get(clause, _NONE)


def find_cues(folded: str, clause_of: Sequence[int]) -> CueIndex:
    """Looks the cue words of a text up one by one; for texts that are not matched otherwise."""
    words: list[tuple[int, int, str]] = []
    for word in cues().kinds:
        start = folded.find(word)
        while start >= 0:
            words.append((start, start + len(word), word))
            start = folded.find(word, start + 1)
    return CueIndex(words, clause_of)
