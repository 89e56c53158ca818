"""Pages kept whole, and parts of pages kept as text, for as long as what they show is unchanged.

`invalidate()` belongs in every transaction that changes what the public sees; `generation()` is
the number under which kept things are valid.
"""

from portal.pagecache.shared import epoch, generation, invalidate

__all__ = ["epoch", "generation", "invalidate"]
