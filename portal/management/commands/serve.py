import errno
import fcntl
import os
import socket
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.supervision import Child, Supervisor


class Command(BaseCommand):
    help = (
        "Runs the whole portal: web server, background worker and clock, each started again "
        "if it ends, all stopped by Ctrl-C."
    )

    stealth_options = ("announce",)  # lines to say once the first page answers

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
        parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
        parser.add_argument("--workers", type=int, default=2, help="web processes (%(default)s)")
        parser.add_argument("--threads", type=int, default=1, help="threads in each (%(default)s)")

    def handle(self, *, host, port, workers, threads, announce=(), **options):
        check_port(host, port)
        lock = lock_run_folder()
        supervisor = Supervisor(children(host, port, workers, threads), say=self._say)
        address = f"{_reachable(host)}:{port}"
        try:
            supervisor.run(lambda: self._announce(supervisor, address, announce))
        finally:
            lock.close()
        self._say("Stopped.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _announce(self, supervisor: Supervisor, address: str, more) -> None:
        """Say where the portal is, once its first page answers."""
        began = time.monotonic()
        while not supervisor.stopping:
            try:
                _ask(address)
                break
            except (OSError, HTTPException):
                time.sleep(0.1)
        if not supervisor.stopping:
            lived = time.monotonic() - began
            self._say(f"\nThe portal is at http://{address}/ (first page after {lived:.1f} s)")
            for line in more:
                self._say(line)
            self._say("Ctrl-C stops it.")


def children(host: str, port: int, workers: int, threads: int) -> list[Child]:
    """The three programs of a portal."""
    web = ["granian", "--interface", "wsgi", "--http", "1", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", str(threads), "--no-ws"]
    web += ["--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "10"]
    web += ["--log-level", "warning", "portal.wsgi:application"]
    return [
        Child("web server", web),
        Child("background worker", ["manage", "db_worker", "--verbosity", "0"]),
        Child("clock", ["manage", "run_due", "--every", "60"]),
    ]


def check_port(host: str, port: int) -> None:
    """Say in plain words why the portal couldn't listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as each:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            each.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1
            raise CommandError(
                f"Port {port} of {host} is taken by another program. "
                f"Choose another one: PORT={other} make demo, or serve --port {other}."
            ) from None
        raise CommandError(f"The portal can't listen on {host}:{port}: {error.strerror}") from None


def lock_run_folder():
    """Hold this portal's run folder, so that its data aren't served or reset twice at once."""
    folder = Path(settings.FAROL_RUN_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        number = lock.read().strip() or "unknown"
        lock.close()
        raise CommandError(
            f"A portal with the data of {settings.FAROL_VAR_DIR} runs already (process {number}). "
            "Stop it first."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    os.set_inheritable(lock.fileno(), False)
    return lock


def _reachable(host: str) -> str:
    """An address of this machine at which `host` can be asked."""
    try:
        found = ip_address(host)
    except ValueError:
        return host or "127.0.0.1"
    if found.version == 6:
        return "[::1]" if found.is_unspecified else f"[{host}]"
    return "127.0.0.1" if found.is_unspecified else host


def _ask(address: str) -> None:
    """Ask for the first page. Whatever the answer is, the portal gives one."""
    with closing(HTTPConnection(address, timeout=30)) as connection:
        connection.request("GET", f"/{settings.LANGUAGE_CODE}/")
        connection.getresponse()
