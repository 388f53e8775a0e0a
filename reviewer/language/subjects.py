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
_LEVEL = r"[省市州县区旗](?!场|政(?![府协务法])|容|民(?!政|族)|域|长)"
_ACTING = (
    r"(?:已|先后|共|联合|依法|专门|今年|全年|年初|年内|本年度?|当年|上半年|下半年|年底|近期|还|又|也|统一|曾|正式|分别|均)*"
    r"(?:\d{1,2}月(?:份)?)?"
    r"(?:召开|组织|开展|印发|出台|制定|举办|发布|公布|评查|荣获|派出|成立|组建|建立|设立|编制|作出|办理|受理|查处|立案|"
    r"审结|审理|调解|侦破|抓获|刑拘|提起|判决|裁定|牵头|部署|要求|下发|修订|明确|规定|提出|强调|指出|推行|通报|转发|推动|启动|审定|"
    r"批准|听取|高度重视|(?:深入|认真|坚决|全面)?(?:学习)?贯彻|对|在|将|把)"
)
_ACTS = re.compile(_ACTING)
_PUBLIC_BODY = re.compile(
    MARKER + rf"(?P<name>(?:全国|国家|国务院|{_LEVEL})"
    r"(?:(?!联合|会同|与|对|向|在|到|从|被|由|为|给|的|将|把|经)[\u4e00-\u9fff]){0,14}?"
    r"(?:总局|厅|局|委员会|委|办公室|办|部|人民政府|政府|法院|检察院|常委会|人大|政协|纪委监委|协会|商会|联合会))"
    rf"(?:、[\u4e00-\u9fff]{{1,12}}?)?(?:《[^》]{{1,40}}》)?(?={_ACTING})"
)
_OTHERS = re.compile(
    MARKER + r"(?:各|全[省市县区旗]|有关|相关|辖区|基层|下级|县级|市级|[省市县区旗])*"
    r"(?:乡镇[（和、]?街道[）]?|镇街|乡镇|街道|社区|村委会|村（社区）|县[市]?区|区县|人民法院|法院|人民检察院|检察院|"
    r"公安机关|公安部门|司法机关|税务部门)" + f"(?:应当?|要|都|共)?(?={_ACTING})"
)
# A review of the unit's own acts: 市政府受理以我局为被申请人的复议 3 件.
_TAKES_UP = re.compile("(?:已|共|全年|本年度?)*(?:受理|审理|审结)")
_DOCUMENT_OF_SUPERIOR = re.compile(
    MARKER + r"(?:国务院|中央|国家|全国|司法部|上级|[省市]委|[省市]政府|省)[^，。；]{0,36}"
    r"(?:意见|通知|决定|规定|办法|方案|条例|纲要)》?(?:也|又|都|均|已)?(?:明确|要求|提出|强调|规定|指出)"
)
_SOCIETY = ("协会", "商会", "联合会")
_SUPERIOR = re.compile(
    r"^(?:全国|国家|国务院|[省市州县区旗](?:委(?!员)|政府|人民政府)|.*(?:政府|办公室|办|部|总局)$)"
)
_DEMAND_REACH = 24
_HEAD = 120
"""Code points of a clause that are looked at: its subject stands at its start."""


def own_names_of(unit: str) -> tuple[str, ...]:
    """How a unit calls itself: its name, with and without places before it, and 县局 and the like.

    Args:
        unit: The full name, folded.
    """
    names = [unit, unit]
    while names[-1]:
        names.append(re.sub(rf"^(?:.*?{_LEVEL}(?=.{{3,}})|.*)", "", names[-1]))
    place = _level_at(unit)
    if place is not None:
        names += [unit[place:], unit[place] + unit[-1]]
    return tuple(dict.fromkeys(name for name in names if name))


def stated_actor(clause: str, own_names: tuple[str, ...], *, names_own: bool) -> Actor | None:
    """The actor that a clause names at its start, or None.

    Args:
        clause: One clause, folded.
        own_names: Names by which the unit is called besides 我局.
        names_own: Whether the clause holds a word such as 我局.
    """
    return _stated_actor(clause[:_HEAD], own_names, names_own=names_own)


@lru_cache(maxsize=4096)
def _stated_actor(clause: str, own_names: tuple[str, ...], *, names_own: bool) -> Actor | None:
    known = cues()
    if own_names and _own_subject(own_names).match(clause):
        return Actor.OWN
    if _FOLLOWING.match(clause):
        return Actor.OWN if names_own else None
    body = _PUBLIC_BODY.match(clause)
    if body and names_own and _TAKES_UP.match(clause, body.end()):
        return Actor.OWN
    if body:
        return _public_actor(body["name"], own_names)
    if known.demanding.match(clause) or _DOCUMENT_OF_SUPERIOR.match(clause):
        return Actor.UPPER
    upper = known.upper_subject.match(clause)
    if upper and (
        _ACTS.match(clause, upper.end())
        or known.demand.search(clause, upper.end(), upper.end() + _DEMAND_REACH)
    ):
        return Actor.UPPER
    if _OTHERS.match(clause):
        return Actor.OTHER
    if known.enterprise_subject.match(clause):
        return Actor.ENTERPRISE
    return Actor.OWN if names_own else None


@lru_cache(maxsize=64)
def _own_subject(own_names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(MARKER + either(own_names))


def _public_actor(name: str, own_names: tuple[str, ...]) -> Actor:
    has_level = bool(own_names) and _level_at(own_names[0]) is not None
    shown = [name] if has_level else [name, name[1:]]
    if any(_is_short_for(part, own) for own in own_names for part in shown):
        return Actor.OWN
    if name.endswith(_SOCIETY) or not _is_superior(name, own_names):
        return Actor.OTHER
    return Actor.UPPER


def _is_short_for(name: str, own: str) -> bool:
    """Whether a name is one of the unit's or shortens it: 市人社局, 市人力资源和社会保障局."""
    if own.endswith("分局") and not name.endswith("分局"):
        return False
    rest = iter(own[1:])
    return name[0] == own[0] and all(char in rest for char in name[1:])


def _is_superior(name: str, own_names: tuple[str, ...]) -> bool:
    """Whether a body stands above the unit: Party and government, or a higher level."""
    if _SUPERIOR.match(name):
        return True
    place = _level_at(own_names[0]) if own_names else None
    own_rank = 1 if place is None else _rank(own_names[0][place])
    return re.match(_LEVEL, name) is not None and _rank(name[0]) < own_rank


def _level_at(unit: str) -> int | None:
    """Where a unit's name says its level (the 县 of 青禾县水务局); None where it does not."""
    places = [match.start() for match in re.finditer(_LEVEL, unit)]
    return max((place for place in places if place < len(unit) - 2), default=None)


def _rank(level: str) -> int:
    return {"省": 0, "市": 1, "州": 1}.get(level, 2)
