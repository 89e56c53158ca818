"""The columns of the spreadsheet: what they hold, and their headings in the editor's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from infocenter.states import DocumentType, Licence
from portal import languages

TEXT, DAY, CHOICE = "text", "day", "choice"
SHEET = "documents"
VALUES = "values"
EMPTIED = "-"  # in a cell: take away what is there
CHOICES: dict[str, type[DocumentType] | type[Licence]] = {"type": DocumentType, "licence": Licence}


@dataclass(frozen=True)
class Column:
    """One column; `field` is that of the document or, with a `language`, of its text in it."""

    key: str
    label: str | Promise
    kind: str = TEXT
    language: str = ""
    hint: str | Promise = ""

    @property
    def field(self) -> str:
        return self.key.partition(" ")[0]

    @property
    def heading(self) -> str:
        """What stands above it, in the language that is active."""
        label = str(self.label)
        label = label[:1].upper() + label[1:]
        return f"{label} [{languages.bcp47(self.language)}]" if self.language else label


ABOUT = (
    Column("document", _("portal's number"), hint=_("Of a document that is there already.")),
    Column("department", _("department"), hint=_("Its code.")),
    Column("number", _("number"), hint=_("The official number, as it is printed.")),
    Column("type", _("type"), CHOICE),
    Column("topics", _("topics"), hint=_("Their names or address parts, separated by semicolons.")),
    Column("issue_date", _("issue date"), DAY),
    Column("effective_date", _("effective date"), DAY),
    Column("review_on", _("next review"), DAY),
    Column("licence", _("licence"), CHOICE),
    Column("source", _("source")),
    Column("source_url", _("address of the source")),
    Column("verified_by", _("verified by")),
    Column("verified_on", _("verified on"), DAY),
    Column(
        "files", _("files"), hint=_("Names of files in the ZIP archive, separated by semicolons.")
    ),
)
TEXTS: Mapping[str, str | Promise] = {
    "title": _("title"),
    "summary": _("summary"),
    "body": _("text"),
    "change_note": _("public change note"),
}
COLUMNS = (
    *ABOUT,
    *(
        Column(f"{name} {code}", label, language=code)
        for code in languages.CODES
        for name, label in TEXTS.items()
    ),
)


@lru_cache(maxsize=1)
def by_heading() -> dict[str, Column]:
    """Every heading that is understood: of each interface language, and the plain key."""
    found = {each.key: each for each in COLUMNS}
    for code in languages.CODES:
        with override(code):
            found |= {plain(each.heading): each for each in COLUMNS}
    return found


def plain(words: str) -> str:
    """A heading or value as it is compared: capitals and spaces don't count."""
    return " ".join(str(words).split()).casefold()


@lru_cache(maxsize=4)
def values_of(field: str) -> dict[str, str]:
    """What may stand in a column of choices: codes, and their words in every language."""
    found: dict[str, str] = {}
    for code in languages.CODES:
        with override(code):
            found |= {plain(str(label)): value for value, label in CHOICES[field].choices}
    return found | {value: value for value in CHOICES[field].values}
