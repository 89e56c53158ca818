"""Which character encoding a text is in, right also for a single short line.

A title of six characters is too short for statistics over bytes. So each candidate encoding reads
the bytes, and what comes out is priced: how surprising would this character be here, in Chinese or
in a Western language? The cheapest reading wins. The prices for Chinese come from the encodings
themselves: Big5 and GB 2312 both put the frequent characters into their first level.
"""

import codecs
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import charset_normalizer

SAMPLE = 64 * 1024  # bytes that are priced; the rest of the file is read with the winner
UNREADABLE = 30  # price of a byte that the encoding doesn't know
DOUBTFUL = 15  # mean price of a character that is not ASCII: above it, none of ours fits

# The hundred or so characters that every Chinese text is full of, in both forms.
_EVERYDAY = frozenset(
    "的一是不在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得于於著"
    "下自之年過过發发後后作里裡用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还"
    "進进好小部其些主樣样理心她本前開开但因只從从想實实日軍军者意無无力它與与長长把機机十民第公此已工使情明性"
    "知全三又關关點点正業业外將将兩两高間间由問问很最重並并物手應应戰战向頭头文體体政美相見见被利什二等產产或"
    "新己制身果加西斯月話话合回特代內内信表化老給给世位次度門门任常先海通教兒儿原東东聲声提立及比員员解水名真"
    "論论處处走義义各入幾几口認认條条平系氣气題题活爾尔更別别打女變变四神總总何電电數数安少報报才結结反受目太"
    "量再感建務务做接必場场件計计管期市直德資资命山金指克許许統统區区保至隊队形社便空決决治展馬马科司五基眼書书"
    "非則则聽听白卻却界達达光放強强即像難难且權权思王象完設设式色路記记南品住告類类求據据程北邊边死張张該该交"
    "規规萬万取拉格望覺觉術术領领共確确傳传師师觀观清今切院讓让識识候帶带導导爭争運运府澳門门預预算局條例居通知"
)
_WESTERN_SMALL = frozenset("áâãàäåæçéêèëíîìïñóôõòöøœúûùüýÿßðþšž")
_WESTERN_CAPITAL = frozenset("ÁÂÃÀÄÅÆÇÉÊÈËÍÎÌÏÑÓÔÕÒÖØŒÚÛÙÜÝÐÞŠŽ")
_WESTERN_SIGNS = frozenset("ºª«»“”‘’–—…•·°§€£\u00a0\u00ad")
_CJK_SIGNS = frozenset("，。、；：？！「」『』（）《》〈〉【】“”‘’…—－～．／％　·○〇")
_GLUED = {chr(code): 6 for code in range(ord("a"), ord("z") + 1)} | {
    chr(code): 4 for code in range(ord("A"), ord("Z") + 1)
}
_TRANSPARENT = frozenset("\t\n\r\f")


@dataclass(frozen=True)
class Reading:
    """A text and the name (IANA's) of the encoding that it was in."""

    text: str
    encoding: str


@lru_cache(maxsize=16384)
def _han_price(char: str) -> int:
    if char in _EVERYDAY:
        return 6
    for codec, first_level in (("big5", (0xA4, 0xC6)), ("gb2312", (0xB0, 0xD7))):
        try:
            lead = char.encode(codec)[0]
        except UnicodeEncodeError:
            continue
        if first_level[0] <= lead <= first_level[1]:
            return 11
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            return 24
    return 18


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\U0001ffff"


def _is_kana(char: str) -> bool:
    return "\u3041" <= char <= "\u30ff"


def _other_price(char: str, before: str, after: str) -> int:
    """The price of a character that is neither ASCII nor Han, where it stands."""
    if char in _WESTERN_SMALL:
        return 5 if before.isalpha() or after.isalpha() or after in " \n" else 9
    if char in _WESTERN_CAPITAL:
        if before.islower():
            return 11
        return 5 if before.isupper() or after.isupper() else 7
    if char in _CJK_SIGNS and (_is_han(before) or _is_han(after) or char in "，。、「」《》"):
        return 5
    if char in _WESTERN_SIGNS:
        return 12 if before.isalpha() and after.isalpha() and char not in "’·" else 7
    if char in _CJK_SIGNS or "\uff01" <= char <= "\uff5e" or _is_kana(char):
        return 9
    if "\u2500" <= char <= "\u257f":  # frames drawn with characters
        return 9
    if char == "\ufffd":
        return UNREADABLE
    if char < "\x20" or "\x7f" <= char < "\xa0" or "\ue000" <= char <= "\uf8ff":
        return UNREADABLE - 6
    return 15


