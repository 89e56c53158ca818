"""A real server of embeddings, as small as can be: it knows a few words in several languages."""

import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

CONCEPTS = (
    ("waste", "rubbish", "lixo", "resíduos", "垃圾", "廢物"),
    ("water", "água", "食水"),
    ("school", "escola", "學校"),
    ("flood", "cheia", "水浸", "inundaç"),
    ("licence", "licença", "牌照"),
    ("library", "biblioteca", "圖書館"),
)
DIMENSION = len(CONCEPTS) + 1


def vector(text: str) -> list[float]:
    """How often a text speaks of each concept; the last number keeps it from being zero."""
    text = text.lower()
    return [float(sum(map(text.count, each))) for each in CONCEPTS] + [0.05]


class EmbeddingServer(ThreadingHTTPServer):
    """Answers `POST /v1/embeddings`. `answer` may be replaced to answer otherwise."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.status = 200
        self.wait = 0.0
        self.drip = 0.0  # seconds between bytes
        self.fail_after: int | None = None  # so many questions
        self.dimension = DIMENSION
        self.answer = self.usual

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def texts(self) -> list[str]:
        """Every text that was asked for."""
        return [text for each in self.asked for text in each["input"]]

    def said(self) -> int:
        """The status of the answer to the question that came last."""
        tired = self.fail_after is not None and len(self.asked) > self.fail_after
        return 503 if tired else self.status

    def usual(self, question: dict) -> bytes:
        data = [
            {"object": "embedding", "index": index, "embedding": vector(text)}
            for index, text in enumerate(question["input"])
        ]
        return json.dumps({"object": "list", "data": data[::-1], "model": "words"}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(question)
        self.server.headers.append(dict(self.headers))
        time.sleep(self.server.wait)
        found = self.path == "/v1/embeddings"
        answer = self.server.answer(question) if found else b"{}"
        try:
            self.send_response(self.server.said() if found else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            for at in range(len(answer)) if self.server.drip else ():
                self.wfile.write(answer[at : at + 1])
                self.wfile.flush()
                time.sleep(self.server.drip)
            if not self.server.drip:
                self.wfile.write(answer)
        except OSError:
            pass  # nobody waits any more

    def log_message(self, format, *args):
        pass


@contextmanager
def embedding_server():
    """A running server, closed at the end."""
    with EmbeddingServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


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
