"""RTF. Its bytes are in the code page of the font in use, which general readers overlook."""

import re

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.I | re.S,
)
_CHARSETS = {  # \fcharset -> code page
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_PAGES = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5hkscs", 65001: "utf-8"}
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata themedata datastore listtable filetbl "
    b"listoverridetable rsidtbl generator xmlnstbl latentstyles fldinst colorschememapping "
    b"operator bkmkstart bkmkend ftnsep ftnsepc aftnsep aftnsepc revtbl pgptbl mmathPr".split()
)
_SIGNS = {
    b"par": "\n",
    b"line": "\n",
    b"row": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"cell": "\t",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
_FONT = re.compile(rb"\\f(\d{1,6})(?=\D)[^{}]*?\\fcharset(\d{1,3})")
_DEPTH = 2000


class _State:
    """What holds inside the current braces."""

    __slots__ = ("codec", "silent", "skip")

    def __init__(self, codec: str, silent: bool, skip: int):
        self.codec, self.silent, self.skip = codec, silent, skip


class _Reader:
    def __init__(self, data: bytes):
        page = re.search(rb"\\ansicpg(\d{1,5})", data[:4096])
        number = int(page[1]) if page else 1252
        self.default = _PAGES.get(number, f"cp{number}" if 1250 <= number <= 1258 else "cp1252")
        fonts = _FONT.findall(data[:200_000])
        self.fonts = {int(font): _CHARSETS.get(int(charset)) for font, charset in fonts}
        self.state = _State(self.default, False, 1)
        self.stack: list[_State] = []
        self.parts: list[str] = []
        self.raw = bytearray()
        self.to_skip = 0
        self.starred = False

    def flush(self) -> None:
        """Turn the bytes collected so far into letters, in the code page that held for them."""
        if self.raw:
            self.parts.append(self.raw.decode(self.state.codec, "replace"))
            self.raw.clear()

    def say(self, text: str) -> None:
        if not self.state.silent:
            self.flush()
            self.parts.append(text)

    def brace(self, sign: bytes) -> None:
        self.flush()
        self.to_skip = 0
        if sign == b"{":
            if len(self.stack) < _DEPTH:
                self.stack.append(self.state)
            self.state = _State(self.state.codec, self.state.silent, self.state.skip)
        elif self.stack:
            self.state = self.stack.pop()

    def word(self, word: bytes, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word in _SKIPPED or (starred and word not in (b"shptxt", b"shpinst")):
            self.flush()
            self.state.silent = True
        elif word == b"u" and number is not None:
            self.say(chr(number % 65536))
            self.to_skip = self.state.skip
        elif word == b"uc" and number is not None:
            self.state.skip = max(0, min(number, 10))
        elif word in (b"f", b"af") and number is not None:
            if word == b"f":
                self.flush()
                self.state.codec = self.fonts.get(number) or self.default
        elif word == b"plain":
            self.flush()
            self.state.codec = self.default
        elif word in _SIGNS:
            self.say(_SIGNS[word])

    def data(self, data: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            data = data[skipped:]
        if not self.state.silent:
            self.raw += data

    def symbol(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in b"\\{}":
            self.data(sign)
        elif sign == b"~":
            self.say(" ")
        elif sign in b"\r\n":
            self.say("\n")


def text_of(data: bytes) -> str:
    """The text of an RTF file; damage in it costs as little as possible."""
    reader = _Reader(data)
    for match in _TOKEN.finditer(data):
        word, number, code, sign, brace, plain = match.groups()
        if word:
            reader.word(word, int(number) if number else None)
        elif code:
            reader.data(bytes.fromhex(code.decode()))
        elif sign:
            reader.symbol(sign)
        elif brace:
            reader.brace(brace)
        elif plain:
            reader.data(plain)
    reader.flush()
    text = "".join(reader.parts)
    # Characters beyond the first plane are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
