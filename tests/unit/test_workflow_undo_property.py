"""Any sequence of decisions, undo, redo and restarts does what a plain list of states does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from reviewer.domain.checklist import Checklist
from reviewer.domain.finding import Finding
from reviewer.domain.report import Report
from reviewer.domain.review import ItemState
from reviewer.domain.verdict import DECIDABLE, Verdict
from reviewer.workflow import Desk, Examiner

ITEMS = ("topic.power_list", "topic.training", "topic.look", "form.title")
TEXTS = st.sampled_from(["", "好", "𠮷", "第一行\n第二行", "a" * 3000])
SCORES = st.none() | st.decimals(0, 3, places=2)

States = dict[str, ItemState]


class Model:
    """What a reviewer expects, without any storage."""

    def __init__(self, findings: dict[str, Finding], weights: dict[str, Decimal]) -> None:
        self.findings, self.weights = findings, weights
        self.states: States = dict.fromkeys(ITEMS, ItemState())
        self.past: list[States] = []
        self.future: list[States] = []

    def put(self, item_id: str, state: ItemState) -> None:
        if state != self.states[item_id]:
            self.past.append(self.states)
            self.future.clear()
            self.states = {**self.states, item_id: state}

    def undo(self) -> bool:
        if not self.past:
            return False
        self.future.append(self.states)
        self.states = self.past.pop()
        return True

    def redo(self) -> bool:
        if not self.future:
            return False
        self.past.append(self.states)
        self.states = self.future.pop()
        return True

    def decide(
        self,
        item_id: str,
        verdict: Verdict,
        score: Decimal | None,
        words: tuple[str | None, str | None],
    ) -> None:
        old = self.states[item_id]
        note, reason = words
        is_new = old.verdict is not verdict
        kept_score = None if is_new else old.score
        agrees = is_new and self.findings[item_id].verdict is verdict
        new = replace(
            old,
            verdict=verdict,
            score=kept_score if score is None else score,
            note=old.note if note is None else note,
            reason=("" if agrees else old.reason) if reason is None else reason,
        )
        self.put(item_id, new)


class ReviewMachine(RuleBasedStateMachine):
    """Acts on a desk and on the model alike."""

    def __init__(self, examiner: Examiner, report: Report) -> None:
        super().__init__()
        self.examiner, self.report = examiner, report

    @initialize()
    def open_first(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desks: list[Desk] = []
        self.open()
        weights = {item.id: item.weight for item in self.examiner.checklist.items}
        self.model = Model(self.review.plain.findings, weights)

    def open(self) -> None:
        url = f"sqlite:///{Path(self.folder.name) / 'w.sqlite'}"
        self.desks.append(Desk(url, "王审", make_examiner=lambda _: self.examiner))
        desk = self.desks[-1]
        self.review = desk.adopt(desk.examine(self.report, checklist=self.examiner.checklist))

    @rule(
        item=st.sampled_from(ITEMS),
        verdict=st.sampled_from(DECIDABLE),
        score=SCORES,
        note=st.none() | TEXTS,
        reason=st.none() | TEXTS,
    )
    def decide(
        self,
        item: str,
        verdict: Verdict,
        score: Decimal | None,
        note: str | None,
        reason: str | None,
    ) -> None:
        is_wrong = score is not None and (
            verdict is Verdict.NOT_APPLICABLE or score > self.model.weights[item]
        )
        if is_wrong:
            with pytest.raises(ValueError, match="分"):
                self.review.decide(item, verdict, score, note, reason)
        else:
            self.review.decide(item, verdict, score, note, reason)
            self.model.decide(item, verdict, score, (note, reason))

    @rule(item=st.sampled_from(ITEMS))
    def clear(self, item: str) -> None:
        self.review.clear_decision(item)
        state = self.model.states[item]
        if state.verdict is not None:
            self.model.put(item, replace(state, verdict=None, score=None, reason=""))

    @rule(item=st.sampled_from(ITEMS), note=TEXTS)
    def set_note(self, item: str, note: str) -> None:
        self.review.set_note(item, note)
        self.model.put(item, replace(self.model.states[item], note=note))

    @rule()
    def undo(self) -> None:
        assert (self.review.undo() is not None) == self.model.undo()

    @rule()
    def redo(self) -> None:
        assert (self.review.redo() is not None) == self.model.redo()

    @rule()
    def restart(self) -> None:
        self.desks.pop().close()
        self.open()

    @rule()
    def go_on_in_another_program(self) -> None:
        self.open()

    @invariant()
    def says_the_same(self) -> None:
        shown = {
            item: replace(self.review.state(item), reviewer="", changed_at=None) for item in ITEMS
        }
        assert shown == self.model.states
        assert self.review.can_undo == bool(self.model.past)
        assert self.review.can_redo == bool(self.model.future)

    @override
    def teardown(self) -> None:
        for desk in self.desks:
            desk.close()
        self.folder.cleanup()


def test_any_sequence_of_changes_does_what_a_list_of_states_does(
    make_examiner: Callable[[Checklist], Examiner], report: Report, checklist: Checklist
) -> None:
    run_state_machine_as_test(
        # Annotated as a class, documented as any factory.
        lambda: ReviewMachine(make_examiner(checklist), report),  # type: ignore[arg-type]
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
