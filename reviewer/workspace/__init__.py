"""Reviews and their history in a database.

May import `domain`; the only package that imports SQLAlchemy. Start with `store.py`.
"""
