"""报告审阅台: reviews annual reports on building a law-based government.

The way of the data is read, check, detect, decide, score, export. Start reading in
`workflow.py`, which tells these steps in order; the values they exchange live in `domain`.
"""

__version__ = "0.1.0"
