"""An endpoint that knows a few words in three languages, and the settings that choose it."""

import pytest

from tests.embeddings import DIMENSION, embedding_server


@pytest.fixture
def endpoint(settings):
    """A running server of embeddings, which the settings name."""
    with embedding_server() as server:
        settings.FAROL_MEANING = "endpoint"
        settings.FAROL_MEANING_ADDRESS = server.address
        settings.FAROL_MEANING_MODEL = "words"
        settings.FAROL_MEANING_DIMENSION = DIMENSION
        settings.FAROL_MEANING_TIMEOUT = 5.0
        yield server
