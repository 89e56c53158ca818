"""The small language of questions: "exact phrase", -without, number:12/2026, department:DSAL.

What isn't understood as such is a word like any other: nobody gets an error for a quotation mark.
"""

import re
from dataclasses import dataclass, replace

from infocenter.search import text
from infocenter.search.text import Query

_QUOTED = re.compile(r"(-?)[\"“”＂]([^\"“”＂]+)[\"“”＂]")  # 「 and « are part of titles
_NAMED = re.compile(r"(?<!\S)(\w+)\s*[:：]\s*(?:[\"“]([^\"”]+)[\"”]|(\S+))")
_WITHOUT = re.compile(r"(?<!\S)[-−－](?=[^\W_])(\S+)")
_DIGITS = re.compile(r"\d+")
NUMBER = frozenset(["number", "no", "numero", "num", "编号", "文号"])  # as keys: see text.key
DEPARTMENT = frozenset(["department", "dept", "departamento", "servico", "部门"])


@dataclass(frozen=True)
class Question:
    """What somebody typed, taken apart."""

    words: str
    exact: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


def read(typed: str) -> Question:
    """Take a question apart. The words of an exact phrase are words too: ranking looks at them."""
    typed = typed[: text.LONGEST_QUERY].replace("\0", " ")
    found: dict[str, list[str]] = {"exact": [], "without": [], "numbers": [], "departments": []}

    def named(match: re.Match) -> str:
        name, value = text.key(match[1]), match[2] or match[3]
        for kind, names in (("numbers", NUMBER), ("departments", DEPARTMENT)):
            if name in names and text.title_key(value):
                found[kind].append(value)
                return " "
        return match[0]

    def quoted(match: re.Match) -> str:
        if not text.title_key(match[2]):
            return " "
        found["without" if match[1] else "exact"].append(match[2])
        return " " if match[1] else f" {match[2]} "

    def without(match: re.Match) -> str:
        found["without"].append(match[1])
        return " "

    words = _WITHOUT.sub(without, _QUOTED.sub(quoted, _NAMED.sub(named, typed)))
    return Question(words.strip(), **{name: tuple(values) for name, values in found.items()})


def parse(question: Question) -> Query:
    """As the index is asked."""
    query = text.parse(question.words)
    numbered = tuple(
        tokens for each in question.numbers if (tokens := tuple(text.number_tokens(each)))
    )
    numbers = [*query.numbers, *(token for tokens in numbered for token in tokens)]
    if 1 < len(_DIGITS.findall(question.words)) < 5:  # perhaps one number, written with spaces
        numbers += text.number_tokens(question.words)
    return replace(
        query,
        numbers=tuple(dict.fromkeys(numbers)),
        exact=tuple(map(_alternatives, question.exact)),
        without=tuple(map(_alternatives, question.without)),
        numbered=numbered,
    )


def _alternatives(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The tokens of a phrase as they follow each other in texts of either language."""
    return tuple(
        dict.fromkeys(
            tuple(
                token
                for unspaced, run in text.runs(text.key(phrase))
                for token in (text.bigrams(run) if unspaced else [text.stem(run, language)])
            )
            for language in ("en", "pt")
        )
    )
