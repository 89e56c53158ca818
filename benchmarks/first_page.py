"""How quick the staff's first page is with a year of demonstration data.

`python -m benchmarks.first_page` loads the demonstration into a throw-away folder and says, for the
leadership group, a supervisor and a department, the queries, and p50 and p95 in milliseconds.
"""

import argparse
import json
import statistics
import time

from benchmarks import throwaway

PEOPLE = ("head", "supervisor", "tb.measures", "tb.publisher")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    with throwaway.portal(options.database, "load_demonstration", FAROL_DEMONSTRATION="1"):
        print(json.dumps({each: measure(each, options.rounds) for each in PEOPLE}, indent=1))


def measure(username: str, rounds: int) -> dict[str, float]:
    """What the page costs this person, signed in, without the network."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    client.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/admin/")
    number = len(queries)  # now: the next request forgets them
    assert answer.status_code == 200
    took, spent = [], time.process_time()
    for _round in range(rounds):
        begun = time.perf_counter()
        client.get("/admin/")
        took.append((time.perf_counter() - begun) * 1000)
    spent = (time.process_time() - spent) / rounds * 1000
    percentiles = statistics.quantiles(took, n=20)
    return {
        "queries": number,
        "p50_ms": round(percentiles[9], 1),
        "p95_ms": round(percentiles[18], 1),
        "cpu_ms": round(spent, 1),
    }


if __name__ == "__main__":
    main()
