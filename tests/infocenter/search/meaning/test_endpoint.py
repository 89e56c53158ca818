"""Embeddings from a server: asked as OpenAI's are, and refused when they can't be right."""

import json
import socket
import time

import numpy as np
import pytest

from infocenter.search.meaning import embedders
from infocenter.search.meaning.embedders import Unavailable
from tests.embeddings import DIMENSION


def test_passages_get_a_vector_each_in_the_order_of_the_texts(endpoint):
    found = embedders.configured().embed_passages(["lixo", "water water", "escola"])
    assert found.shape == (3, DIMENSION)
    assert found.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_question_gets_one_vector(endpoint):
    found = embedders.configured().embed_query("垃圾")
    assert found.dtype == np.float32
    assert found.argmax() == 0


def test_it_is_asked_as_openais_api_wants(endpoint, settings):
    settings.FAROL_MEANING_KEY = "secret"
    embedders.configured().embed_query("垃圾")
    assert endpoint.asked == [{"model": "words", "input": ["垃圾"], "encoding_format": "float"}]
    assert endpoint.headers[0]["Authorization"] == "Bearer secret"


def test_a_model_may_want_a_word_before_each_text(endpoint, settings):
    settings.FAROL_MEANING_PREFIXES = {"query": "query:", "passage": "passage:"}
    embedder = embedders.configured()
    embedder.embed_query("água")
    embedder.embed_passages(["água"])
    assert endpoint.texts == ["query: água", "passage: água"]


def test_vectors_of_another_model_or_dimension_have_another_version(endpoint, settings):
    versions = {embedders.configured().version}
    settings.FAROL_MEANING_MODEL = "other"
    versions.add(embedders.configured().version)
    settings.FAROL_MEANING_DIMENSION = 3
    versions.add(embedders.configured().version)
    assert len(versions) == 3


def answer(*vectors):
    data = [{"index": index, "embedding": each} for index, each in enumerate(vectors)]
    return json.dumps({"data": data}).encode()


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"data": 5}',
        b'{"data": []}',
        b"[" * 100_000,
        answer([1.0] * (DIMENSION - 1)),
        answer([0.0] * DIMENSION),
        answer(["x"] * DIMENSION),
        answer([[1.0]] * DIMENSION),
        answer([1e39] * DIMENSION),
        json.dumps({"data": [{"index": 0, "embedding": [float("nan")] * DIMENSION}]}).encode(),
        json.dumps({"data": [{"index": 1, "embedding": [1.0] * DIMENSION}]}).encode(),
    ],
)
def test_an_answer_that_holds_no_such_vector_is_refused(endpoint, garbage):
    endpoint.answer = lambda question: garbage
    with pytest.raises(Unavailable):
        embedders.configured().embed_passages(["água"])


@pytest.mark.parametrize("status", [301, 401, 429, 500])
def test_an_error_of_the_server_is_said(endpoint, status):
    endpoint.status = status
    with pytest.raises(Unavailable, match=str(status)):
        embedders.configured().embed_passages(["água"])


@pytest.mark.parametrize(("wait", "drip"), [(10.0, 0), (0, 0.05)])
def test_a_reader_waits_no_longer_than_the_settings_say(endpoint, settings, wait, drip):
    settings.FAROL_MEANING_TIMEOUT = 0.3
    endpoint.wait, endpoint.drip = wait, drip
    began = time.monotonic()
    with pytest.raises(Unavailable, match=r"0\.3 seconds|timed out"):
        embedders.configured().embed_query("água")
    assert time.monotonic() - began < 2


def test_an_endpoint_that_failed_a_reader_rests_and_is_said_once(endpoint, caplog):
    endpoint.status = 503
    embedder = embedders.configured()
    for _ in range(3):
        with pytest.raises(Unavailable):
            embedder.embed_query("água")
    assert len(endpoint.asked) == 1
    assert [each.levelname for each in caplog.records] == ["WARNING"]


def test_an_endpoint_that_is_down_is_said(settings, endpoint):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.FAROL_MEANING_ADDRESS = f"http://127.0.0.1:{port}/v1"
    with pytest.raises(Unavailable):
        embedders.configured().embed_query("água")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDRESS", ""),
        ("ADDRESS", "ftp://example.org"),
        ("ADDRESS", "http://[/v1"),
        ("MODEL", ""),
        ("DIMENSION", 0),
    ],
)
def test_settings_that_cant_be_right_leave_search_to_words(endpoint, settings, caplog, name, value):
    setattr(settings, f"FAROL_MEANING_{name}", value)
    assert embedders.configured() is None
    assert embedders.configured() is None
    assert len(caplog.records) == 1
