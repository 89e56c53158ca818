"""The portal as a WSGI application: searches counted, kept pages in front, Django behind."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from portal import supervision

supervision.die_with_parent_if_asked()
_django = get_wsgi_application()

from infocenter.searches import CountedSearches
from portal.pagecache.wsgi import KeptPages

application = CountedSearches(KeptPages(_django))
