"""From a report of an error to the edition that puts it right, and the log that tells of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from infocenter import corrections
from infocenter import services as documents
from infocenter.corrected_editions import SOURCE
from infocenter.states import EditionKind, Status
from policies import services
from policies.models import ArticleCorrection, Case, Correction, Person
from portal.organisation.roles import CASE_OFFICER, EDITOR
from portal.workflow import Refused
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.factories import policies as cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PARTS = "## Fees\n\nTen patacas.\n\n## Hours\n\nNine to five."


@pytest.fixture
def department():
    return organisation.department("OWN")


@pytest.fixture
def officer(department):
    return organisation.member(CASE_OFFICER, department)


@pytest.fixture
def document(department):
    return make.published_document(
        department=department, translations=[make.texts("en", title="Fees", body=PARTS)]
    )


def report(document, officer, credit="", **values) -> Case:
    """A report of an error in the document that an officer works on."""
    return cases.case_at_work(
        officer,
        document.department,
        kind="correction",
        about_kind="document",
        about_id=document.pk,
        language="en",
        person=Person(credit=credit),
        **values,
    )


def asked(client, **query):
    return client.get(reverse("policies:case-new"), {"kind": "correction", **query})


def test_the_form_offers_the_places_of_the_page_it_was_opened_from(client, document):
    page = asked(client, about=f"document:{document.pk}", place="#hours", passage="Nine to  five")
    form = page.context["form"]
    assert [words for _place, words in form["place"].field.widget.choices] == [
        "The whole page",
        "Fees",
        "Hours",
    ]
    text = page.content.decode()
    assert '<option value="#hours" selected>Hours</option>' in text
    assert "“Nine to five”" in form["text"].value()
    elsewhere = asked(client, page="/en/progress/programmes/3/").context["form"]["text"].value()
    assert elsewhere.startswith("http://testserver/en/progress/programmes/3/")
    assert asked(client, page="//evil.example/").context["form"]["text"].value() == ""
    assert "place" not in asked(client).context["form"].fields


@pytest.mark.parametrize("place", ["#gone", "files/1/text/", "x\x00", "a" * 300])
def test_a_place_that_is_not_there_stops_nobody(client, document, place):
    page = asked(client, about=f"document:{document.pk}", place=place)
    assert page.status_code == 200
    assert "selected>" not in page.content.decode().partition('name="place"')[2][:200]


def test_an_officer_opens_the_document_and_the_edition_credits_and_is_known_to_the_case(
    client, document, officer, department
):
    case = report(document, officer, "Ana", about_place="#fees")
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    address = reverse("admin:policies_case_change", args=[case.pk])
    page = client.get(address).content.decode()
    assert f'href="/en/documents/{document.pk}/#fees"' in page
    client.post(address, {"step": "correct", "version": case.version})
    document.refresh_from_db()
    assert (document.status, document.change_kind) == (Status.DRAFT, EditionKind.CORRECTION)
    assert document.translations.get().change_credit == "Ana"
    assert Correction.objects.get().edition is None
    assert "not published yet" in client.get(address).content.decode()

    client.force_login(organisation.member(EDITOR, department))
    work = reverse("admin:infocenter_document_change", args=[document.pk])
    assert f"{case.number} · Fees" in client.get(work).content.decode()
    listed = client.get(reverse("admin:infocenter_document_changelist"), {"waiting": "corrections"})
    assert list(listed.context["cl"].result_list) == [document]

    note = "The fee is twelve patacas, not ten."
    documents.save_translation(
        document, "en", by=None, change_note=note, body=PARTS.replace("Ten", "Twelve")
    )
    edition = documents.publish_document(document, by=None)
    assert (edition.kind, Correction.objects.get().edition) == (EditionKind.CORRECTION, edition)

    client.force_login(officer)
    offered = client.get(address).context["answer"]
    assert offered.endswith(f"/en/documents/{document.pk}/editions/2/")
    client.logout()
    log = client.get("/en/corrections/").content.decode()
    for words in (note, "Thanks to:", "Ana", "Twelve", "compare/?from=1&amp;to=2"):
        assert words in log


def test_nobody_is_thanked_who_did_not_ask_for_it_or_wants_to_be_forgotten(document, officer):
    services.correct_document(report(document, officer), by=officer)
    assert document.translations.get().change_credit == ""
    case = report(document, officer, "Ana")
    services.correct_document(case, by=officer)
    assert document.translations.get().change_credit == "Ana"
    services.erase_case(Case.objects.get(pk=case.pk))
    assert document.translations.get().change_credit == ""


def test_who_may_not_open_a_document_opens_none(document, officer):
    other = make.published_document()
    foreign = report(document, officer)
    Case.objects.filter(pk=foreign.pk).update(about_id=other.pk)
    foreign.refresh_from_db()
    with pytest.raises(Refused):
        services.correct_document(foreign, by=officer)
    other.refresh_from_db()
    assert other.status == Status.PUBLISHED
    enquiry = cases.case_at_work(officer, document.department)
    assert not services.may_be_corrected(enquiry)


def test_what_waits_for_review_is_not_opened_under_the_publishers_hands(document, officer):
    make.next_draft(document, body="New.", change_note="New.")
    documents.submit_document(document, by=None)
    with pytest.raises(Refused, match="in review"):
        services.correct_document(report(document, officer), by=officer)


def test_the_log_tells_of_articles_too_and_goes_on_page_by_page(client, department, monkeypatch):
    monkeypatch.setattr(corrections, "PAGE", 4)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(6):
        document = make.published_document(at=at, languages=("en",))
        document.change_kind = "correction"
        documents.save_document(
            document, by=None, changed=["change_kind"],
            translations={"en": {"change_note": f"Note {number}."}},
        )  # fmt: skip
        documents.publish_document(document, by=None, at=at + timedelta(minutes=number // 2))
    policy = cases.public_policy(department=department, articles=["1"], languages=("en",))
    article = policy.articles.get()
    correction = ArticleCorrection(note_en="It said three, and is four.", credit="Rui")
    words = {"en": {"heading": "", "body": "Four."}}
    services.save_article(article, by=None, translations=words, correction=correction)
    first = client.get("/en/corrections/")
    assert "It said three" in first.content.decode()
    entries = [each for each, _department in first.context["entries"]]
    rest = client.get(first.context["next"])
    entries += [each for each, _department in rest.context["entries"]]
    assert rest.context["next"] == ""
    assert len({(each.address, each.note) for each in entries}) == len(entries) == 7
    assert [each.at for each in entries] == sorted((each.at for each in entries), reverse=True)
    own = client.get("/en/corrections/?department=OWN").context["entries"]
    assert [each.credit for each, _department in own] == ["Rui"]
    services.hide_policy(policy, by=None, reason="x")
    assert "It said three" not in client.get("/en/corrections/").content.decode()


@pytest.mark.parametrize("after", ["x", "1.2.3", "99999999999999999999.document.1", "1.document.x"])
def test_a_place_of_the_log_that_makes_no_sense_is_its_beginning(client, document, after):
    make.next_edition(document, kind="correction", note="Right now.")
    page = client.get("/en/corrections/", {"after": after, "department": "nonsense\x00"})
    assert "Right now." in page.content.decode()
    assert corrections.written(corrections.Key(datetime(2026, 1, 1, tzinfo=UTC), 0, 5)).endswith(
        f".{SOURCE.name}.5"
    )


def test_a_correction_that_was_withdrawn_is_not_told(client, document):
    make.next_edition(document, kind="correction", note="Right now.")
    documents.withdraw_document(document, by=None, reason={"en": "Gone."})
    assert "Right now." not in client.get("/en/corrections/").content.decode()
