"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): all six verbs.

Resumption tokens say where in the order of changes a list goes on. Nothing is kept for them: what
is published or withdrawn meanwhile goes to the end of that order, where the harvester finds it.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone as clock

from infocenter import reading
from infocenter.interop import oai_dc, oai_sets
from infocenter.interop.xml import element, text, value
from infocenter.models import Edition, Record
from infocenter.reading import Published
from portal.context_processors import site_name

PAGE = 100
FORMAT = "oai_dc"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.A)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.A)
_LISTS = {"from", "until", "set", "metadataPrefix", "resumptionToken"}

# verb: the arguments that it may have.
ARGUMENTS = {
    "Identify": set(),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": _LISTS,
    "ListRecords": _LISTS,
    "GetRecord": {"identifier", "metadataPrefix"},
}


class Fault(Exception):
    """An error as the protocol names it."""

    def __init__(self, code: str, words: str):
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Asked:
    """Which records a list is about, and from where on."""

    prefix: str = FORMAT
    since: str = ""
    until: str = ""
    of: str = ""
    after: tuple[str, int] | None = None  # the last record of the page before
    given: int = 0  # records so far


def answer(query: QueryDict, origin: str, path: str) -> str:
    """The whole answer to a request."""
    base = origin + path
    said = {name: query.get(name, "") for name in query}
    try:
        _check(query)
        content, shown = _VERBS[said["verb"]](said, origin, base), said
    except Fault as fault:
        content = f'<error code="{fault.code}">{text(fault)}</error>'
        shown = {} if fault.code in ("badVerb", "badArgument") else said
    attributes = "".join(f" {name}={value(each)}" for name, each in shown.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
        'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
        f"<responseDate>{_stamp(clock.now())}</responseDate>"
        f"<request{attributes}>{text(base)}</request>{content}</OAI-PMH>\n"
    )


