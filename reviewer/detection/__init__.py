"""`Report`, `Checklist` and `Problem`s to one `Finding` per item.

May import `language` and `domain`; the only package that imports jieba and pyahocorasick.
Start with `detector.py`.
"""
