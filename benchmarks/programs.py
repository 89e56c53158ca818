"""The programs under measurement, with the settings under which they are measured."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import machine
from benchmarks.beside import datasette_site
from benchmarks.data import Data
from benchmarks.servers import Server
from portal.management.commands import serve
from tests import nginx as nginx_configuration

BARE = "benchmarks.beside.bare_django.wsgi"
_STATIC = """
  access_log off; tcp_nodelay on; keepalive_requests 10000000; default_type text/html;
  server {{
    listen 127.0.0.1:{static} backlog=1024;
    root {www};
    location /direct/ {{ alias {files}/; }}
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
    application = f"{BARE}:application"
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
    places = {
        "/run/farol/": f"{data.folder}/portal/run/",
        "/var/lib/farol/files/": f"{data.files}/",
        "/var/lib/farol/": f"{data.folder}/portal/",
        "/var/lib/nginx/farol": folder / "cache",
        "/var/log/nginx/access.log": "off",  # as beside it
    }
    site = nginx_configuration.site(front, behind.port, places)
    more = _STATIC.format(static=static, www=data.folder / "www", files=data.files)
    command = nginx_configuration.write(folder, site, more)
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


def signed_in(data: Data) -> dict[str, str]:
    """The header of somebody of the staff who has signed in."""
    program = (
        "import django; django.setup()\n"
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from django.contrib.auth.models import User\n"
        "user, _new = User.objects.get_or_create(\n"
        "    username='bench', defaults=dict(is_staff=True, is_superuser=True))\n"
        "session = import_module(settings.SESSION_ENGINE).SessionStore()\n"
        "session[SESSION_KEY] = str(user.pk)\n"
        "session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]\n"
        "session[HASH_SESSION_KEY] = user.get_session_auth_hash()\n"
        "session.save()\n"
        "print(settings.SESSION_COOKIE_NAME + '=' + session.session_key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=machine.ROOT,
        env=data.environment("portal"),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {"Cookie": done.stdout.strip()}
