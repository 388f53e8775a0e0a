from __future__ import annotations

from reviewer.domain.verdict import Verdict
from reviewer.evaluation.baseline import KeywordFinding, find_keywords


def test_a_term_anywhere_is_met_with_the_sentence_around_its_first_place() -> None:
    text = "一、总体情况\n本局聘请法 律顾\u3000问一名。法律顾问参与审核。"

    found = find_keywords(text, {"topic.adviser": ["公职律师", "法律顾问"]})

    assert found["topic.adviser"] == KeywordFinding(
        Verdict.MET, "一、总体情况本局聘请法律顾问一名。"
    )


def test_no_term_is_absent() -> None:
    found = find_keywords("另一件事。", {"topic.adviser": ["法律顾问"]})

    assert found["topic.adviser"] == KeywordFinding(Verdict.ABSENT, None)
