"""The passages nearest to what was not found, and where the dictionary keeps its cache."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from reviewer.detection.detector import Detector
from reviewer.detection.nearest import NEAREST_SHOWN, PassageIndex, Segmenter, Sought
from reviewer.domain.checklist import Checklist, ChecklistItem, Rule
from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Passage
from reviewer.domain.report import Report, SectionRole
from reviewer.domain.verdict import Verdict

MEASURES = SectionRole.MEASURES
MakeReport = Callable[..., Report]
TEXT = (
    "我局聘请两名执业律师担任常年法律顾问，审查合同41份。"
    "全年举办普法讲座12场，发放资料3000份；法律顾问参加讲座2场。"
    "河道采砂许可改为网上办理，办理时限缩短一半。"
    "水质监测站点新增9处，数据接入省级平台。"
)


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(["法律顾问"], tmp_path_factory.mktemp("cache"))


@pytest.fixture
def nearest(
    segmenter: Segmenter, make_role_report: MakeReport
) -> Callable[..., tuple[Report, tuple[Passage, ...]]]:
    """The passages of a text that are nearest to what is looked for."""

    def find(text: str, wanted: str, title: str = "甲") -> tuple[Report, tuple[Passage, ...]]:
        report = make_role_report((MEASURES, text), title=title)
        index = PassageIndex(report, Sought({"wanted": wanted}, segmenter))
        return report, index.nearest("wanted")

    return find


Nearest = Callable[..., tuple[Report, tuple[Passage, ...]]]


def test_the_nearest_passage_shares_most_with_the_words(nearest: Nearest) -> None:
    _, passages = nearest(TEXT, "法律顾问审查合同")

    assert [passage.text[:8] for passage in passages] == ["我局聘请两名执业", "法律顾问参加讲座"]


def test_rare_words_weigh_more_than_common_ones(nearest: Nearest) -> None:
    text = "执法人员开展执法检查执法。\n" * 5 + "办理行政复议案件的执法人员。"

    _, passages = nearest(text, "执法，复议")

    assert "复议" in passages[0].text


def test_passages_are_parts_of_the_text(nearest: Nearest) -> None:
    report, passages = nearest((TEXT + "\n") * 3 + "法律顾问" + "甲" * 400, "法律顾问审查合同，甲")

    assert 0 < len(passages) <= NEAREST_SHOWN
    for passage in passages:
        assert passage.text == passage.span.of(report.text)
        assert len(passage.text) <= MAX_EVIDENCE_LENGTH


def test_between_equals_the_earlier_passage_comes_first(nearest: Nearest) -> None:
    _, passages = nearest("\n".join(["法律顾问审查合同十份。"] * 5), "法律顾问")

    starts = [passage.span.start for passage in passages]
    assert starts == sorted(starts)
    assert len(starts) == NEAREST_SHOWN


@pytest.mark.parametrize("wanted", ["复议", "", "，。的了", "甲𠮷"])
def test_words_that_the_text_has_not_find_nothing(nearest: Nearest, wanted: str) -> None:
    assert nearest(TEXT, wanted)[1] == ()


@pytest.mark.parametrize("text", ["", "。。。", "\n\n", "短。", "𠮷" * 20])
def test_a_text_without_sentences_has_no_passages(nearest: Nearest, text: str) -> None:
    assert nearest(text, "法律顾问")[1] == ()


WORDS = ["执法", "法制", "制度", "法律", "法律顾问", "顾问", "问题"]


@settings(deadline=None)
@given(st.text(alphabet="执法制度律顾问题，。\n𠮷", max_size=60))
def test_words_are_found_from_left_to_right_the_longest_first(text: str) -> None:
    sought = Sought({"wanted": ""}, _Words())

    assert list(sought.found_in(text)) == list(slowly_found(text))


class _Words(Segmenter):
    """Gives the words of the table instead of segmenting."""

    def __init__(self) -> None:
        super().__init__([])

    @override
    def words(self, text: str) -> list[str]:
        return WORDS


def slowly_found(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    while position < len(text):
        here = [word for word in WORDS if text.startswith(word, position)]
        if here:
            longest = max(here, key=len)
            position += len(longest)
            yield position - 1, longest
        else:
            position += 1


def test_a_word_of_the_checklist_is_looked_for_whole_and_in_parts(segmenter: Segmenter) -> None:
    assert segmenter.words("法律顾问") == ["法律", "顾问", "法律顾问"]


def test_marks_and_empty_words_are_no_words(segmenter: Segmenter) -> None:
    assert segmenter.words("，。、的 了\n工作") == []


def test_only_an_item_that_is_absent_gets_passages(
    make_item: Callable[..., ChecklistItem],
    make_item_checklist: Callable[..., Checklist],
    make_role_report: MakeReport,
) -> None:
    there = make_item(Rule("a", "甲", patterns=("法律顾问",)), item_id="topic.there")
    absent = make_item(Rule("b", "乙", patterns=("普法讲座进校园",)), item_id="topic.absent")
    detector = Detector(make_item_checklist(there, absent))
    report = make_role_report((MEASURES, TEXT))

    findings = detector.detect(report, ())

    assert findings["topic.there"].nearest == ()
    assert findings["topic.absent"].verdict is Verdict.ABSENT
    assert findings["topic.absent"].nearest[0].text.startswith("全年举办普法讲座")
    assert detector.detect(report, (), nearest=False)["topic.absent"].nearest == ()


def test_the_cache_lies_in_the_folder_given_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, folder = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    (shared / "jieba.cache").write_bytes(b"not to be read")
    monkeypatch.setattr(tempfile, "tempdir", str(shared))

    Segmenter(["法律顾问"], folder).load()

    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]
    assert [path.name for path in shared.iterdir()] == ["jieba.cache"]
    assert (shared / "jieba.cache").read_bytes() == b"not to be read"


def test_without_a_usable_folder_the_shared_cache_is_not_read_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "jieba.cache").write_bytes(b"not to be read")
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    read: list[str] = []
    monkeypatch.setattr("marshal.load", lambda file: read.append(file.name))
    (tmp_path / "file").write_text("in the way")

    words = Segmenter(["法律顾问"], tmp_path / "file" / "cache").words("聘请法律顾问")

    assert words == ["聘请", "法律", "顾问", "法律顾问"]
    assert read == []
    assert [path.name for path in shared.iterdir()] == ["jieba.cache"]


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "jieba.cache").write_bytes(b"broken")

    words = Segmenter([], tmp_path).words("聘请律师")

    assert words == ["聘请", "律师"]
    assert (tmp_path / "jieba.cache").stat().st_size > 1_000_000


def test_the_module_level_tokenizer_stays_untouched(tmp_path: Path) -> None:
    Segmenter(["自编的怪词"], tmp_path).load()

    assert not jieba.dt.initialized
