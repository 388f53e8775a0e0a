"""The cue words by which a clause is read, compiled once from data.

The words are data (`resources/dictionaries/cues.toml`); all are looked for in folded text.
"""

from __future__ import annotations

import re
import tomllib
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
    """The cue words as compiled alternatives; names as in the data file."""

    nil: re.Pattern[str]
    lacking: re.Pattern[str]
    planned: re.Pattern[str]
    attitude: re.Pattern[str]
    done: re.Pattern[str]
    earlier: re.Pattern[str]
    current: re.Pattern[str]
    leader: re.Pattern[str]
    enterprise_subject: re.Pattern[str]
    enterprise_directed: re.Pattern[str]
    upper_subject: re.Pattern[str]
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
    acts = either(actor["acts"])
    return Cues(
        nil=re.compile(either(modality["nil"])),
        lacking=re.compile(either(modality["lacking"])),
        planned=re.compile(either(modality["planned"])),
        attitude=re.compile(either(modality["attitude"])),
        done=re.compile(either(modality["done"])),
        earlier=re.compile(MARKER + either(time["earlier"])),
        current=re.compile(either(time["current"])),
        leader=re.compile(either(actor["leader"]) + r"(?!办公会|任组长|任副组长|担任|任职|为组长)"),
        enterprise_subject=re.compile(
            MARKER
            + r"(?:(?:各|有关|相关|辖区|重点|全[市县区省]|部分|一些|大型|本地|属地|所有)*"
            + enterprise
            + r"(?!的|开展|进行|提供|办理|送|实施|执法|检查|\d)|"
            + company
            + r"(?=[^，。；]{0,6}?"
            + acts
            + r"))"
        ),
        enterprise_directed=re.compile(
            either(actor["directing"]) + r"[^，。；]{0,10}?" + enterprise + r"(?:及|和|、)?"
        ),
        upper_subject=re.compile(MARKER + r"(?P<name>" + either(actor["upper"]) + r")"),
        demand=re.compile(either(modality["required"])),
    )


def either(words: list[str]) -> str:
    """A group of plain words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
