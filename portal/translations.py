"""The interface's texts: collected from the sources, kept in step, compiled; all without gettext.

python -m portal.translations update    collect into locale/*/LC_MESSAGES/django.po
python -m portal.translations check     say whether that would change anything
python -m portal.translations compile   make the .mo files that Django reads
"""

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from portal import languages

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LOCALES = ("zh_Hant", "pt", "en", "zh_Hans")
SOURCES = ("portal", "infocenter", "policies", "tracking", "templates")
BY_HAND = "by hand"  # a translator's comment: don't make this one from Traditional Chinese

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,  # the same by a short name
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_CHURN = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To'
    r"|Last-Translator|Language-Team):.*\n",
    re.MULTILINE,
)
_HEADER = "# {language} of Farol's interface. Made in step by: make messages"


def path_of(locale: str) -> Path:
    """The catalogue of a locale such as `zh_Hant`."""
    return LOCALE / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    """The catalogue as it is on disk; an empty one if there is none."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as source:
        return read_po(source, locale=locale)


def collect() -> Catalog:
    """All texts of the sources that are marked for translation."""
    found = Catalog()
    for path in _files():
        for _line, message, comments, context in _texts(path):
            found.add(message, context=context, auto_comments=comments)
    return found


def _files() -> Iterator[Path]:
    for name in SOURCES:
        for path in sorted((ROOT / name).rglob("*")):
            is_template = "templates" in path.parts or name == "templates"
            if path.suffix == ".py" or (is_template and path.suffix in (".html", ".txt", ".xml")):
                yield path


def _texts(path: Path):
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left is calls of gettext between rows of X; Python's tokenizer minds indents.
        source = "\n".join(map(str.strip, templatize(source, origin=str(path)).splitlines()))
    stream = io.BytesIO(source.encode())
    options = {"encoding": "utf-8"}
    return extract("python", stream, KEYWORDS, ["Translators:"], options, strip_comment_tags=True)


def updated(locale: str, template: Catalog, traditional: Catalog | None = None) -> Catalog:
    """The catalogue of a locale with just the template's texts, and what is translated of them."""
    old = read(locale)
    new = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    new.mime_headers = [("Plural-Forms", old.plural_forms)]  # ours: those of Babel come and go
    for message in template:
        if not message.id:
            continue
        before = old.get(message.id, message.context)
        by_hand = bool(before and BY_HAND in before.user_comments)
        string = before.string if before and not before.fuzzy else None
        if locale == "en":
            string = message.id
        elif traditional is not None and not by_hand:
            string = _simplified(traditional.get(message.id, message.context))
        new.add(
            message.id,
            string if _fits(string, new.num_plurals, message.id) else None,
            context=message.context,
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before else (),
        )
    return new


def _fits(string, plurals: int, identifier) -> bool:
    if not string:
        return False
    if isinstance(identifier, str):
        return isinstance(string, str)
    return not isinstance(string, str) and len(string) == plurals


def _simplified(message):
    if message is None or not message.string:
        return None
    if isinstance(message.string, str):
        return languages.to_simplified(message.string)
    return tuple(languages.to_simplified(each) for each in message.string)


def as_text(locale: str, catalog: Catalog) -> str:
    """The file: sorted, without dates and line numbers, so that it changes with the texts only."""
    name = {"zh_Hant": "Traditional Chinese", "pt": "Portuguese", "en": "English"}
    catalog.header_comment = _HEADER.format(language=name.get(locale, "Simplified Chinese"))
    out = io.BytesIO()
    write_po(out, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return _CHURN.sub("", out.getvalue().decode())


def in_step() -> dict[str, str]:
    """By locale, the text that the catalogue should have."""
    template = collect()
    texts, traditional = {}, None
    for locale in LOCALES:
        catalog = updated(locale, template, traditional if locale == "zh_Hans" else None)
        if locale == "zh_Hant":
            traditional = catalog
        texts[locale] = as_text(locale, catalog)
    return texts


def update() -> int:
    """Bring the catalogues in step with the sources."""
    for locale, text in in_step().items():
        path = path_of(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        missing = sum(not _translated(message) for message in read(locale) if message.id)
        print(f"{locale}: {missing} to translate")
    return 0


def _translated(message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return bool(strings) and all(strings) and not message.fuzzy


def out_of_sight() -> list[str]:
    """Places where a text stands inside an f-string, in which nobody would find it."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _files()
        if path.suffix == ".py"
        for whole in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(whole, ast.JoinedStr)
        for node in ast.walk(whole)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
    ]


def check() -> int:
    """Say which catalogues are behind the sources, and which texts can't get into any."""
    unseen = out_of_sight()
    if unseen:
        print(f"Texts inside f-strings aren't collected: {', '.join(unseen)}.", file=sys.stderr)
    behind = [
        locale
        for locale, text in in_step().items()
        if not path_of(locale).exists() or path_of(locale).read_text(encoding="utf-8") != text
    ]
    if behind:
        print(f"Behind the sources: {', '.join(behind)}. Run make messages.", file=sys.stderr)
    return bool(behind or unseen)


def compile_all() -> int:
    """Make the .mo files that are older than their .po; a half-done catalogue is no obstacle."""
    for locale in LOCALES:
        source = path_of(locale)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        scratch = target.with_suffix(f".{os.getpid()}")
        with scratch.open("wb") as out:
            write_mo(out, read(locale))
        scratch.replace(target)
    return 0


def main(arguments: list[str]) -> int:
    """Do what the one argument says."""
    if not settings.configured:
        settings.configure()  # `templatize` asks for nothing of ours
    commands = {"update": update, "check": check, "compile": compile_all}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
