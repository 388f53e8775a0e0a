"""Detection compared with the verdicts of human annotators.

May import `workflow`, `domain` and below. Start with `evaluate.py`.
"""
