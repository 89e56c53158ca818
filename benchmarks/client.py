"""The client: wrk on its own core, for a few seconds, with figures as JSON."""

import http.client
import json
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import machine
from benchmarks.servers import Server

CONNECTIONS = 16
_SCRIPT = """
local requests, place = {}, 0
function init(args)
  if #args == 0 then return end
  for line in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", line) end
  request = function()
    place = place % #requests + 1
    return requests[place]
  end
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\n{"requests": %d, "microseconds": %d, "p50": %f, "p95": %f, "errors": %d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Run:
    """What one run of the client has shown."""

    cpu: float  # microseconds of the server side for a request
    rate: float  # requests in a second
    p50: float  # milliseconds, with CONNECTIONS readers waiting at once
    p95: float
    requests: int
    errors: int


def measure(
    server: Server, paths: Sequence[str], seconds: float, headers: Mapping[str, str]
) -> Run:
    """Ask for `paths` in turn for `seconds` (and from the beginning again if there are few)."""
    with tempfile.TemporaryDirectory(prefix="farol-bench-") as folder:
        script = Path(folder) / "script.lua"
        script.write_text(_SCRIPT)
        command = ["taskset", "-c", str(machine.cores()[1]), machine.program("wrk") or "wrk"]
        command += ["-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "20s"]
        for name, value in headers.items():
            command += ["-H", f"{name}: {value}"]
        command += ["-s", str(script), server.url + (paths[0] if len(paths) == 1 else "/")]
        if len(paths) > 1:
            listed = Path(folder) / "paths"
            listed.write_text("\n".join(paths))
            command += ["--", str(listed)]
        before = server.cpu()
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + 60, check=True
        )
        used = server.cpu() - before
    found = json.loads(done.stdout.splitlines()[-1])
    count = max(1, found["requests"])
    return Run(
        cpu=used / count * 1e6,
        rate=count / found["microseconds"] * 1e6,
        p50=found["p50"] / 1000,
        p95=found["p95"] / 1000,
        requests=found["requests"],
        errors=found["errors"],
    )


def answer(server: Server, path: str, headers: Mapping[str, str]) -> tuple[int, dict, bytes]:
    """One answer, looked at before it is measured: status, headers, body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", path, headers=dict(headers))
        found = connection.getresponse()
        return found.status, {k.lower(): v for k, v in found.getheaders()}, found.read()
    finally:
        connection.close()


def visit(server: Server, paths: Iterable[str]) -> None:
    """Ask for each of `paths` once, so that what is kept in parts is there."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        for path in paths:
            connection.request("GET", path)
            found = connection.getresponse()
            found.read()
            if found.status != 200:
                raise RuntimeError(f"{server.name} answered {found.status} to {path}")
    finally:
        connection.close()
