"""`Report` to `Problem`s beyond the checklist: numbering, years and the like.

May import `language` and `domain`; one module per check. Start with `check.py`.
"""
