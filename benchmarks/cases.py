"""What is measured: each page of the portal, and the same page of the other programs."""

import gzip
import time
from pathlib import Path

from benchmarks import client, machine, programs
from benchmarks.addresses import COMMON, RARE, Addresses
from benchmarks.data import Data
from benchmarks.measuring import GZIP, Case
from benchmarks.servers import Server

KEPT_PAGE = "/zh-hant/documents/"
ROWS = (b'class="document-row"', 20)
DATASETTE_ROWS = (b'<td class="col-title', 20)


class Bench:
    """All programs of a run, and the cases in groups."""

    def __init__(self, data: Data):
        self.data = data
        self.addresses = Addresses(data.count)
        self.servers: list[Server] = []
        self.mover = programs.generation_mover(data)
        self.front: Server | None = None
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        core = machine.cores()[0]
        self.portal = self._started(programs.portal(self.data), core)
        self._keep_page()
        self.bare = [self._started(programs.bare(self.data, each), core) for each in (0, 8)]
        self.peers: list[Server] = []
        if self.data.peers:
            for make in (programs.wagtail, programs.datasette):
                self.peers.append(self._started(make(self.data), core))
        if machine.program("nginx"):
            accel = {"FAROL_X_ACCEL_PREFIX": "/internal-files/"}
            behind = programs.portal(self.data, "portal behind", **accel)
            self._started(behind, core)
            self.nginx, self.front = programs.nginx(self.data, behind)
            self.nginx.ready = "/page.html"
            self._started(self.nginx, core)

    def _started(self, server: Server, core: int) -> Server:
        self.servers.append(server)
        server.start(core)
        return server

    def stop(self) -> None:
        """End everything that was started."""
        for each in reversed(self.servers):
            each.stop()
        self.mover.kill()
        self.mover.wait()

    def _keep_page(self) -> None:
        """The bytes of one page of the portal, for those that send a file."""
        folder = self.data.folder / "www"
        folder.mkdir()
        _status, _headers, body = client.answer(self.portal, KEPT_PAGE, {})
        (folder / "page.html").write_bytes(body)
        (folder / "page.html.gz").write_bytes(gzip.compress(body, 6))
        self.page_bytes = len(body)

    def change(self) -> None:
        """Something was published: no kept page holds any more."""
        self.mover.stdin.write("\n")
        self.mover.stdin.flush()
        self.mover.stdout.readline()

    def settle(self) -> None:
        """Wait until the last change is long enough ago for nginx to keep pages again."""
        mark = self.data.folder / "portal" / "run" / "changed"
        deadline = time.monotonic() + 30
        while mark.exists() and time.monotonic() < deadline:
            client.visit(self.portal, [KEPT_PAGE])
            time.sleep(0.5)

    def _etag(self, server: Server, path: str) -> dict[str, str]:
        return {"If-None-Match": client.answer(server, path, {})[1]["etag"]}

    # The groups

    def groups(self) -> dict[str, list[Case]]:
        """Cases by group, in the order of the report."""
        made = {
            "kept page": self._kept(),
            "list": self._list(),
            "document": self._document(),
            "search": self._search(),
            "download": self._download(),
        }
        for name, cases in made.items():
            cases.append(self._yardstick(name))
        return made

    def _yardstick(self, group: str) -> Case:
        """What one page costs here that says how fast the machine is just now."""
        title = f"({self.bare[0].name}, a constant page)"
        return Case(f"{group} yardstick", title, self.bare[0], lambda: ["/constant/"])

    def _kept(self) -> list[Case]:
        page, constant = [KEPT_PAGE], ["/constant/"]
        found = [
            Case("kept", "portal, 200", self.portal, lambda: page),
            Case("kept gzip", "portal, 200 in gzip", self.portal, lambda: page, GZIP),
            Case("kept 304", "portal, 304", self.portal, lambda: page,
                 self._etag(self.portal, KEPT_PAGE), 304),
            *(
                Case(f"constant {i}", each.name, each, lambda: constant)
                for i, each in enumerate(self.bare)
            ),
        ]  # fmt: skip
        if self.front:
            static = ["/page.html"]
            etag = self._etag(self.nginx, static[0])
            found[:0] = [
                Case("static", "nginx static, 200", self.nginx, lambda: static),
                Case("static 304", "nginx static, 304", self.nginx, lambda: static, etag, 304),
            ]
            found += [
                Case("front", "portal behind nginx, 200", self.front, lambda: page,
                     before=self.settle),
                Case("front 304", "portal behind nginx, 304", self.front, lambda: page,
                     self._etag(self.front, KEPT_PAGE), 304, before=self.settle),
            ]  # fmt: skip
        return found

    def _list(self) -> list[Case]:
        ask = self.addresses

        def warm():
            self.change()
            client.visit(self.portal, ask.portal_first_pages())

        client.visit(self.portal, ask.portal_rows())
        found = [
            Case("list", "portal", self.portal, ask.portal_list, holds=ROWS, before=warm,
                 first_time=True),
            Case("list busy", "portal, one publication a second", self.portal, ask.portal_list,
                 before=warm, each_second=self.change),
            Case("list deep", "portal, rows seldom asked for", self.portal,
                 lambda: ask.portal_list(depth=ask.count - 100), before=warm, first_time=True),
            Case("list bare", self.bare[1].name, self.bare[1], ask.bare_list, holds=ROWS),
        ]  # fmt: skip
        return found + self._beside("list", (ROWS, DATASETTE_ROWS))

    def _beside(self, name: str, holds=((b"", 0), (b"", 0)), *more) -> list[Case]:
        """The cases of Wagtail and Datasette in a group."""
        cases = []
        for server, held in zip(self.peers, holds, strict=False):
            pages = getattr(self.addresses, f"{server.name.lower()}_{name}")
            key = " ".join((name, server.name.lower(), *((COMMON["en"] in each.values()
                            and "common") or "rare" for each in more)))  # fmt: skip
            cases.append(Case(key, server.name, server, lambda p=pages: p(*more), holds=held))
        return cases

    def _document(self) -> list[Case]:
        ask = self.addresses
        heading, body = (b"<h1", 1), (b"<h1", 1)
        return [
            Case("document", "portal", self.portal, ask.portal_document, holds=heading,
                 before=self.change, first_time=True),
            Case("document bare", self.bare[1].name, self.bare[1], ask.bare_document, holds=body),
            *self._beside("document", (body, body)),
        ]  # fmt: skip

    def _search(self) -> list[Case]:
        found = []
        for name, words in (("common", COMMON), ("rare", RARE)):
            found.append(
                Case(f"search {name}", f"portal, {name} word", self.portal,
                     lambda w=words: self.addresses.portal_search(w), before=self.change,
                     holds=(b"document-row", 1)),
            )  # fmt: skip
            for each in self._beside("search", ((b"<li>", 1), (b"col-title", 1)), words):
                each.title += f", {name} word"
                found.append(each)
        return found

    def _download(self) -> list[Case]:
        ask = self.addresses
        found = [
            Case("file", "portal, sent by itself", self.portal, ask.portal_files),
            Case("file bare 0", f"FileResponse, {self.bare[0].name}", self.bare[0], ask.bare_files),
            Case("file bare 8", f"FileResponse, {self.bare[1].name}", self.bare[1], ask.bare_files),
        ]
        if self.front:
            found[:0] = [
                Case("file direct", "nginx direct", self.nginx, ask.direct_files),
                Case("file front", "portal behind nginx", self.front, ask.portal_files,
                     before=self.settle),
                Case("file guarded", "portal behind nginx, X-Accel", self.front,
                     ask.portal_files, {"Cookie": "sessionid=none"}),
                Case("file staff", "portal behind nginx, X-Accel, staff's file", self.front,
                     ask.portal_staff_files, programs.signed_in(self.data)),
            ]  # fmt: skip
        return found


def page_size(bench: Bench) -> str:
    """The size of the page that is kept, for the report."""
    return f"{bench.page_bytes / 1000:.0f} KB, {Path(KEPT_PAGE).name or KEPT_PAGE}"
