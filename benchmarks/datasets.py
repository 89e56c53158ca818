"""How quick tables are queried, and what others feel of it: `python -m benchmarks.datasets`.

A file of a million rows is made, attached, read, published and asked through the pages of a portal
that runs as `serve` runs it. No question is asked twice, so nothing is answered from what is kept.
Then people read other pages while questions that are heavy on purpose come without end.
"""

import argparse
import csv
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from benchmarks import machine, throwaway
from benchmarks.servers import family
from tests.serving import free_port

ROUNDS = 25
SECONDS = 7  # of each part with readers
READERS, ASKERS = 2, 6
PAUSE = 0.02  # of a reader between two pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=1, help="of each web process")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    port = free_port()
    with throwaway.portal(options.database, FAROL_MEANING="off") as folder:
        found = {"load": load(folder, options.rows)}
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--threads",
                   str(options.threads)]  # fmt: skip
        with subprocess.Popen(command, cwd=machine.ROOT, stdout=subprocess.DEVNULL) as serve:
            try:
                found |= measure(port, serve.pid)
            finally:
                serve.terminate()
        print(json.dumps(found, indent=1))


def make_file(path: Path, rows: int) -> None:
    """Readings of 97 stations, with everything that has to be recognised."""
    first, pick = date(2015, 1, 1), random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["日期", "station", "level", "amount", "value", "note", "valid", "number"])
        for n in range(rows):
            writer.writerow([
                (first + timedelta(days=n // 300)).isoformat(), f"站{n * 7919 % 97}",
                n * 31 % 1000, f"{n * 1237 % 100_000 / 100:,.2f}", round(pick.random() * 100, 4),
                f"words of a note {n * 104_729 % 50_000}", "是" if n % 3 else "否", n,
            ])  # fmt: skip


def load(folder: Path, rows: int) -> dict:
    """The file as a public dataset, beside other documents; how long its reading took."""
    from infocenter import services
    from infocenter.services.datasets import load_table
    from tests.factories import infocenter as make

    path = folder / "readings.csv"
    make_file(path, rows)
    for _each in range(50):
        make.published_document(languages=("en", "zh-hant"))
    from portal.files.services import store

    document = make.draft_document(languages=("en",))
    file = services.attach_file(document, store(path), name=path.name, by=None)
    dataset = services.offer_dataset(file, by=None)
    began = time.perf_counter()
    table = load_table(dataset.working_table())
    seconds = time.perf_counter() - began
    services.publish_document(document, by=None)
    return {
        "dataset": dataset.pk,
        "rows": table.rows,
        "csv MB": round(path.stat().st_size / 1e6, 1),
        "parquet MB": round((table.size or 0) / 1e6, 1),
        "seconds": round(seconds, 1),
    }


def ask(port: int, path: str, connection=None) -> tuple[int, float]:
    """Status and seconds of one request."""
    own = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    began = time.perf_counter()
    own.request("GET", path, headers={"Accept": "text/html"})
    answer = own.getresponse()
    answer.read()
    seconds = time.perf_counter() - began
    if connection is None:
        own.close()
    return answer.status, seconds


def measure(port: int, pid: int) -> dict:
    """Questions one after another; then pages without and with heavy questions beside them."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if ask(port, "/en/data/1/?level.ge=1&group=station")[0] == 200:
                break
        except OSError:
            pass
        time.sleep(0.5)
    questions = {
        "filter + group": lambda n: f"level.ge={n}&group=station&show=sum.amount&show=mean.value",
        "filter + group by month": lambda n: f"value.le={n}.5&group=c1.month&show=sum.amount",
        "filter, sorted": lambda n: f"level.ge={n}&sort=-value",
        "words": lambda n: f"q=note+{n}77",
    }
    found: dict = {"questions, ms": {}}
    for name, make in questions.items():
        times = []
        for n in range(ROUNDS):
            status, seconds = ask(port, f"/en/data/1/?{make(n + 1)}")
            if status in (200, 503):
                times.append((seconds, status))
        good = [seconds for seconds, status in times if status == 200]
        found["questions, ms"][name] = {**quantiles(good), "later": len(times) - len(good)}
    found["pages alone, ms"] = read_pages(port)
    found["pages beside heavy questions, ms"] = read_pages(port, heavy=True)
    found["memory, MB"] = memory(pid)
    return found


def heavy_question(n: int) -> str:
    """Groups without end, over words, with sorting: more than the engine gives anybody."""
    return (
        f"/en/data/1/?q=words+note&level.ge={n % 900}&group=note&group=station"
        f"&show=sum.value&show=max.amount&sort=-sum.value&page={n % 7 + 2}"
    )


def read_pages(port: int, *, heavy: bool = False) -> dict:
    """Readers' times on a page that is kept, and on lists that are made for them."""
    until = time.monotonic() + SECONDS
    times: dict[str, list[float]] = {"kept": [], "made": []}
    statuses: Counter[int] = Counter()

    def read(number: int) -> None:
        n = number * 100_000
        while time.monotonic() < until:
            n += 1
            times["kept"].append(ask(port, "/en/documents/1/")[1])
            times["made"].append(ask(port, f"/en/documents/?year={1900 + n % 100}&n={n}")[1])
            time.sleep(PAUSE)

    def trouble(number: int) -> None:
        n = number * 1000
        while time.monotonic() < until:
            n += 1
            statuses[ask(port, heavy_question(n))[0]] += 1

    threads = [threading.Thread(target=read, args=[each]) for each in range(READERS)]
    if heavy:
        threads += [threading.Thread(target=trouble, args=[each]) for each in range(ASKERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    found: dict = {name: quantiles(each) for name, each in times.items()}
    return found | ({"heavy answers": dict(statuses)} if heavy else {})


def quantiles(times: list[float]) -> dict:
    """How many, and p50, p95 and the longest in milliseconds."""
    if not times:
        return {"count": 0}
    ordered = sorted(times)
    marks = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {n: round(ordered[int((len(ordered) - 1) * m)] * 1000, 1) for n, m in marks.items()}
    return {"count": len(times), **found, "max": round(ordered[-1] * 1000, 1)}


def memory(pid: int) -> dict:
    """What web processes and the engine take."""
    found: dict[str, list[int]] = {"web": [], "engine": []}
    for each in family(pid):
        try:
            words = Path(f"/proc/{each}/cmdline").read_bytes()
            status = Path(f"/proc/{each}/status").read_text()
        except OSError:
            continue
        size = (
            int(dict(line.split(":", 1) for line in status.splitlines())["VmRSS"].split()[0])
            // 1024
        )
        if b"datasets.engine" in words:
            found["engine"].append(size)
        elif b"granian" in words:
            found["web"].append(size)
    return found


if __name__ == "__main__":
    main()
