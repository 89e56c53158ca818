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
from wapitiCore.attack.attack import Mutator
from wapitiCore.controller.wapiti import Wapiti
from wapitiCore.main.wapiti import wapiti_asyncio_wrapper
from wapitiCore.net.explorer import Explorer
from wapitiCore.parsers import html_parser

THOROUGH = ("exec", "file", "ldap", "permanentxss", "sql", "timesql", "xss", "xxe")
SAMPLED = ("exec", "file", "ldap", "timesql")
OF_ONE_SHAPE = 2
NARROWED_BY = 3  # names in the address of a link; forms may have more
_NUMBER = re.compile(r"(?<=/)[^/]*\d[^/]*(?=/|$)|(?<=/)[A-Z]{2}(?=/)")
_LANGUAGE = re.compile(r"(?<=[/.])(?:zh-hant|zh-hans|pt|en)(?=[/.])")
_IN_NAMES = re.compile(r"(?<![a-z])(?:zh[-_]han[ts]|pt|en)(?![a-z])|\d+")
_known: dict[tuple, set] = defaultdict(set)


def names_of(request) -> set[str]:
    """What a request sends, by name."""
    sent = request.get_params, request.post_params, request.file_params
    return {each[0] for part in sent if isinstance(part, list) for each in part}


def shape(request) -> tuple:
    """What two requests that run the same code have in common."""
    path = "/" + request.path.partition("://")[2].partition("/")[2]
    path = _NUMBER.sub("N", _LANGUAGE.sub("L", path))
    return request.method, path, *sorted(names_of(request))


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


def new_things_first(found: list[tuple]) -> list[tuple]:
    """What sends something to a view that nobody has sent it yet, then all else.

    Each half is in an order that has nothing to do with the alphabet and is the same in every run:
    a module that doesn't get round to all has seen a fair part.
    """
    chance = random.Random(1)
    known: set[tuple] = set()
    first, later = [], []
    for each in sorted(found, key=lambda each: -len(names_of(each[0]))):
        method, path, *names = shape(each[0])
        things = {(method, path, name) for name in names or [""]}
        (later if things <= known else first).append(each)
        known |= things
    chance.shuffle(first)
    chance.shuffle(later)
    return first + later


def reading_once(attack):
    """Before the modules: all that was found."""

    async def ordered(self):
        found = []
        for method in ("GET", "POST"):
            async for each in self.persister._get_paths(method=method):
                found.append(each)
        _found.extend(new_things_first(found))
        await attack(self)

    return ordered


async def for_module(self, module):
    """Requests of the methods that a module is for."""
    for request, response in _found:
        if module.do_get if request.method == "GET" else module.do_post:
            yield request, response


def each_name_once(mutate):
    """To each name of a view a module sends its things once, and of very many a fair part.

    sql and the two of scripts are left to send all: with them, one thing follows from another.
    """
    most = int(os.environ["FAROL_SCAN_PAYLOADS"])

    def chosen(self, request, payloads):
        done = self.__dict__.setdefault("things_done", set())

        def some(request, parameter):
            thing = (*shape(request)[:2], _IN_NAMES.sub("L", parameter.name), parameter.situation)
            if thing in done:
                return []
            done.add(thing)
            found = payloads(request, parameter) if callable(payloads) else payloads
            if self._module not in SAMPLED or not most:
                return found
            found = list(found)
            places = random.Random(parameter.name).sample(range(len(found)), min(most, len(found)))
            return [found[each] for each in sorted(places)]

        return mutate(self, request, some)

    return chosen


def as_long_as_it_needs(run):
    """More time for a module that sends hundreds of things to each name."""
    most = float(os.environ["FAROL_SCAN_SECONDS"])

    async def timed(self, module):
        self._max_attack_time = most if module.name in THOROUGH else most / 4
        await run(self, module)

    return timed


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
Mutator.mutate = each_name_once(Mutator.mutate)
Wapiti.run_attack_module = as_long_as_it_needs(Wapiti.run_attack_module)
dns.resolver.BaseResolver.reset = asking_port(dns.resolver.BaseResolver.reset)

if __name__ == "__main__":
    wapiti_asyncio_wrapper()