def _price(text: str) -> tuple[int, int]:
    """What reading this text costs, and how many of its characters are not plain ASCII."""
    total = count = 0
    before = " "
    last = len(text) - 1
    for position, char in enumerate(text):
        if " " <= char <= "~" or char in _TRANSPARENT:
            before = char
            continue
        after = text[position + 1] if position < last else " "
        count += 1
        total += _han_price(char) if _is_han(char) else _other_price(char, before, after)
        if char > "\u2e7f":
            # A Chinese character glued to Latin letters is a Western word read wrongly.
            total += _GLUED.get(before, 0) + _GLUED.get(after, 0)
        before = char
    return total, count


# Tried in this order; the first wins a draw. Big5 is read with the Hong Kong set, which Macau uses.
_CANDIDATES = (
    ("utf-8", "utf-8"),
    ("big5hkscs", "big5"),
    ("gb18030", "gb18030"),
    ("cp1252", "windows-1252"),
    ("shift_jis", "shift_jis"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16be"),
)


def _of_mark(data: bytes) -> tuple[str, str] | None:
    return next(((codec, name) for mark, codec, name in _MARKS if data.startswith(mark)), None)


def _is_utf8(sample: bytes, whole: bool) -> bool:
    """Whether the sample is UTF-8, but for a character that its end cuts in two."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without its mark, recognised by NUL bytes on one side, or by cheap Chinese."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if max(even, odd) > half * 0.4 and min(even, odd) < half * 0.05:
        return "utf-16-be" if even > odd else "utf-16-le"
    if even + odd == 0:
        return None
    priced = []
    for codec in ("utf-16-le", "utf-16-be"):
        total, count = _price(sample.decode(codec, "replace"))
        priced.append((total / max(count, 1), codec))
    mean, codec = min(priced)
    return codec if mean < 10 else None


def _ebcdic(sample: bytes) -> bool:
    """Text of a mainframe: its space is 0x40, and ASCII's hardly occurs."""
    if sample.count(0x40) < len(sample) * 0.08 or sample.count(0x20) > len(sample) * 0.01:
        return False
    text = sample.decode("cp500")
    good = sum(char.isalnum() or char in " .,;:'\"()-/\n\r\t\x85" for char in text)
    return good > len(text) * 0.95


def detect(data: bytes) -> tuple[str, str] | None:
    """The codec and the public name of the encoding of a text; None if the bytes are no text."""
    marked = _of_mark(data)
    if marked:
        return marked
    sample = data[:SAMPLE]
    if b"\0" in sample:
        codec = _utf16(sample[: len(sample) // 2 * 2])
        return (codec, codec.replace("16-", "16")) if codec else None
    if _is_utf8(sample, whole=len(data) <= SAMPLE):
        return "utf-8", "utf-8"
    if _ebcdic(sample):
        return "cp500", "ibm500"
    return _cheapest(sample)


def _cheapest(sample: bytes) -> tuple[str, str] | None:
    total, count, codec, name = min(
        ((*_price(sample.decode(codec, "replace")), codec, name) for codec, name in _CANDIDATES),
        key=itemgetter(0),
    )
    if total / max(count, 1) <= DOUBTFUL:
        return codec, name
    guess = charset_normalizer.from_bytes(sample[:8192]).best()
    if guess is None:
        return None
    return guess.encoding, guess.encoding.replace("_", "-")


def read(data: bytes) -> Reading | None:
    """The text of some bytes, whatever encoding they are in; None if they are no text."""
    found = detect(data)
    if found is None:
        return None
    codec, name = found
    text = data.decode(codec, "replace")
    if codec == "cp500":
        text = text.replace("\x85", "\n")
    return Reading(text, name)
