"""A file store of its own for every test, and the corpus of real files where there is one."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from hypothesis import settings as hypothesis_settings

from tests import machine

# A busy machine is slow now and then; that is not what these tests are about.
hypothesis_settings.register_profile("farol", deadline=None)
hypothesis_settings.load_profile("farol")


@pytest.fixture(autouse=True)
def file_store(tmp_path, settings):
    """An empty file store; the answer is its folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    settings.FAROL_FILES_ROOT = tmp_path / "files"
    storages["files"]  # made anew from the changed settings
    return tmp_path / "files"


@pytest.fixture
def corpus(needs) -> Path:
    """The folder of real files; the test is skipped where it isn't."""
    needs("corpus")
    return machine.CORPUS / "files"


def left_over(store: Path) -> list[str]:
    """What lies where files arrive."""
    folder = store / "incoming"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
