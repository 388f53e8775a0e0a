"""Names of units: full names (云陵市生态环境局) and official short forms (市生态环境局)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = "[\u4e00-\u9fff]"

# Longest first: the regular expression takes the first that fits.
_SUFFIXES = (
    "人民政府办公室",
    "人民政府",
    "街道办事处",
    "管理委员会",
    "办公室",
    "委员会",
    "管委会",
    "指挥部",
    "监管局",
    "分局",
    "支队",
    "总队",
    "大队",
    "中心",
    "街道",
    "党工委",
    "党委",
    "党组",
    "总站",
    "管理站",
    "管理处",
    "集团",
    "公司",
    "学校",
    "医院",
    "银行",
    "法院",
    "检察院",
    "海关",
    "气象台",
    "地震台",
    "局",
    "厅",
    "部",
    "委",
    "办",
    "署",
    "镇",
    "乡",
    "院",
    "所",
    "区",
    "县",
    "市",
    "旗",
    "省",
)
_SUFFIX = "|".join(_SUFFIXES)
_PLACE = (
    "(?:特别行政区|自治区|自治州|自治县|自治旗|开发区|高新区|新区|地区|林区|"
    "盟|州|省|市|县|区|旗|镇|乡|街道|苏木)"
)

_UNIT_NAME = re.compile(rf"(?:{_HAN}|[、（）()·]){{1,34}}(?:{_SUFFIX})")
_PRONOUN = re.compile(
    "^(?:我|本|该|全)(?:省|市|县|区|旗|镇|乡|街道|局|厅|委|办|部|中心|分局|单位|院|队)"
)
_SHORT = re.compile(
    f"^(?:省|市|县|区|旗|州|盟){_HAN}{{2,16}}(?:局|厅|委|办|委员会|中心|支队|总队)$"
)
_FULL = re.compile(rf"^{_HAN}{{1,12}}?{_PLACE}(?:{_HAN}|[、（）()])*$")
_MINISTRIES = (
    "外交部|国防部|教育部|科学技术部|科技部|工业和信息化部|公安部|国家安全部|民政部|司法部|财政部|"
    "人力资源和社会保障部|人力资源社会保障部|自然资源部|国土资源部|生态环境部|环境保护部|住房和城乡建设部|"
    "住房城乡建设部|交通运输部|水利部|农业农村部|农业部|商务部|文化和旅游部|文化部|退役军人事务部|应急管理部|"
    "审计署|海关总署|中国人民银行|国务院办公厅"
)
_MINISTRY = re.compile(rf"^原?(?:(?:{_MINISTRIES})$|国家{_HAN}{{2,12}}(?:局|委|委员会|办|署)$)")
_NOT_IN_NAME = re.compile('[，。；：！？,;:!?《》“”"\\d\\s的了在是将把被使并也还我们其]')


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit name in a text.

    Attributes:
        start: Offset of its first character.
        end: One past its last character.
        name: The name as written.
    """

    start: int
    end: int
    name: str


def is_unit_name(text: str) -> bool:
    """Whether the whole of `text` reads as the name of one body (云陵市生态环境局, 某某镇)."""
    if not 2 <= len(text) <= 40 or _NOT_IN_NAME.search(text):  # noqa: PLR2004 - length of names
        return False
    return _UNIT_NAME.fullmatch(text) is not None and not is_pronoun(text)


def is_pronoun(text: str) -> bool:
    """Whether `text` starts with 我局, 本委, 我镇 …: a unit that does not name itself."""
    return _PRONOUN.match(text) is not None


def is_short_form(name: str) -> bool:
    """Whether `name` is an official short form without the place: 市应急管理局, 省农业农村厅."""
    return _SHORT.match(name) is not None


def is_full_name(name: str) -> bool:
    """Whether `name` says which place's body it is, or is a central body (应急管理部)."""
    if is_short_form(name) or is_pronoun(name):
        return False
    return _FULL.match(name) is not None or _MINISTRY.match(name) is not None


def leading_unit(text: str) -> UnitName | None:
    """The longest unit name with which `text` begins, or None."""
    match = _UNIT_NAME.match(text)
    if match is None or is_pronoun(match[0]):
        return None
    return UnitName(0, match.end(), match[0])
