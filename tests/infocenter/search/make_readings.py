"""The lists of readings, made from pypinyin and ToJyutping.

    DJANGO_SETTINGS_MODULE=tests.settings python -m tests.infocenter.search.make_readings

The portal reads the lists and not the packages: these take 57 and 73 MB of each process and 0.8 s.
"""

from collections import defaultdict
from pathlib import Path

import django

django.setup()

import infocenter.search  # noqa: E402
from infocenter.search import text  # noqa: E402

FOLDER = Path(infocenter.search.__file__).parent
MOST = 3  # readings of one character: what follows is rare or old
HEADS = {
    "pinyin.txt": "# Mandarin readings of characters, without tones. From pypinyin (MIT),\n"
    "# (c) 2016 mozillazg.\n",
    "jyutping.txt": "# Cantonese readings of characters, without tones. From ToJyutping\n"
    "# (BSD-2-Clause), (c) 2024 Cantonese Computational Linguistics Infrastructure\n"
    "# Development Workgroup.\n",
}


def characters() -> list[str]:
    """What is written in Hong Kong, Macau, Taiwan and on the mainland."""
    return [
        chr(code)
        for code in range(0x4E00, 0xA000)
        if _encodable(chr(code), "big5hkscs") or _encodable(chr(code), "gb2312")
    ]


def _encodable(char: str, encoding: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def pinyin_of(char: str) -> list[str]:
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return found[0] if found else []


def jyutping_of(char: str) -> list[str]:
    import ToJyutping

    found = ToJyutping.get_jyutping_candidates(char)
    return [each.rstrip("123456") for each in found[0][1] or []]


def made() -> dict[str, str]:
    """What the lists should hold, by name."""
    of = {"pinyin.txt": pinyin_of, "jyutping.txt": jyutping_of}
    return {name: HEADS[name] + _list(readings) for name, readings in of.items()}


def _list(readings) -> str:
    """A line for each syllable: characters of which it is the first reading, then all others."""
    first: dict[str, dict[str, None]] = defaultdict(dict)
    later: dict[str, dict[str, None]] = defaultdict(dict)
    for char in sorted(characters(), key=lambda char: char != text.key(char)):
        known = [each for each in readings(char) if each.isascii() and each.isalpha()]
        for place, each in enumerate(list(dict.fromkeys(known))[:MOST]):
            if text.key(char) not in first[each]:
                (later if place or char != text.key(char) else first)[each][text.key(char)] = None
    lines = (f"{each} {''.join(first[each])} {''.join(later[each])}" for each in sorted(first))
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    for name, content in made().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
