"""The portal's own settings, and one more middleware around all."""

from portal.settings import *  # noqa: F403
from portal.settings import MIDDLEWARE as _OWN

MIDDLEWARE = ["benchmarks.beside.scanned.middleware.watched", *_OWN]
