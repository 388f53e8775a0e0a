"""Whether the rules of a checklist do what their examples say."""

from __future__ import annotations

from reviewer.detection.detector import rule_matches
from reviewer.domain.checklist import Checklist
from reviewer.errors import ChecklistFault
from reviewer.evaluation.wording import wording


def failing_examples(checklist: Checklist, file: str) -> tuple[ChecklistFault, ...]:
    """One fault per example that its rule takes wrongly, at the line of the rule.

    Args:
        checklist: The checklist.
        file: The name of its file, for the faults.
    """
    words = wording()["examples"]
    faults = []
    for item in checklist.items:
        for rule in item.rules:
            wrong = [
                words["match"].format(rule=rule.id, sentence=sentence)
                for sentence in rule.match
                if not rule_matches(checklist, rule, sentence)
            ]
            wrong += [
                words["no_match"].format(rule=rule.id, sentence=sentence)
                for sentence in rule.no_match
                if rule_matches(checklist, rule, sentence)
            ]
            faults += [ChecklistFault(file, rule.line, message) for message in wrong]
    return tuple(faults)
