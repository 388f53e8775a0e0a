"""Reading skills shared by the steps: clauses, quantities, dates, numbering, names.

Pure functions on text; may import `domain` only. All offsets are code points.
"""
