"""A file store for all tests of datasets: tables are known by their bytes, so they can share one,
and with it the engine that answers.
"""

import pytest


@pytest.fixture(scope="session")
def _tables_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(autouse=True)
def tables(_tables_folder, settings):
    """The store."""
    storage = {**settings.STORAGES["files"], "OPTIONS": {"location": _tables_folder}}
    settings.STORAGES = {**settings.STORAGES, "files": storage}
    settings.FAROL_FILES_ROOT = _tables_folder
    return _tables_folder
