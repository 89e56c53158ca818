"""Asks another search what the portal's is asked: `python -m benchmarks.beside.asking NAME FILE`.

FILE has a JSON object a line: documents (id, language, title, text, and the portal's own tokens of
title and text), then questions (question, language, text, tokens). What is printed is a line for
each question: what was found, best first, and the seconds it took. Runs in the peers' environment.
"""

import json
import sys
import time
from importlib import import_module
from itertools import islice

BATCH = 1000
FOUND = 10


def main() -> None:
    peer = import_module(f"benchmarks.beside.search_{sys.argv[1]}").Search()
    with open(sys.argv[2], encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        question, batch = None, []
        while question is None and (batch := list(islice(rows, BATCH))):
            question = next((at for at, each in enumerate(batch) if "question" in each), None)
            peer.add(batch[:question])
        peer.ready()
        questions = batch[question:] + list(rows)
    for each in questions[:20]:
        peer.ask(each)  # to warm up
    for each in questions:
        began = time.perf_counter()
        found = list(peer.ask(each))
        seconds = time.perf_counter() - began
        print(json.dumps({"question": each["question"], "found": found, "seconds": seconds}))


if __name__ == "__main__":
    main()
