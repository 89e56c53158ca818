"""Writing a matter down, with scripts and without."""

import pytest

from policies.states.cases import CaseKind
from policies.views import cases
from portal import languages
from portal.throttling import allow
from tests.barriers import barriers, looked_at, too_wide
from tests.factories import infocenter as make

NEW = "/en/cases/new/"
WRITTEN = {
    "kind": "enquiry",
    "submission": "0b7e8c5e-8f0e-4a30-9a2b-3d1f6f6d7a10",
    "subject": "flood gates",
    "text": "When do they close?\nAnd who decides <b>that</b>?",
    "email": "ana@example.org",
}


def flood_gates():
    return make.published_document(translations=[make.texts("en", title="Flood gates")])


@pytest.mark.django_db
@pytest.mark.parametrize("language", languages.CODES)
def test_what_can_be_done_says_by_when_it_is_answered(client, language):
    shown = client.get(f"/{language}/cases/").content.decode()
    for kind in CaseKind.values:
        assert f"/{language}/cases/new/?kind={kind}" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("enquiry", {"subject", "text", "email", "topic", "may_publish"}),
        ("suggestion", {"subject", "text", "email", "topic", "may_publish"}),
        ("correction", {"subject", "text", "credit", "email", "topic", "may_publish"}),
        ("complaint", {"subject", "text", "email", "topic", "may_publish", "name", "phone"}),
        ("application", {"subject", "text", "email", "topic", "may_publish", "name", "phone"}),
    ],
)
def test_the_form_asks_by_the_kind_of_matter(client, kind, fields):
    form = client.get(NEW, {"kind": kind}).context["form"]
    assert {field.name for field in form.visible_fields()} == fields
    needed = {field.name for field in form.visible_fields() if field.field.required}
    assert needed == {"subject", "text"} | ({"name"} if kind == "application" else set())


@pytest.mark.django_db
def test_nobody_keeps_it_and_it_sets_no_cookie(client):
    for response in (client.get(NEW, {"kind": "enquiry"}), client.post(NEW, WRITTEN)):
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies


@pytest.mark.django_db
def test_each_form_has_a_number_of_its_own_and_keeps_it(client):
    first, second = (client.get(NEW, {"kind": "enquiry"}).context["form"] for _each in range(2))
    assert first["submission"].value() != second["submission"].value()
    assert WRITTEN["submission"] in client.post(NEW, WRITTEN).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"text": ""},
        {"email": "ana@"},
        {"subject": "x" * 151},
        {"subject": "a\x00b"},
        {"kind": "complaint", "phone": "call me"},
        {"kind": "application", "name": ""},
    ],
)
def test_after_an_error_everything_stays_filled_in(client, wrong):
    typed = {**WRITTEN, **wrong, "step": "review"}
    form = client.post(NEW, typed).context["form"]
    assert form.errors
    for name in form.fields:
        assert form[name].value() == typed.get(name, form[name].value())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["", "x", "enquiry\x00"])
def test_without_a_kind_one_is_chosen_first(client, kind):
    for response in (client.get(NEW, {"kind": kind}), client.post(NEW, {"kind": kind})):
        assert response["Location"] == "/en/cases/"


@pytest.mark.django_db
def test_another_site_cannot_send_it(client):
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert client.post(NEW, WRITTEN, headers=elsewhere).status_code == 403
    assert client.post("/en/cases/related/", headers=elsewhere).status_code == 403


@pytest.mark.django_db
def test_it_can_be_about_something_public_and_about_nothing_else(client):
    public = make.published_document(languages=("en",))
    draft = make.draft_document()
    shown = client.get(NEW, {"kind": "enquiry", "about": f"document:{public.pk}"})
    assert shown.context["about"].object_id == public.pk
    for hidden in (f"document:{draft.pk}", "document:9" * 30, "user:1", "x", ":", "document:²"):
        assert client.get(NEW, {"kind": "enquiry", "about": hidden}).context["about"] is None


@pytest.mark.django_db
def test_the_review_shows_what_was_written_and_what_may_answer_it(client):
    document = flood_gates()
    draft = make.draft_document(translations=[make.texts("en", title="Flood gates, not yet")])
    response = client.post(NEW, WRITTEN)
    shown = response.content.decode()
    assert "And who decides &lt;b&gt;that&lt;/b&gt;?" in shown
    assert [each["address"] for each in response.context["related"]] == [
        f"/en/documents/{document.pk}/"
    ]
    assert str(draft) not in shown


@pytest.mark.django_db
def test_many_questions_of_one_network_get_no_more_suggestions(client, monkeypatch):
    monkeypatch.setattr(cases, "LOOKS_AN_HOUR", 1)
    flood_gates()
    ask = {"subject": "flood gates"}
    first, second = (client.post("/en/cases/related/", ask).json() for _each in range(2))
    assert first["related"]
    assert second["related"] == []
    assert not allow("related", "127.0.0.1", 1, 3600)


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_resident_writes_looks_again_and_changes(portal_server, new_page, scripts, width):
    flood_gates()
    page = new_page(java_script_enabled=scripts, viewport={"width": width, "height": 800})
    page.goto("/en/cases/")
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("In a few words").fill("flood gates")
    if scripts:
        page.locator("[data-related-list] a").wait_for()
    page.get_by_label("Your question").fill("When?")
    page.get_by_role("button", name="Continue").click()
    assert page.locator(".related a").inner_text() == "Flood gates"
    if scripts:
        assert not barriers(page)
        assert not too_wide(page)
    page.get_by_role("button", name="Change something").click()
    assert page.get_by_label("In a few words").input_value() == "flood gates"
    assert page.get_by_label("Your question").input_value() == "When?"
    assert not page.context.cookies()


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", languages.CODES)
def test_the_pages_have_no_barriers(portal_server, new_page, language):
    def send_nothing(page):
        page.locator("form[data-draft] .button").click()
        page.locator(".error-summary").wait_for()

    page = new_page()
    assert not looked_at(page, [f"/{language}/cases/"], language)
    form = f"/{language}/cases/new/?kind=application"
    assert not looked_at(page, [form], language, then=send_nothing)


@pytest.mark.browser
@pytest.mark.slow
def test_a_draft_outlives_an_accident_and_a_lost_connection(portal_server, new_page):
    page = new_page()
    page.goto("/en/cases/new/?kind=enquiry")
    page.get_by_label("In a few words").fill("gates")
    page.get_by_label("Your question").fill("When do they close?")
    number = page.locator("[name=submission]").input_value()
    page.goto("/en/")
    page.goto("/en/cases/new/?kind=enquiry")
    assert page.get_by_label("Your question").input_value() == "When do they close?"
    assert page.locator("[name=submission]").input_value() == number
    page.context.set_offline(True)
    page.get_by_role("button", name="Continue").click()
    assert "no connection" in page.locator("[data-status]").inner_text()
    page.context.set_offline(False)
    page.get_by_role("heading", name="Look at it once more").wait_for()
