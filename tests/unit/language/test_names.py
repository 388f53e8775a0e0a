from __future__ import annotations

import pytest

from reviewer.language.names import (
    is_full_name,
    is_pronoun,
    is_short_form,
    is_unit_name,
    leading_unit,
)


@pytest.mark.parametrize(
    "name",
    [
        "云陵市生态环境局",
        "云陵市生态环境局临江分局",
        "青岚县人民政府",
        "白石镇人民政府",
        "东湖街道办事处",
        "湖口经济技术开发区应急管理局",
        "云湖区城市管理和综合执法局",
        "应急管理部",
        "北山林区管理委员会",
        "南旗农牧局",
    ],
)
def test_full_names_are_told(name: str) -> None:
    assert is_unit_name(name)
    assert is_full_name(name)


@pytest.mark.parametrize("name", ["市应急管理局", "省农业农村厅", "区卫生健康委", "县司法局"])
def test_short_forms_are_told(name: str) -> None:
    assert is_short_form(name)
    assert not is_full_name(name)


@pytest.mark.parametrize("name", ["我局", "本委", "我镇", "我分局"])
def test_pronouns_name_no_unit(name: str) -> None:
    assert is_pronoun(name)
    assert not is_unit_name(name)


@pytest.mark.parametrize(
    "text", ["作出了全面部署", "依法行政", "", "局", "2023年应急管理局", "市委、市政府的正确领导下"]
)
def test_other_words_are_no_unit_names(text: str) -> None:
    assert not is_unit_name(text)


def test_the_unit_in_front_of_a_title_is_taken_whole() -> None:
    found = leading_unit("云陵市生态环境局临江分局2023年法治政府建设年度报告")

    assert found is not None
    assert found.name == "云陵市生态环境局临江分局"
