"""A file store of its own for every test, and the corpus of real files where there is one."""

from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests import machine

# A busy machine is slow now and then; that is not what these tests are about.
hypothesis_settings.register_profile("farol", deadline=None)
hypothesis_settings.load_profile("farol")


@pytest.fixture(autouse=True)
def _own_store(file_store):
    """Every test here has a file store of its own."""


@pytest.fixture
def corpus(needs) -> Path:
    """The folder of real files; the test is skipped where it isn't."""
    needs("corpus")
    return machine.CORPUS / "files"


def left_over(store: Path) -> list[str]:
    """What lies where files arrive."""
    folder = store / "incoming"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
