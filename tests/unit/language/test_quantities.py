"""What counts as a number with a unit, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.folding import fold
from reviewer.language.quantities import find_quantities

COUNTED = [
    ("立案23起", ["23起"]),
    ("处罚86件，罚款58.6万元", ["86件", "58.6万元"]),
    ("公开信息1.3万余条", ["1.3万余条"]),
    ("覆盖210多万人次", ["210多万人次"]),
    ("受教育群众3万多人次", ["3万多人次"]),
    ("合格率100%", ["100%"]),
    ("合格率９８．５％", ["98.5%"]),
    ("同比上升3.2个百分点", ["3.2个百分点"]),
    ("清单共 234 个事项", ["234个"]),
    ("检查 1 043 家次", ["1043家次"]),
    ("罚款1,043万元", ["1,043万元"]),
    ("投入资金2.1亿元", ["2.1亿元"]),
    ("时限压缩至7个工作日", ["7个工作日"]),
    ("培训40学时", ["40学时"]),
    ("每件平均用时15分钟", ["15分钟"]),
    ("全年组织十二场讲座", ["十二场"]),
    ("两名律师", ["两名"]),
    ("召开三次会议", ["三次"]),
    ("二十余人参加", ["二十余人"]),
    ("一百二十三件案卷", ["一百二十三件"]),
    ("复议案件0件", ["0件"]),
    ("行政许可318项、行政处罚206项", ["318项", "206项"]),
    ("普法讲座6期1200余人次", ["6期", "1200余人次"]),
    ("3家企业", ["3家"]),
    ("12345热线转办工单473件", ["473件"]),
    ("2023年办理案件85件", ["85件"]),
    ("处罚1,204,500元", ["1,204,500元"]),
    ("一千二百余人次", ["一千二百余人次"]),
    ("发放资料两万份", ["两万份"]),
    ("职权核定为四十三项", ["四十三项"]),
    ("推出四十余项措施", ["四十余项"]),
    ("罚款七百八十一万元", ["七百八十一万元"]),
    ("走访百余家企业", ["百余家"]),
    ("发现近百件案卷", ["百件"]),
    ("三千余人参加", ["三千余人"]),
    ("𠮷林县检查54家", ["54家"]),
]
BARE: list[tuple[str, list[str]]] = [
    ("2023年，我局严格执法", []),
    ("2023年3月15日召开会议", []),
    ("2021—2025年", []),
    ("（2021-2025年）", []),
    ("国办发〔2018〕118号", []),
    ("厦应急〔2026〕11号", []),
    ("成文日期2024-01-29", []),
    ("发布于2024.01.29 16:08", []),
    ("拨打12345热线", []),
    ("12315平台", []),
    ("落实行政执法三项制度", []),
    ("落实中央八项规定", []),
    ("学习十一个坚持", []),
    ("“八五”普法", []),
    ("“七五”普法规划", []),
    ("“十四五”规划", []),
    ("四个亲自", []),
    ("第一责任人", []),
    ("第3次会议", []),
    ("高效办成一件事", []),
    ("一企一策", []),
    ("一次性告知", []),
    ("最多跑一次", []),
    ("综合查一次", []),
    ("统一部署，逐一部门走访", []),
    ("三级审核", []),
    ("首违不罚", []),
    ("“5·12”防灾减灾日", []),
    ("“12·4”国家宪法日", []),
    ("“11·9”消防宣传", []),
    ("两法衔接", []),
    ("五个严禁八个不得", []),
    ("三个方面", []),
    ("百分之百", []),
    ("每件案件", []),
    ("走进千家万户", []),
    ("百家争鸣", []),
    ("组织第12期培训", []),
    ("第48条规定", []),
    ("《行政处罚法》第39条", []),
]


def written(text: str) -> list[str]:
    folded = fold(text).text
    return [folded[q.start : q.end] for q in find_quantities(folded) if q.unit]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_number_with_its_unit_is_counted(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_dates_names_and_document_numbers_are_not_counted(text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_a_quantity_knows_where_its_number_ends() -> None:
    (quantity,) = find_quantities("罚款58.6万元")

    assert (quantity.start, quantity.number_end, quantity.end) == (2, 7, 8)
    assert (quantity.number, quantity.unit) == ("58.6", "元")


PIECES = st.sampled_from(
    [*"0123456789十百一二两三，,.％%年月日号第件起次场家人万元余多 \n〔〕", "2023年", "件次"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quantities_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    folded = fold(text).text

    position = 0
    for quantity in find_quantities(folded):
        assert position <= quantity.start < quantity.number_end <= quantity.end <= len(folded)
        assert folded[quantity.start : quantity.start + len(quantity.number)] == quantity.number
        assert folded[quantity.number_end : quantity.end] == quantity.unit
        position = quantity.end
