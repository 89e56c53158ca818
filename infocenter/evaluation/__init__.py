"""How well search finds: collections with known answers, asked of a throw-away index.

It asks through `infocenter.search.match`, as the search page does, on the configured database.
"""
