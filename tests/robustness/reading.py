"""Readers' process: `python -m tests.robustness.reading LEDGER URL READERS SECONDS NUMBER:ID ...`.

Prints as JSON how much was read, and what was seen that was older than the last finished act
(stale) or newer than the last one begun (leaked).
"""

import gzip
import http.client
import json
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from tests.robustness.ledger import MARK, Ledger

HOME = "/zh-hant/"  # shows only the newest


class Reader(threading.Thread):
    """One reader with a connection and a browser's cache of its own."""

    def __init__(self, ledger, host, documents, end):
        super().__init__()
        self.ledger, self.documents, self.end = ledger, documents, end
        self.connection = http.client.HTTPConnection(host, timeout=60)
        self.seen, self.count, self.faults = {}, Counter(), []

    def run(self):
        lists = ["/zh-hant/documents/", "/feeds/documents.zh-hant.atom", HOME]
        while time.monotonic() < self.end:
            number, pk = random.choice(self.documents)
            if random.random() < 0.6:
                self.read_page(number, f"/zh-hant/documents/{pk}/")
            else:
                self.read_list(random.choice(lists))

    def read_page(self, number, path):
        done = self.ledger.done[number]
        status, text = self.get(path)
        begun = self.ledger.begun[number]
        states = {int(state) for which, state in MARK.findall(text) if int(which) == number}
        if status not in (200, 410) or not states:
            self.faults.append(f"{path}: {status} without a mark")
            return
        state = max(states)  # a page may name earlier editions too, the current one is the newest
        self.judge(path, state, done, begun, (state % 2 == 1) == (status == 200))

    def read_list(self, path):
        done = list(self.ledger.done)
        status, text = self.get(path)
        begun = list(self.ledger.begun)
        if status != 200:
            self.faults.append(f"{path}: {status}")
            return
        found = {int(which): int(state) for which, state in MARK.findall(text)}
        for number, _pk in self.documents:
            state = found.get(number)
            if state is not None:
                self.judge(path, state, done[number], begun[number], state % 2 == 1)
            elif path != HOME and done[number] == begun[number] and done[number] % 2:
                self.faults.append(f"{path}: stale, {number} is missing though published")

    def judge(self, path, state, done, begun, fits):
        if state < done:
            self.faults.append(f"{path}: stale, state {state} after {done} was done")
        if state > begun or not fits:
            self.faults.append(f"{path}: leaked, state {state} when {begun} was begun")

    def get(self, path):
        headers = {"Accept-Encoding": "gzip"}
        kept = self.seen.get(path)
        if kept and random.random() < 0.5:
            headers["If-None-Match"] = kept[0]
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        self.count[answer.status] += 1
        if answer.status == 304:
            return kept[1:]
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        text = body.decode()
        if answer.headers.get("ETag"):
            self.seen[path] = answer.headers["ETag"], answer.status, text
        return answer.status, text


def main(path, url, readers, seconds, *documents):
    end = time.monotonic() + float(seconds)
    pairs = [tuple(map(int, each.split(":"))) for each in documents]
    ledger, host = Ledger(Path(path)), urlsplit(url).netloc
    threads = [Reader(ledger, host, pairs, end) for _ in range(int(readers))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    count, faults = Counter(), []
    for each in threads:
        count += each.count
        faults += each.faults
    print(json.dumps({"count": count, "faults": faults}))


if __name__ == "__main__":
    main(*sys.argv[1:])
