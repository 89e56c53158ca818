"""A real nginx with the configuration of `deploy/`, in a folder, without TLS."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

_AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; {user}
events {{ worker_connections 1024; }}
http {{
  sendfile on; tcp_nopush on; types {{ text/html html; text/css css; text/javascript js; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  {site}
  {more}
}}
"""
_REDIRECTING = re.compile(r"^server \{\n    listen 80;.*?^\}\n", re.M | re.S)
_OF_TLS = re.compile(r"^ *(listen \[::\]:443|ssl_).*\n", re.M)


def site(port: int, behind: int, places: Mapping[str, Path | str]) -> str:
    """`deploy/nginx.conf` on `port`, before a portal on `behind`.

    `places` says what stands for the paths of a server, such as `/var/lib/farol/`.
    """
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = _OF_TLS.sub("", _REDIRECTING.sub("", text))
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port} backlog=1024;")
    text = text.replace("server unix:/run/farol/web.sock;", f"server 127.0.0.1:{behind};")
    for path, place in places.items():
        text = text.replace(path, str(place))
    return text


def write(folder: Path, site: str, more: str = "") -> list[str]:
    """Write the whole configuration; the command that runs it."""
    user = "user root;" if os.geteuid() == 0 else ""
    text = _AROUND.format(folder=folder, user=user, site=site, more=more)
    (folder / "nginx.conf").write_text(text)
    return [PROGRAM or "nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]


def start(folder: Path, port: int, behind: int, var: Path) -> subprocess.Popen:
    """nginx before a portal whose data are in `var`."""
    (folder / "cache").mkdir()
    places = {
        "/run/farol/": f"{var}/run/",
        "/var/lib/farol/": f"{var}/",
        "/var/lib/nginx/farol": folder / "cache",
        "/var/log/nginx/": f"{folder}/",
    }
    return subprocess.Popen(write(folder, site(port, behind, places)))
