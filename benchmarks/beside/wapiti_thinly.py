"""wapiti, that looks at everything and not at everything's thousand sisters.

`python benchmarks/beside/wapiti_thinly.py OPTIONS OF WAPITI`, with the Python that wapiti is
installed for. A city has thousands of documents and each list narrows itself down in a thousand
ways; behind all of them is the same code. So of addresses and forms of one shape (numbers left
out, the same names of what is sent) a few are looked at. And what a module doesn't get round to in
its time is left to chance instead of to the alphabet.
"""

import json
import os
import random
import re
from collections import defaultdict

import dns.resolver
from wapitiCore.controller.wapiti import Wapiti
from wapitiCore.main.wapiti import wapiti_asyncio_wrapper
from wapitiCore.net.explorer import Explorer
from wapitiCore.parsers import html_parser

OF_ONE_SHAPE = 2
NARROWED_BY = 3  # names in the address of a link; forms may have more
_NUMBER = re.compile(r"(?<=/)[^/]*\d[^/]*(?=/|$)|(?<=/)[A-Z]{2}(?=/)")
_LANGUAGE = re.compile(r"(?<=[/.])(?:zh-hant|zh-hans|pt|en)(?=[/.])")
_known: dict[tuple, set] = defaultdict(set)


def shape(request) -> tuple:
    """What two requests that run the same code have in common."""
    path = "/" + request.path.partition("://")[2].partition("/")[2]
    path = _NUMBER.sub("N", _LANGUAGE.sub("L", path))
    sent = request.get_params, request.post_params, request.file_params
    names = {each[0] for part in sent if isinstance(part, list) for each in part}
    return request.method, path, *sorted(names)


def thinly(all_of_them):
    """Of what a page leads to, only what isn't known well enough yet."""

    def some(self, response, request):
        found = []
        for each in all_of_them(self, response, request):
            kind = shape(each)
            too_narrow = each.method == "GET" and len(kind) > 2 + NARROWED_BY
            if len(_known[kind]) < OF_ONE_SHAPE and not too_narrow:
                _known[kind].add(each)
                found.append(each)
        return found

    return some


_found: list[tuple] = []  # requests and their answers, which are read once for all modules


def reading_once(attack):
    """Before the modules: what was found, in an order that is another one and always the same."""

    async def shuffled(self):
        for method in ("GET", "POST"):
            async for each in self.persister._get_paths(method=method):
                _found.append(each)
        random.Random(len(_found)).shuffle(_found)
        await attack(self)

    return shuffled


async def for_module(self, module):
    """Requests of the methods that a module is for."""
    for request, response in _found:
        if module.do_get if request.method == "GET" else module.do_post:
            yield request, response


def asking_port(reset):
    """Names are asked for where the scan listens, which needs no root."""

    def changed(self):
        reset(self)
        self.port = int(os.environ["FAROL_SCAN_DNS"])

    return changed


def filled(with_anything):
    """What a form can't be passed without: a number and its code, for one."""
    known = json.loads(os.environ["FAROL_SCAN_FILLED"])

    def chosen(field, autofill=False):
        return field.get("value") or known.get(field["name"]) or with_anything(field, autofill)

    return chosen


html_parser.get_input_field_value = filled(html_parser.get_input_field_value)
Explorer.extract_links = thinly(Explorer.extract_links)
Wapiti.attack = reading_once(Wapiti.attack)
Wapiti.load_resources_for_module = for_module
dns.resolver.BaseResolver.reset = asking_port(dns.resolver.BaseResolver.reset)

if __name__ == "__main__":
    wapiti_asyncio_wrapper()
