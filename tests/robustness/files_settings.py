"""The portal's settings with the file store alone."""

from portal.settings import *  # noqa: F403

INSTALLED_APPS = ["portal.files"]
MIDDLEWARE = []
TEMPLATES = []
ROOT_URLCONF = "tests.robustness.files_app"
