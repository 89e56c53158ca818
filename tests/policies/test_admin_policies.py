"""Policies in admin: what editors write, what publishers show and move on, what is refused."""

import pytest

from policies import services
from policies.models import Policy
from policies.states.policies import PolicyStatus
from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER
from tests.factories import infocenter, organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db

LIST = "/admin/policies/policy/"


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def department():
    return organisation.department("PW")


@pytest.fixture
def editor(client, department):
    person = organisation.member(EDITOR, department)
    client.force_login(person)
    return person


@pytest.fixture
def publisher(client, department):
    person = organisation.member(PUBLISHER, department)
    client.force_login(person)
    return person


def at(policy, page="change/") -> str:
    return f"{LIST}{policy.pk}/{page}"


def filled(client, address) -> dict:
    """What a browser would send if the person changed nothing."""
    context = client.get(address).context
    data = {}
    if address.endswith("change/"):
        data["version"] = context["policy"].version
    for form in context["editing"].forms:
        for field in form:
            value = field.value()
            if value not in (None, False):
                value = [getattr(e, "pk", e) for e in value] if isinstance(value, list) else value
                data[field.html_name] = value
    return data


def send(client, address, step="save", **typed):
    typed = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address, {**filled(client, address), "step": step, **typed}, follow=True)


