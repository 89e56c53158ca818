"""Who neither handles a case nor has its receipt reaches nothing of it, at any address."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from policies import passes, services
from policies.services import case_files
from portal.organisation.roles import ADMINISTRATOR, EDITOR, LEADERSHIP
from tests.factories import infocenter as make_documents
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRETS = ("ZYMURGY-SUBJECT", "ZYMURGY-MATTER", "ZYMURGY-NOTE", "ZYMURGY-DRAFT", "ZYMURGY-NAME")
BYTES = b"%PDF-1.4 ZYMURGY-FILE"


@pytest.fixture
def case(file_store):
    """A case with everything that is secret in one."""
    filing = make.filing(
        subject="ZYMURGY-SUBJECT",
        text="ZYMURGY-MATTER",
        person=make.Person("ZYMURGY-NAME", "zymurgy-name@example.org", "6600 0000"),
        department=organisation.department("CASES"),
    )
    case_files.keep_waiting(SimpleUploadedFile("ZYMURGY-NAME.pdf", BYTES), filing.submission)
    case = services.file_case(filing).case
    officer = make.officer()
    services.accept_case(case, by=officer)
    services.assign_case(case, by=officer, officer=officer)
    services.add_note(case, by=officer, text="ZYMURGY-NOTE")
    services.draft_answer(case, by=officer, text="ZYMURGY-DRAFT")
    return case


def patterns(found=None, before=""):
    """Every address of the portal: (route, the names in it)."""
    for each in get_resolver().url_patterns if found is None else found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route


def addresses(case, file):
    """Each address with the case's keys wherever it takes any."""
    document = make_documents.published_document(files=["a.txt"])
    for route in patterns():
        where = route.replace("^", "").replace("$", "").replace("\\", "")
        for mark, value in (
            ("<path:object_id>", case.pk), ("<id>", case.pk), ("<int:file_id>", file.pk),
            ("<number:document_id>", document.pk), ("<str:code>", "CASES"),
            ("<language:language>", "en"),
        ):  # fmt: skip
            where = where.replace(mark, str(value))
        while "<" in where:
            start, end = where.index("<"), where.index(">")
            where = f"{where[:start]}{case.pk}{where[end + 1 :]}"
        yield "/" + where.lstrip("/")


def leaks(response) -> list[str]:
    body = b"".join(response) if response.streaming else response.content
    body += str(response.headers).encode()
    return [each for each in (*SECRETS, "ZYMURGY", "zymurgy") if each.encode() in body]


def everything(client, case, methods=("get", "post"), **sent) -> dict[str, list[str]]:
    """What leaks at which address, by reading and by sending."""
    found = {}
    with translation.override("en"):
        for address in set(addresses(case, case.files.get())):
            if "logout" in address:
                continue
            for method in methods:
                data = {"q": "ZYMURGY", **sent} if method == "get" else sent
                response = getattr(client, method)(address, data)
                if told := leaks_beside_the_question(response, data):
                    found[f"{method} {address}"] = told
    return found


def leaks_beside_the_question(response, data) -> list[str]:
    """A page may repeat what it was asked."""
    told = leaks(response)
    return [] if set(told) <= {"ZYMURGY"} and data.get("q") else told


def test_an_anonymous_client(client, case):
    assert everything(client, case) == {}


def test_an_officer_of_another_department(client, case):
    client.force_login(make.officer(organisation.department("OTHER")))
    assert everything(client, case) == {}


@pytest.mark.parametrize("role", [EDITOR, LEADERSHIP, ADMINISTRATOR])
def test_colleagues_who_handle_no_cases(client, case, role):
    client.force_login(organisation.member(role, organisation.department("CASES")))
    assert everything(client, case, methods=("get",)) == {}


def test_a_resident_with_another_receipt(client, case):
    other = services.file_case(make.filing())
    opened = {
        "pass": passes.issue(other.case),
        "number": case.number,
        "code": other.code,
        "file": str(case.files.get().pk),
        "action": "export",
    }
    assert everything(client, case, **opened) == {}


def test_the_handler_does_reach_it(client, case):
    """So that the tests above can fail."""
    client.force_login(case.officer)
    found = everything(client, case, methods=("get",))
    assert any("ZYMURGY-MATTER" in told for told in found.values())
    assert any("/files/" in address for address in found)


def test_only_roles_that_handle_cases_hold_permissions_for_them():
    holders = Permission.objects.filter(codename="view_case", content_type__app_label="policies")
    groups = {group.name for each in holders for group in each.group_set.all()}
    assert groups == {"case officer", "intake officer"}
