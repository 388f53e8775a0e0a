"""The words of the field as plain values: report, checklist, finding, decision, score.

Standard library only. Every step takes and gives these values; start with `report.py`,
`checklist.py` and `review.py`.
"""
