"""The portal as a WSGI application: searches counted, kept pages in front, Django behind, timed."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from portal import supervision

supervision.die_with_parent_if_asked()
_django = get_wsgi_application()

from infocenter.searches import CountedSearches
from portal import metrics
from portal.inspection import durations
from portal.pagecache.wsgi import KeptPages

_pages = KeptPages(durations.TimedVisits(_django))
durations.count_kept(lambda: _pages.hits)
metrics.count_kept(lambda: _pages.hits)
application = CountedSearches(_pages)

# What was loaded until here stays: the collector, which would look through it all while somebody
# waits for a page (some 40 ms), needn't.
gc.collect()
gc.freeze()
