"""What happens around each request of a scan.

A scanner is a program, comes from one network and goes on for long, so the portal would soon turn
it away, and what lies behind would not be scanned. So here every work of a browser is taken as
done, each request comes from another network, and people may be made to be fresh for longer. A
program would also give each request to the API a key of its own, and name what it has read. That
these limits hold is for tests of their own (tests/portal/test_throttling.py, test_challenge.py,
tests/accounts/).
"""

import json
import os
import random
from time import perf_counter, thread_time
from uuid import uuid4

from portal import challenge
from portal.accounts import sessions


def watched(get_response):
    """Note what was asked and answered, a JSON object a line."""
    challenge.is_done = lambda token, work: True
    sessions.FRESH_SECONDS = int(os.environ["FAROL_SCAN_FRESH"])
    path = os.environ["FAROL_SCAN_LOG"]
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def answer(request):
        elsewhere = f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"
        request.META.setdefault("HTTP_X_FORWARDED_FOR", elsewhere)
        if request.path.startswith("/api/") and request.method not in ("GET", "HEAD"):
            request.META.setdefault("HTTP_IDEMPOTENCY_KEY", uuid4().hex)
            request.META.setdefault("HTTP_IF_MATCH", "*")
        began, worked = perf_counter(), thread_time()
        response = get_response(request)
        noted = {
            "seconds": round(perf_counter() - began, 3),
            "cpu": round(thread_time() - worked, 3),
            "status": response.status_code,
            "later": response.has_header("Retry-After"),
            "method": request.method,
            "route": request.resolver_match.route if request.resolver_match else None,
            "path": request.get_full_path()[:500],
        }
        os.write(log, json.dumps(noted).encode() + b"\n")
        return response

    return answer
