"""Files sent by nginx (X-Accel): what the portal promises about a file must still hold."""

import base64
import hashlib
import os
import shutil
import subprocess
import time

import pytest

from tests.robustness.files_server import files_server, request
from tests.serving import free_port

pytestmark = pytest.mark.slow
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

CONTENT = b"a,b\n" + b"1,2\n" * 5000
CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
{user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{behind}; }}
    location /_files/ {{
      internal;
      alias {folder}/files/;
      etag off;
      add_header ETag $upstream_http_etag;
      add_header Repr-Digest $upstream_http_repr_digest;
      add_header X-Content-Type-Options $upstream_http_x_content_type_options;
      add_header Content-Security-Policy $upstream_http_content_security_policy;
    }}
  }}
}}
"""


@pytest.fixture
def front(tmp_path, needs):
    """The port of an nginx in front of the file store."""
    needs("nginx")
    port = free_port()
    with files_server(tmp_path, FAROL_X_ACCEL_PREFIX="/_files/") as (behind, _process):
        user = "user root;" if os.geteuid() == 0 else ""
        text = CONFIGURATION.format(folder=tmp_path, port=port, behind=behind, user=user)
        (tmp_path / "nginx.conf").write_text(text)
        command = [NGINX, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
        nginx = subprocess.Popen(command)
        try:
            for _attempt in range(100):
                try:
                    with request(port, "GET", "/health/live"):
                        break
                except OSError:
                    time.sleep(0.05)
            yield port
        finally:
            nginx.terminate()
            nginx.wait(10)


def upload(port: int) -> str:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        + CONTENT
        + b"\r\n--x--\r\n"
    )
    with request(
        port, "POST", "/", body, **{"Content-Type": "multipart/form-data; boundary=x"}
    ) as r:
        return r.read().decode()


def test_a_file_sent_by_nginx_keeps_every_promise(front):
    sha256 = upload(front)
    with request(front, "GET", f"/{sha256}") as answer:
        assert answer.read() == CONTENT
        digest = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()
        assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
        assert answer.headers.get_all("ETag") == [f'"{sha256}"']
        assert answer.headers.get_all("Content-Type") == ["text/csv"]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Accept-Ranges"] == "bytes"
    conditions = {"Range": "bytes=100-199", "If-Range": f'"{sha256}"'}
    with request(front, "GET", f"/{sha256}", **conditions) as answer:
        assert answer.status == 206
        assert answer.read() == CONTENT[100:200]
    with request(front, "GET", f"/{sha256}", **{**conditions, "If-Range": '"other"'}) as answer:
        assert answer.status == 200
    with request(front, "GET", f"/{sha256}", **{"If-None-Match": f'"{sha256}"'}) as answer:
        assert answer.status == 304


def test_nobody_reaches_the_files_without_the_portal(front):
    sha256 = upload(front)
    for address in (f"/_files/{sha256[:2]}/{sha256[2:4]}/{sha256}", "/_files/../db.sqlite3"):
        with request(front, "GET", address) as answer:
            assert answer.status >= 400
