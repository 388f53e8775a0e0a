"""Files to `Report`: one module per format, one common way to text, outline and facts.

May import `language` and `domain`; the only package that knows document formats.
Start with `read.py`.
"""
