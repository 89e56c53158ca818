"""A real OpenID provider of this machine: discovery, keys that rotate, codes with PKCE, tokens."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Issuer:
    """`claims` and `key` are what it says and signs with next."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.claims: dict = {}
        self.asked: dict = {}  # by code
        self.rotate()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rotate(self) -> None:
        """Another key from now on; the one before is shown no more."""
        self.key = self.key_named(secrets.token_hex(4))
        self.shown = [self.key]

    def key_named(self, kid: str) -> RSAKey:
        """A new key with this id, which may be another's."""
        return RSAKey.generate_key(2048, {"kid": kid, "alg": "RS256"})

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def consent(self, address: str) -> str:
        """What the browser does there: the query with which it comes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_hex(8)
        self.asked[code] = asked
        return f"?code={code}&state={asked['state']}"

    def _token(self, asked: dict) -> str:
        now = int(time.time())
        said = {"iss": self.address, "aud": "farol", "nonce": asked["nonce"], "iat": now,
                "exp": now + 60, "auth_time": now, **self.claims}  # fmt: skip
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, said, self.key)

    def _handler(issuer):  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.startswith("/.well-known"):
                    return self._say(
                        {
                            "issuer": issuer.address,
                            "authorization_endpoint": f"{issuer.address}/authorize",
                            "token_endpoint": f"{issuer.address}/token",
                            "jwks_uri": f"{issuer.address}/keys",
                            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
                        }
                    )
                return self._say({"keys": [each.as_dict(private=False) for each in issuer.shown]})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                sent = {name: values[0] for name, values in parse_qs(body).items()}
                asked = issuer.asked.pop(sent["code"])
                digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
                proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
                assert proof == asked["code_challenge"]
                token = issuer._token(asked)
                self._say({"access_token": "a", "token_type": "Bearer", "id_token": token})

            def _say(self, what):
                content = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args):
                pass

        return Handler
