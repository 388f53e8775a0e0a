"""Reviews to Excel workbooks.

May import `domain`; the only package that imports XlsxWriter and openpyxl.
Start with `score_sheet.py`.
"""
