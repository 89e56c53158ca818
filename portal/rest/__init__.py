"""What every part of the API has in common: keys, problems, pages, the feed of changes.

The apps' own `api.py` say what can be read and done; `portal/api.py` puts them together.
"""
