"""The programs under measurement, with the settings under which they are measured."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import machine
from benchmarks.beside import datasette_site
from benchmarks.data import Data
from benchmarks.front import FRONT
from benchmarks.servers import Server
from portal.management.commands import serve

_NGINX = """
daemon off; master_process on; worker_processes 1; pid {folder}/nginx.pid; {user}
error_log {folder}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
  keepalive_requests 10000000; default_type text/html;
  types {{ text/html html; text/plain txt; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{static} backlog=1024;
    root {www};
    location /direct/ {{ alias {files}/; }}
  }}
{front}
}}
"""


def granian(python: Path | str, application: str, port: int) -> list[str]:
    """The web server as the portal starts it, with one worker process instead of two."""
    web = serve.children("127.0.0.1", port, 1, 1)[0].arguments
    return [str(python), "-m", *web[:-1], application]


def portal(data: Data, name: str = "portal", **more: str) -> Server:
    port = machine.free_port()
    return Server(
        name,
        granian(sys.executable, "portal.wsgi:application", port),
        port,
        {**data.environment("portal"), **more},
        data.folder / f"{name}.log",
        ready="/health/live",
        folder=machine.ROOT,
        also=[data.cluster] if data.cluster else [],
    )


def bare(data: Data, middleware: int) -> Server:
    port = machine.free_port()
    application = "benchmarks.beside.bare_django.wsgi:application"
    return Server(
        f"bare Django, {middleware} middleware",
        granian(sys.executable, application, port),
        port,
        {**data.environment("bare"), "BARE_MIDDLEWARE": str(middleware)},
        data.folder / f"bare{middleware}.log",
        ready="/constant/",
        folder=machine.ROOT,
        also=[data.cluster] if data.cluster else [],
    )


def wagtail(data: Data) -> Server:
    port = machine.free_port()
    application = "benchmarks.beside.wagtail_site.wsgi:application"
    return Server(
        "Wagtail",
        granian(data.peers or "", application, port),
        port,
        data.environment("wagtail"),
        data.folder / "wagtail.log",
        folder=machine.ROOT,
        also=[data.cluster] if data.cluster else [],
    )


def datasette(data: Data) -> Server:
    port = machine.free_port()
    return Server(
        "Datasette",
        [str(data.peers), *datasette_site.command(data.datasette, port)],
        port,
        data.environment("datasette"),
        data.folder / "datasette.log",
        folder=machine.ROOT,
    )


def nginx(data: Data, behind: Server) -> tuple[Server, Server]:
    """nginx with static files, and the same nginx in front of the portal `behind`."""
    folder = data.folder / "nginx"
    folder.mkdir(exist_ok=True)
    static, front = machine.free_port(), machine.free_port()
    values = {
        "folder": folder,
        "www": data.folder / "www",
        "files": data.files,
        "static": static,
        "changed": data.folder / "portal" / "run" / "changed",
        "user": "user root;" if os.geteuid() == 0 else "",
    }
    values["front"] = FRONT.format(port=front, behind=behind.port, **values)
    (folder / "nginx.conf").write_text(_NGINX.format(**values))
    command = [machine.program("nginx") or "nginx", "-c", folder / "nginx.conf", "-p", folder]
    log = folder / "start.log"
    alone = Server("nginx", list(map(str, command)), static, dict(os.environ), log)
    together = Server("portal behind nginx", [], front, {}, log, also=[alone, behind])
    return alone, together


def generation_mover(data: Data) -> subprocess.Popen:
    """A process that moves the generation, as each publication does, when it gets a line."""
    program = (
        "import sys, django; django.setup()\n"
        "from django.db import transaction\n"
        "from portal import pagecache\n"
        "for line in sys.stdin:\n"
        "    with transaction.atomic(): pagecache.invalidate()\n"
        "    print('moved', flush=True)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=machine.ROOT,
        env=data.environment("portal"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
