"""`make check`: bandit looks through our code for what an attacker could use; no rule is left out.

An exception stands where it applies, as bandit reads it, and says why:

    query = f"SELECT {name} FROM staged"  # nosec B608  # the name is ours

Here is seen besides that each says why, that none is left over, and that bandit could read all of
the code: where it can't, it goes on and calls that a success.
"""

import json
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os.path import normpath

_EXCEPTION = re.compile(r"#\s*nosec\b:?(?P<rules>[^#]*)(#\s*(?P<reason>.*))?")
_RULE = re.compile(r"B\d{3}")


class Unread(Exception):
    """Bandit could not look at everything; this is what it said."""


@dataclass(frozen=True)
class Finding:
    """What bandit finds, and the lines of the statement."""

    path: str
    line: int
    lines: frozenset[int]
    rule: str
    words: str


@dataclass(frozen=True)
class Exempted:
    """A comment that lets something pass."""

    path: str
    line: int
    rules: frozenset[str]
    reason: str

    def lets_pass(self, finding: Finding) -> bool:
        """Whether it is about this."""
        here = self.path == finding.path and self.line in finding.lines
        return here and finding.rule in self.rules


def problems(paths: Sequence[str]) -> list[str]:
    """What is to be mended, a sentence each. Raises Unread."""
    findings, files = looked_through(paths)
    exempted = [each for path in files for each in exceptions(path)]
    found = [
        f"{each.path}:{each.line}: {each.rule} {each.words}"
        for each in findings
        if not any(comment.lets_pass(each) for comment in exempted)
    ]
    for comment in exempted:
        used = {each.rule for each in findings if comment.lets_pass(each)}
        place = f"{comment.path}:{comment.line}:"
        if not comment.reason or not comment.rules:
            found.append(f"{place} say which rule may be broken, and why: # nosec B000  # because")
        found += [f"{place} {rule} isn't broken here" for rule in comment.rules - used]
    return sorted(found)


def looked_through(paths: Sequence[str]) -> tuple[list[Finding], list[str]]:
    """What bandit finds, exceptions or not, and the files in which it looked."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--ignore-nosec"]
    done = subprocess.run([*command, "--format=json", *paths], capture_output=True, text=True)
    if done.stderr.strip():
        raise Unread(done.stderr.strip())
    told = json.loads(done.stdout)
    if told["errors"] or len(told["metrics"]) < 2:
        raise Unread(str(told["errors"] or "There is no such file."))
    found = [
        Finding(
            normpath(each["filename"]),
            each["line_number"],
            frozenset(each["line_range"]),
            each["test_id"],
            each["issue_text"],
        )
        for each in told["results"]
    ]
    return found, [normpath(path) for path in told["metrics"] if path != "_totals"]


def exceptions(path: str) -> Iterator[Exempted]:
    """The comments of a file that let something pass."""
    with open(path, "rb") as file:
        for token in tokenize.tokenize(file.readline):
            comment = token.type == tokenize.COMMENT and _EXCEPTION.search(token.string)
            if comment:
                rules = frozenset(_RULE.findall(comment["rules"]))
                yield Exempted(path, token.start[0], rules, (comment["reason"] or "").strip())


def main(paths: Sequence[str]) -> int:
    """Say what is found; whether there was anything."""
    try:
        found = problems(paths)
    except Unread as problem:
        found = [f"Bandit could not look at everything: {problem}"]
    for each in found:
        print(each, file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
