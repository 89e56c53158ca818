"""How many chains stand side by side, so that writers on PostgreSQL don't wait for each other.

An event is chained in one lane, whichever is free. SQLite has one writer at a time and uses one.
"""

LANES = 16
