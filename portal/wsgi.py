"""The portal as a WSGI application: searches counted, kept pages in front, Django behind."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from portal import supervision

supervision.die_with_parent_if_asked()
_django = get_wsgi_application()

from infocenter.searches import CountedSearches
from portal.pagecache.wsgi import KeptPages

application = CountedSearches(KeptPages(_django))

# What was loaded until here stays: the collector, which would look through it all while somebody
# waits for a page (some 40 ms), needn't.
gc.collect()
gc.freeze()
