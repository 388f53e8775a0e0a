"""Checklist files (YAML) to `Checklist`, with every fault and its line.

May import `domain`; the only package that imports ruamel.yaml. Start with `load.py`.
"""
