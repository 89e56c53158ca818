"""Answered questions, as everybody reads them."""

import pytest

from policies import services
from policies.models import PublishedAnswer
from portal import languages
from tests.barriers import barriers, looked_at
from tests.factories import infocenter as make_documents
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db

LIST = "/en/answers/"


def test_the_list_shows_what_is_public_and_nothing_else(client):
    public = make.published_answer(en=("When are lamps mended?", "In 3 days."))
    draft = services.prepare_answer(make.answered_case(may_publish=True, subject="秘密"), by=None)
    shown = client.get(LIST).content.decode()
    assert f"/en/answers/{public.pk}/" in shown
    assert "秘密" not in shown
    assert client.get(f"{LIST}{draft.pk}/").status_code == 404


def test_it_is_narrowed_by_department_and_topic(client):
    topic = make_documents.topic()
    lamps = make.published_answer(en=("Lamps?", "Yes."), topic=topic)
    other = make.published_answer(en=("Trees?", "No."), department=organisation.department("OTHER"))

    def found(**asked):
        return [each["id"] for each in client.get(LIST, asked).context["answers"]]

    assert found() == [other.pk, lamps.pk]
    assert found(department="OTHER") == [other.pk]
    assert found(topic=topic.slug) == [lamps.pk]
    assert found(department="nothing") == []
    assert found(before="x" * 30, topic="\x00") == []


def test_pages_follow_each_other_without_gaps(client, monkeypatch):
    monkeypatch.setattr("policies.views.answers.PAGE", 2)
    made = [make.published_answer(en=(f"Question {n}?", "Yes.")).pk for n in range(5)]
    seen, address = [], LIST
    while address:
        context = client.get(address).context
        seen += [each["id"] for each in context["answers"]]
        address = context["next"]
    assert seen == made[::-1]


@pytest.mark.parametrize(
    ("language", "lang", "words"),
    [
        ("zh-hant", "zh-Hant", "路燈幾時修復？"),
        ("zh-hans", "zh-Hans", "路灯几时修复？"),
        ("en", "en", "When are lamps mended?"),
        ("pt", "en", "When are lamps mended?"),
    ],
)
def test_a_reader_gets_the_best_language_and_is_told(client, language, lang, words):
    texts = {"zh_hant": ("路燈幾時修復？", "三日內。"), "en": ("When are lamps mended?", "3 days.")}
    answer = make.published_answer(**texts)
    shown = client.get(f"/{language}/answers/{answer.pk}/").content.decode()
    assert f'<h1 lang="{lang}">{words}</h1>' in shown
    assert ('data-kind="info"' in shown) == (language in ("zh-hans", "pt"))


def test_it_leads_to_its_public_documents_only(client):
    public, draft = make_documents.published_document(), make_documents.draft_document()
    answer = make.published_answer(en=("Lamps?", "Yes."))
    answer.documents.set([public, draft])
    shown = client.get(f"{LIST}{answer.pk}/").content.decode()
    assert f"/en/documents/{public.pk}/" in shown
    assert f"/en/documents/{draft.pk}/" not in shown


def test_whether_it_helped_is_counted_and_not_without_end(client):
    answer = make.published_answer(en=("Lamps?", "Yes."))
    for said in ("yes", "no", "perhaps", "yes", "yes", "yes"):
        response = client.post(f"{LIST}{answer.pk}/helpful/", {"helpful": said})
        assert response.status_code == 200
        assert not response.cookies
    counted = PublishedAnswer.objects.get()
    assert (counted.helpful, counted.unhelpful) == (2, 1)
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert client.post(f"{LIST}{answer.pk}/helpful/", headers=elsewhere).status_code == 403


def test_pages_are_kept_by_caches_and_withdrawn_ones_are_gone(client):
    answer = make.published_answer(en=("Lamps?", "Yes."))
    for address in (LIST, f"{LIST}{answer.pk}/"):
        response = client.get(address)
        assert "public" in response["Cache-Control"]
        assert not response.cookies
    services.withdraw_answer(answer, by=None)
    assert client.get(f"{LIST}{answer.pk}/").status_code == 404
    assert "Lamps" not in client.get(LIST).content.decode()


def test_the_form_for_a_matter_offers_it(client):
    answer = make.published_answer(en=("When are lamps mended?", "In 3 days."))
    found = client.post("/en/cases/related/", {"subject": "lamps"}).json()["related"]
    assert [each["address"] for each in found] == [f"/en/answers/{answer.pk}/"]


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", languages.CODES)
def test_the_pages_have_no_barriers(portal_server, new_page, language):
    topic = make_documents.topic()
    answer = make.published_answer(en=("Lamps?", "Yes.\n\nNo."), topic=topic)
    make.published_answer(zh_hant=("樹？", "是。"), department=organisation.department("OTHER"))
    page = new_page()
    addresses = (f"/{language}/answers/", f"/{language}/answers/{answer.pk}/")
    assert not looked_at(page, addresses, language)
    page.locator("button[value=yes]").click()
    assert not barriers(page)
    assert PublishedAnswer.objects.get(pk=answer.pk).helpful == 1


def test_a_policy_shows_the_public_answers_about_it(client):
    policy = make.public_policy()
    case = make.answered_case(may_publish=True, about_kind="policy", about_id=policy.pk)
    answer = services.prepare_answer(case, by=None)
    address = f"/en/policies/{policy.pk}/"
    assert f"/en/answers/{answer.pk}/" not in client.get(address).content.decode()
    services.save_answer(answer, by=None, texts={"en": ("Why?", "So.")}, policies=[policy])
    services.publish_answer(answer, by=None)
    assert f"/en/answers/{answer.pk}/" in client.get(address).content.decode()
    assert address in client.get(f"/en/answers/{answer.pk}/").content.decode()