def said(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def test_an_editor_writes_a_policy_in_some_languages(client, editor, department):
    document = infocenter.published_document(number="7/2026")
    send(
        client,
        f"{LIST}add/",
        number="1/2026",
        documents=f"7/2026\nhttps://farol.example/pt/documents/{document.pk}/",
        **{
            "text-pt-title": "Passeios",
            "text-pt-body": "Porque sim.",
            "text-en-title": "Pavements",
        },
    )
    policy = Policy.objects.get()
    assert policy.department == department
    assert policy.created_by == editor
    assert {each.language: each.title for each in policy.translations.all()} == {
        "pt": "Passeios",
        "en": "Pavements",
    }
    assert list(policy.documents.all()) == [document]
    assert not policy.is_public


def test_a_document_that_is_not_there_or_not_theirs_is_refused(client, editor):
    draft = infocenter.draft_document(number="8/2026")
    for line in ("no/such", "8/2026", f"/documents/{draft.pk}/", "/documents/99999/"):
        answer = send(client, f"{LIST}add/", documents=line, **{"text-pt-title": "Passeios"})
        assert "There is no document" in answer.content.decode(), line
    assert not Policy.objects.exists()


def test_saving_without_a_change_changes_no_word(client, editor, department):
    document = infocenter.published_document()
    policy = make.policy(
        department, languages=("zh-hant", "pt"), documents=[document], number="2/2026"
    )
    before = list(policy.translations.values())
    send(client, at(policy))
    assert list(policy.translations.values()) == before
    assert list(policy.documents.all()) == [document]


def test_nothing_is_saved_without_a_title(client, editor):
    answer = send(client, f"{LIST}add/", number="1/2026")
    assert "one language at least" in answer.content.decode()
    answer = send(client, f"{LIST}add/", **{"text-pt-body": "Texto."})
    assert "needed in each language" in answer.content.decode()
    assert not Policy.objects.exists()


def test_a_number_of_the_department_is_not_given_twice(client, editor, department):
    make.policy(department, number="1/2026")
    answer = send(client, f"{LIST}add/", number="1/2026", **{"text-pt-title": "Passeios"})
    assert "already has a policy of this number" in answer.content.decode()


def test_who_saves_later_is_told_and_loses_no_word(client, editor, department):
    policy = make.policy(department, languages=("pt",))
    typed = {**filled(client, at(policy)), "step": "save", "text-pt-title": "Os meus"}
    services.save_policy(Policy.objects.get(), by=None)
    answer = client.post(at(policy), typed)
    assert "Somebody else has changed" in said(answer)
    assert "Os meus" in answer.content.decode()
    assert Policy.objects.get().title("pt") != "Os meus"


def test_an_editor_changes_a_public_policy_no_more(client, editor, department):
    policy = make.public_policy(department=department, articles=["1"])
    answer = client.get(at(policy))
    assert "You may read this policy" in answer.content.decode()
    typed = {"version": policy.version, "text-zh-hant-title": "改", "step": "save"}
    assert client.post(at(policy), typed).status_code == 403
    for page in ("articles/add/", f"articles/{policy.articles.get().pk}/"):
        assert client.get(at(policy, page)).status_code == 403
    for step in ("publish", "hide", "adopt"):
        assert client.post(at(policy), {"step": step}).status_code == 403


def test_a_publisher_shows_it_moves_it_on_and_hides_it(client, publisher, department):
    policy = make.policy(department, languages=("en",))
    answer = send(client, at(policy), "publish")
    assert "Done: Show to residents" in said(answer)
    assert client.get(f"/en/policies/{policy.pk}/").status_code == 200
    send(client, at(policy), "adopt", adopt__on="2026-01-05", **{"adopt-note_en": "By decision 5."})
    policy.refresh_from_db()
    assert (policy.status, str(policy.adopted_date)) == (PolicyStatus.ADOPTED, "2026-01-05")
    assert "By decision 5." in client.get(f"/en/policies/{policy.pk}/").content.decode()
    assert "This field is required" in send(client, at(policy), "hide").content.decode()
    send(client, at(policy), "hide", hide__reason="Too early.")
    assert client.get(f"/en/policies/{policy.pk}/").status_code == 410


def test_a_repeal_without_a_word_to_residents_is_refused_and_keeps_what_was_typed(
    client, publisher, department
):
    policy = make.public_policy(PolicyStatus.IN_FORCE, department=department)
    answer = send(client, at(policy), "repeal", repeal__on="2026-02-03")
    assert "Please give a reason" in said(answer)
    assert 'value="2026-02-03"' in answer.content.decode()
    assert Policy.objects.get().status == PolicyStatus.IN_FORCE


def test_a_step_that_is_not_open_is_refused(client, publisher, department):
    policy = make.policy(department)
    assert "has moved on" in said(send(client, at(policy), "expire", expire__on="2026-01-01"))


def test_articles_are_added_changed_and_repealed(client, publisher, department):
    policy = make.public_policy(department=department, languages=("en",))
    send(
        client,
        at(policy, "articles/add/"),
        number="1",
        **{"text-en-heading": "Aim", "text-en-body": "Ramps."},
    )
    article = policy.articles.get()
    address = at(policy, f"articles/{article.pk}/")
    send(client, address, number="2", **{"text-en-body": "Lifts."})
    article.refresh_from_db()
    assert (article.number, article.anchor, article.position) == ("2", "article-1", 1)
    assert article.translations.get().body == "Lifts."
    assert "has been public" in said(send(client, address, "delete"))
    send(client, address, "repeal")
    article.refresh_from_db()
    assert article.repealed
    assert client.get(at(policy, "articles/99999/")).status_code == 404


def test_an_article_needs_words_and_ends_after_it_begins(client, publisher, department):
    policy = make.policy(department)
    answer = send(client, at(policy, "articles/add/"), number="1")
    assert "one language at least" in answer.content.decode()
    answer = send(
        client,
        at(policy, "articles/add/"),
        number="1",
        since="2026-02-01",
        repealed="2026-01-01",
        **{"text-en-body": "Words."},
    )
    assert "before it is in force" in answer.content.decode()
    assert not policy.articles.exists()


def test_the_preview_shows_what_residents_do_not_see_and_nobody_keeps_it(
    client, editor, department
):
    policy = make.policy(department, languages=("zh-hant", "pt"))
    answer = client.get(at(policy, "preview/?language=pt"))
    assert policy.title("pt") in answer.content.decode()
    assert 'lang="pt"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_only_a_policy_that_was_never_public_is_thrown_away(client, department):
    client.force_login(organisation.member(ADMINISTRATOR, department))
    draft, shown = make.policy(department), make.public_policy(department=department)
    assert client.post(at(draft, "delete/"), {"post": "yes"}).status_code == 302
    assert client.post(at(shown, "delete/"), {"post": "yes"}).status_code == 403
    assert list(Policy.objects.all()) == [shown]


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_however_long(
    client, publisher, department, number, django_assert_max_num_queries
):
    for _each in range(number):
        make.policy(department, languages=("zh-hant", "pt"))
    client.get(LIST)
    with django_assert_max_num_queries(14):
        assert client.get(LIST).status_code == 200


def test_the_history_names_what_was_done(client, publisher, department):
    policy = make.public_policy(PolicyStatus.IN_FORCE, department=department)
    shown = client.get(at(policy, "history/")).content.decode()
    for words in ("Policy written", "Shown to residents", "Brought into force"):
        assert words in shown