def _check(query: QueryDict) -> None:
    """Refuse verbs that there aren't, and arguments that don't belong to them, or come twice."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Fault("badVerb", "Say one verb: " + ", ".join(ARGUMENTS))
    for name in set(query) - {"verb"}:
        if name not in ARGUMENTS[verbs[0]]:
            raise Fault("badArgument", f"{verbs[0]} has no argument of that name.")
        if len(query.getlist(name)) > 1:
            raise Fault("badArgument", f"{name} came twice.")
    if "resumptionToken" in query and len(query) > 2:
        raise Fault("badArgument", "resumptionToken comes alone.")


# --- The verbs -----------------------------------------------------------------------------------


def _identify(said, origin: str, base: str) -> str:
    first = Record.objects.aggregate(first=Min("changed_at"))["first"]
    return (
        "<Identify>"
        + element("repositoryName", site_name("en"))
        + element("baseURL", base)
        + element("protocolVersion", "2.0")
        + element("adminEmail", settings.FAROL_CONTACT_EMAIL)
        + element("earliestDatestamp", _stamp(first or clock.now()))
        + element("deletedRecord", "persistent")
        + element("granularity", "YYYY-MM-DDThh:mm:ssZ")
        + '<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier '
        'http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">'
        + element("scheme", "oai")
        + element("repositoryIdentifier", _namespace(origin))
        + element("delimiter", ":")
        + element("sampleIdentifier", identifier(1, origin))
        + "</oai-identifier></description></Identify>"
    )


def _formats(said, origin: str, base: str) -> str:
    if "identifier" in said:
        _record(said["identifier"], origin)
    return (
        "<ListMetadataFormats><metadataFormat>"
        + element("metadataPrefix", FORMAT)
        + element("schema", oai_dc.SCHEMA)
        + element("metadataNamespace", oai_dc.NAMESPACE)
        + "</metadataFormat></ListMetadataFormats>"
    )


def _sets(said, origin: str, base: str) -> str:
    if "resumptionToken" in said:  # all of them come at once
        raise Fault("badResumptionToken", "There is no such token.")
    found = (
        f"<set>{element('setSpec', spec)}{element('setName', name)}</set>"
        for spec, name in oai_sets.every()
    )
    return f"<ListSets>{''.join(found)}</ListSets>"


def _get_record(said, origin: str, base: str) -> str:
    if not said.get("identifier"):
        raise Fault("badArgument", "Say which identifier.")
    _check_prefix(said)
    record = _record(said["identifier"], origin)
    pages = _read([record], origin)
    if not pages:
        raise Fault("idDoesNotExist", "It is changing just now. Ask again.")
    return f"<GetRecord>{pages[0][1]}</GetRecord>"


def _list_records(said, origin: str, base: str) -> str:
    return _list("ListRecords", said, origin, whole=True)


def _list_identifiers(said, origin: str, base: str) -> str:
    return _list("ListIdentifiers", said, origin, whole=False)


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get_record,
    "ListRecords": _list_records,
    "ListIdentifiers": _list_identifiers,
}


# --- Lists ---------------------------------------------------------------------------------------


def _list(verb: str, said: Mapping[str, str], origin: str, *, whole: bool) -> str:
    asked = _asked(said)
    rows = list(_rows(asked)[: PAGE + 1])
    page = rows[:PAGE]
    if not page and asked.after is None:
        raise Fault("noRecordsMatch", "Nothing has changed there and then.")
    found = "".join(record if whole else header for header, record in _read(page, origin))
    return f"<{verb}>{found}{_resumption(asked, rows)}</{verb}>"


def _asked(said: Mapping[str, str]) -> Asked:
    if "resumptionToken" in said:
        return _of_token(said["resumptionToken"])
    _check_prefix(said)
    since, until = said.get("from", ""), said.get("until", "")
    for each in ("from", "until"):
        if each in said:
            _moment(said[each])
    if "from" in said and "until" in said:
        if len(since) != len(until):
            raise Fault("badArgument", "from and until must be as fine as each other.")
        if since > until:
            raise Fault("badArgument", "from is later than until.")
    return Asked(said["metadataPrefix"], since, until, said.get("set", ""))


def _check_prefix(said: Mapping[str, str]) -> None:
    if not said.get("metadataPrefix"):
        raise Fault("badArgument", "Say which metadataPrefix.")
    if said["metadataPrefix"] != FORMAT:
        raise Fault("cannotDisseminateFormat", f"There is {FORMAT} only.")


def _moment(said: str, *, end: bool = False) -> datetime:
    """The second that the protocol writes so; of a day, the first or the last one."""
    try:
        if _DAY.fullmatch(said):
            day = datetime.strptime(said, "%Y-%m-%d").replace(tzinfo=UTC)
            return day + timedelta(seconds=86_399) if end else day
        if _SECOND.fullmatch(said):
            return datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise Fault("badArgument", "Write 2026-01-31 or 2026-01-31T12:00:00Z.")


def _rows(asked: Asked) -> QuerySet[Record]:
    rows = Record.objects.order_by("changed_at", "document_id")
    if asked.since:
        rows = rows.filter(changed_at__gte=_moment(asked.since))
    if asked.until:
        rows = rows.filter(changed_at__lte=_moment(asked.until, end=True))
    if asked.of:
        try:
            rows = oai_sets.narrowed(rows, asked.of)
        except oai_sets.NoSuchSet as problem:
            raise Fault("noRecordsMatch", "There is no such set.") from problem
    if asked.after:
        at, document = _moment(asked.after[0]), asked.after[1]
        rows = rows.filter(Q(changed_at__gt=at) | Q(document_id__gt=document), changed_at__gte=at)
    return rows


def _read(records: Iterable[Record], origin: str) -> list[tuple[str, str]]:
    """(header, whole record) of each. What was changed since the list was read comes later."""
    rows = list(records)
    wanted = Edition.objects.filter(pk__in=[each.edition_id for each in rows])
    editions = {each.pk: each for each in reading.listed(wanted.order_by())}
    found = []
    for record in rows:
        edition = editions[record.edition_id]
        if record.is_deleted or edition.is_current:
            found.append(_written(record, edition, origin))
    return found


def _written(record: Record, edition: Published, origin: str) -> tuple[str, str]:
    gone = ' status="deleted"' if record.is_deleted else ""
    header = (
        f"<header{gone}>"
        + element("identifier", identifier(record.document_id, origin))
        + element("datestamp", _stamp(record.changed_at))
        + "".join(element("setSpec", each) for each in oai_sets.of(edition))
        + "</header>"
    )
    told = "" if gone else f"<metadata>{oai_dc.written(edition, origin)}</metadata>"
    return header, f"<record>{header}{told}</record>"


def _resumption(asked: Asked, rows: list[Record]) -> str:
    """How the list goes on; empty if it came at once, an empty element at its end."""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        place = [_stamp(last.changed_at), last.document_id]
        said = [asked.prefix, asked.since, asked.until, asked.of, place, asked.given + PAGE]
        token = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
        return element("resumptionToken", token, cursor=str(asked.given))
    return "" if asked.after is None else f'<resumptionToken cursor="{asked.given}"/>'


def _of_token(token: str) -> Asked:
    """What a token says. It is ours if it could be: who makes one up gets what is public too."""
    try:
        said = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        prefix, since, until, of, (at, document), given = said
        for each in (since, until, at):
            if each:
                _moment(each)
        right = all(isinstance(each, str) for each in (since, until, of)) and at
        numbers = all(type(each) is int and 0 <= each < 10**18 for each in (document, given))
    except (ValueError, TypeError, binascii.Error, RecursionError, Fault) as problem:
        raise Fault("badResumptionToken", "There is no such token.") from problem
    if prefix != FORMAT or not right or not numbers or not _SECOND.fullmatch(at):
        raise Fault("badResumptionToken", "There is no such token.")
    return Asked(prefix, since, until, of, (at, document), given)


# --- Identifiers ---------------------------------------------------------------------------------


def identifier(document_id: int, origin: str) -> str:
    """`oai:host:document-12`: the same for as long as the site keeps its name."""
    return f"oai:{_namespace(origin)}:document-{document_id}"


def _namespace(origin: str) -> str:
    return urlsplit(origin).hostname or "localhost"


def _record(said: str, origin: str) -> Record:
    before = f"oai:{_namespace(origin)}:document-"
    number = said.removeprefix(before)
    if said.startswith(before) and re.fullmatch(r"[1-9]\d{0,17}", number, re.A):
        found = Record.objects.filter(document=int(number)).first()
        if found is not None:
            return found
    raise Fault("idDoesNotExist", "There is no such record.")


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
