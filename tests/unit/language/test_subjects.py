"""Whom a clause names at its start, and by which names the unit knows itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.clauses import Actor
from reviewer.language.subjects import own_names_of, stated_actor

NAMES = [
    ("青禾县水务局", ["青禾县水务局", "水务局", "县水务局", "县局"]),
    ("江南省应急管理厅", ["江南省应急管理厅", "应急管理厅", "省应急管理厅", "省厅"]),
    (
        "岚川市市场监督管理局",
        ["岚川市市场监督管理局", "市场监督管理局", "市市场监督管理局", "市局"],
    ),
    ("青山市云县教育局", ["青山市云县教育局", "云县教育局", "教育局", "县教育局", "县局"]),
    ("河渚市民政局", ["河渚市民政局", "民政局", "市民政局", "市局"]),
    ("教育局", ["教育局"]),
]


@pytest.mark.parametrize(("unit", "expected"), NAMES)
def test_a_unit_is_called_by_parts_of_its_name(unit: str, expected: list[str]) -> None:
    assert set(own_names_of(unit)) == set(expected)


@given(st.text(alphabet="省市州县区旗场民政水务局厅", max_size=30))
def test_any_name_gives_names_and_ends(unit: str) -> None:
    names = own_names_of(unit)

    assert all(names)
    assert len(set(names)) == len(names)
    assert (unit in names) == bool(unit)


COUNTY = own_names_of("青禾县人力资源和社会保障局")
SUBJECTS = [
    ("青禾县人力资源和社会保障局组织培训", Actor.OWN),
    ("县人力资源和社会保障局组织培训", Actor.OWN),
    ("人力资源和社会保障局组织培训", Actor.OWN),
    ("县人社局组织培训", Actor.OWN),
    ("县局组织培训", Actor.OWN),
    ("市人社局组织培训", Actor.UPPER),
    ("省人力资源和社会保障厅组织培训", Actor.UPPER),
    ("县财政局组织培训", Actor.OTHER),
    ("县住房和城乡建设局组织培训", Actor.OTHER),
    ("县城市管理和综合行政执法局开展检查", Actor.OTHER),
    ("县水务局组织培训", Actor.OTHER),
    ("县委宣传部组织培训", Actor.UPPER),
    ("县委全面依法治县办公室开展督察", Actor.UPPER),
    ("县政府印发通知", Actor.UPPER),
    ("县人大常委会开展执法检查", Actor.OTHER),
    ("县人民法院审理案件", Actor.OTHER),
    ("县消费者协会组织培训", Actor.OTHER),
    ("国家税务总局印发通知", Actor.UPPER),
    ("各乡镇组织培训", Actor.OTHER),
    ("社区开展调解", Actor.OTHER),
    ("企业建立台账", Actor.ENTERPRISE),
    ("各企业开展自查", Actor.ENTERPRISE),
    ("红星集团成立法务部", Actor.ENTERPRISE),
    ("通知要求各地学法", Actor.UPPER),
    ("一是县财政局组织培训", Actor.OTHER),
    ("（二）企业建立台账", Actor.ENTERPRISE),
    ("同时，县财政局组织培训", Actor.OTHER),
]
NONE_STATED = [
    "组织培训6期",
    "与县财政局联合开展检查",
    "会同县公安局印发办法",
    "按照县政府部署",
    "对企业开展检查",
    "向县司法局报送案卷",
    "在省厅指导下",
    "被县政府评为先进",
    "市场秩序明显好转",
    "市民办事更加便利",
    "区域协作不断加强",
    "企业开办便利化水平提高",
    "县级预案修订完成",
    "",
    "，",
]


@pytest.mark.parametrize(("clause", "actor"), SUBJECTS)
def test_a_subject_at_the_start_is_read(clause: str, actor: Actor) -> None:
    assert stated_actor(clause, COUNTY, names_own=False) is actor


@pytest.mark.parametrize("clause", NONE_STATED)
def test_a_clause_without_a_subject_of_its_own_states_none(clause: str) -> None:
    assert stated_actor(clause, COUNTY, names_own=False) is None


@pytest.mark.parametrize("clause", ["我局组织培训", "与县财政局联合的我局科室"])
def test_a_clause_that_names_us_is_ours(clause: str) -> None:
    assert stated_actor(clause, COUNTY, names_own=True) is Actor.OWN


def test_a_bureau_of_the_same_level_is_no_superior_of_a_province() -> None:
    province = own_names_of("江南省应急管理厅")

    assert stated_actor("省财政厅组织培训", province, names_own=False) is Actor.OTHER
    assert stated_actor("省政府印发通知", province, names_own=False) is Actor.UPPER
    assert stated_actor("应急管理部印发通知", province, names_own=False) is Actor.UPPER


def test_a_branch_is_not_its_mother_bureau() -> None:
    branch = own_names_of("河渚市生态环境局东堰分局")

    assert stated_actor("市生态环境局组织培训", branch, names_own=False) is not Actor.OWN


def test_of_a_unit_unknown_every_bureau_may_be_another() -> None:
    assert stated_actor("县财政局组织培训", (), names_own=False) is Actor.OTHER
    assert stated_actor("我局组织培训", (), names_own=True) is Actor.OWN


def test_a_clause_of_any_length_is_read_at_its_start() -> None:
    assert stated_actor("县财政局组织培训" + "甲" * 100_000, COUNTY, names_own=False) is Actor.OTHER
