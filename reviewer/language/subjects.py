"""Whose act a clause tells of, as far as the clause itself says.

`reading.py` carries the subject on to clauses without one of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.clauses import Actor
from reviewer.language.cues import MARKER, cues, either

_FOLLOWING = re.compile(
    MARKER
    + r"(?:严格|认真|坚决|全面|切实)?(?:按照|根据|依据|依照|遵照|围绕|对照|落实|贯彻|结合|按|依|"
    r"遵循|针对|响应|严格|会同|联合|与|配合|经|报|向|在|对|由|以|为|被|获|得到|接受|参加|协助|紧扣|立足)"
)
_PUBLIC_BODY = re.compile(
    MARKER + r"(?P<name>(?:全国|国家|国务院|[省市县区州旗])[\u4e00-\u9fff]{0,10}?"
    r"(?:总局|厅|局|委员会|委|办公室|办|部|人民政府|政府|法院|检察院|常委会|人大|政协|纪委监委))"
    r"(?:、[\u4e00-\u9fff]{1,12}?)?(?:《[^》]{1,40}》)?"
)
_ACTING = re.compile(
    r"(?:已|先后|共|联合|依法|专门|今年|全年|年初|年内|还|又|也|统一|曾|正式)*"
    r"(?:\d{1,2}月(?:份)?)?"
    r"(?:召开|组织|开展|印发|出台|制定|举办|发布|公布|评查|荣获|派出|成立|建立|作出|办理|受理|查处|立案|牵头|"
    r"部署|要求|下发|修订|明确|规定|提出|强调|指出|推行|通报|转发|推动|启动|审定|批准|听取|对|在)"
)
_SUPERIOR = re.compile(r"^(?:全国|国家|国务院|省|.*(?:委|政府|办公室|办|部|总局)$)")
_LEVELS = "省市州县区旗"
_DEMAND_REACH = 24


@lru_cache(maxsize=4096)
def stated_actor(clause: str, own_names: tuple[str, ...], *, names_own: bool) -> Actor | None:
    """The actor that a clause names at its start, or None.

    Args:
        clause: One clause, folded.
        own_names: Names by which the unit is called besides 我局.
        names_own: Whether the clause holds a word such as 我局.
    """
    known = cues()
    if own_names and _own_subject(own_names).match(clause):
        return Actor.OWN
    if _FOLLOWING.match(clause):
        return Actor.OWN if names_own else None
    body = _PUBLIC_BODY.match(clause)
    if body and _ACTING.match(clause, body.end()) and not _is_own(body["name"], own_names):
        return Actor.UPPER if _is_superior(body["name"], own_names) else Actor.OTHER
    upper = known.upper_subject.match(clause)
    if upper and known.demand.search(clause, upper.end(), upper.end() + _DEMAND_REACH):
        return Actor.UPPER
    if known.enterprise_subject.match(clause):
        return Actor.ENTERPRISE
    return Actor.OWN if names_own else None


@lru_cache(maxsize=64)
def _own_subject(own_names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(MARKER + either(own_names))


def _is_own(name: str, own_names: tuple[str, ...]) -> bool:
    return any(name.endswith(own) or own.endswith(name) for own in own_names)


def _is_superior(name: str, own_names: tuple[str, ...]) -> bool:
    """Whether a body stands above the unit: Party and government, or a higher level."""
    if _SUPERIOR.match(name):
        return True
    own_level = next((level for own in own_names for level in _level(own)), "")
    level = name[:1]
    return bool(own_level) and level in _LEVELS and _rank(level) < _rank(own_level)


def _level(name: str) -> str:
    found = [char for char in name[:-1] if char in _LEVELS]
    return found[-1] if found else ""


def _rank(level: str) -> int:
    return {"省": 0, "市": 1, "州": 1}.get(level, 2)
