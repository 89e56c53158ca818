"""The API's list of 20 documents beside a bare view that serves the same bytes.

    python -m benchmarks.api [--documents 2000] [--seconds 4]

Both are asked in this process in turn, without a network: what is measured is CPU of a request.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

ROUNDS = 5


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="farol-bench-") as folder:
        os.environ.update(
            FAROL_VAR_DIR=folder,
            SECRET_KEY="only-for-measuring-" + "0" * 40,
            FAROL_MEANING="off",
            FAROL_API_PER_NETWORK="1000000000",
            DJANGO_SETTINGS_MODULE="portal.settings",
        )
        _fill(options.documents)
        _compare(options.seconds)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.api")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=2.0)
    return parser.parse_args()


def _fill(number: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from infocenter import services
    from portal.organisation.models import Department

    call_command("migrate", verbosity=0)
    department = Department.objects.create(code="IC", name_en="Information Centre")
    for at in range(number):
        with transaction.atomic():
            texts = [
                {"language": code, "title": f"Title {at}", "summary": "Summary.", "body": "Text."}
                for code in ("zh-hant", "pt")
            ]
            made = services.create_document(by=None, department=department, translations=texts)
            services.publish_document(made, by=None)


def _compare(seconds: float) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from infocenter.api.reading import Documents
    from portal.pagecache import fragments

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    view = Documents.as_view({"get": "list"})
    body = view(factory.get("/api/v1/documents/")).content

    def bare(request):
        return HttpResponse(body, content_type="application/json")

    def first(request):
        fragments.forget()
        return view(request)

    asked = {"bare view": bare, "rows kept": view, "first time": first}
    found: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, each in asked.items():
            found[name].append(_cpu(each, factory, seconds / ROUNDS))
    base = statistics.median(found["bare view"])
    for name, values in found.items():
        middle = statistics.median(values)
        line = f"{name:12} {middle * 1e6:8.0f} us CPU  {1 / middle:8.0f}/s  {base / middle:.3f}"
        sys.stdout.write(line + " of bare\n")


def _cpu(view, factory, seconds: float) -> float:
    """CPU seconds of a request."""
    number, begun, end = 0, time.process_time(), time.monotonic() + seconds
    while time.monotonic() < end:
        view(factory.get("/api/v1/documents/"))
        number += 1
    return (time.process_time() - begun) / number


if __name__ == "__main__":
    sys.exit(main())
