"""What harvests cost: `python -m benchmarks.harvest`, by default of 2,000 documents.

A whole harvest by OAI-PMH, the whole catalogue in each of its forms, and all packages by CKAN's
API, each page made anew by Django without a network. Says pages, queries a page, seconds and bytes.
"""

import argparse
import json
import re
import time
from collections.abc import Callable
from html import unescape

from benchmarks import throwaway


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with throwaway.portal(options.database, FAROL_MEANING="off"):
        from benchmarks.fill_portal import fill

        fill(options.documents)
        print(json.dumps(measure(), indent=1))


def measure() -> dict[str, dict]:
    """The figures of each way to read all."""
    start = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    found = {"OAI-PMH": harvest(start, _by_token)}
    for form in ("ttl", "rdf", "jsonld"):
        found[f"DCAT-AP {form}"] = harvest(f"/catalog.{form}", _by_hydra)
    found["CKAN"] = harvest("/api/3/action/package_search?rows=100&start=0", _by_place)
    return found


def harvest(address: str, following: Callable[[str, str], str]) -> dict[str, float]:
    """Read from page to page until there is none."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, pages, size, most = Client(), 0, 0, 0
    begun, used = time.perf_counter(), time.process_time()
    while address:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        most = max(most, len(queries)) if pages else 0  # the first page fills what is kept
        pages, size = pages + 1, size + len(response.content)
        address = following(address, response.content.decode())
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    return {
        "pages": pages,
        "queries a page": most,
        "seconds": round(seconds, 2),
        "ms of CPU a page": round(1000 * used / pages, 1),
        "MB": round(size / 1e6, 2),
    }


def _by_token(address: str, answer: str) -> str:
    found = re.search(r"<resumptionToken[^>]*>([^<]+)<", answer)
    return f"/oai?verb=ListRecords&resumptionToken={unescape(found[1])}" if found else ""


def _by_hydra(address: str, answer: str) -> str:
    found = re.search(r'hydra:next"?[^/]*?(?:<|"|\[\{"@id": ")http://testserver([^>"]+)', answer)
    return found[1] if found else ""


def _by_place(address: str, answer: str) -> str:
    result = json.loads(answer)["result"]
    before, _mark, start = address.rpartition("=")
    following = int(start) + 100
    return f"{before}={following}" if following < result["count"] else ""


if __name__ == "__main__":
    main()
