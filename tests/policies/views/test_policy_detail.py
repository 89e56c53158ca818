"""One policy whole: what, why, who, since when, articles, documents, history; and its end."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import format_html

from policies import places, services
from policies.states.policies import PolicyStatus
from tests.factories import infocenter, organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db


def get(client, policy, language="en"):
    return client.get(f"/{language}/policies/{policy.pk}/")


def page(client, policy, language="en") -> str:
    response = get(client, policy, language)
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_names_the_public_policies_that_it_belongs_to(client):
    document = infocenter.published_document()
    policy = make.public_policy(documents=[document], languages=("en",))
    hidden = make.policy(documents=[document], languages=("en",))
    address = f"/en/documents/{document.pk}/"
    page = client.get(address).content.decode()
    assert policy.title("en") in page
    assert hidden.title("en") not in page
    services.hide_policy(policy, by=None, reason="Not yet.")
    assert policy.title("en") not in client.get(address).content.decode()


def test_it_says_what_why_who_and_since_when(client):
    lead = organisation.department("PW", name_en="Public Works")
    helper = organisation.department("SW", name_en="Social Welfare")
    policy = make.public_policy(
        PolicyStatus.IN_FORCE,
        languages=("en",),
        department=lead,
        supporting=[helper],
        number="3/2026",
    )
    shown = page(client, policy)
    for words in (
        policy.title("en"),
        "Taxis for all.",
        "Everybody should get about.",
        "Public Works",
        "Social Welfare",
        "3/2026",
        "In force",
        "For the test: enforce.",
    ):
        assert words in shown, words
    assert f"about=policy:{policy.pk}" in shown


def test_articles_stand_in_order_under_their_anchors(client):
    policy = make.public_policy(languages=("en",))
    make.article(policy, "2", languages=("en",), position=2)
    make.article(policy, "1", languages=("en",), position=1)
    found = re.findall(r'<article class="policy-article" id="([^"]+)"', page(client, policy))
    assert found == ["article-1", "article-2"]


def test_headings_within_articles_have_anchors_of_their_own(client):
    text = {"en": {"heading": "One", "body": "# Scope\n\nWords."}}
    policy = make.public_policy(translations={"en": {"title": "T", "body": "# Scope\n\nWhy."}})
    make.article(policy, "1", texts=text)
    make.article(policy, "2", texts=text)
    shown = page(client, policy)
    assert re.findall(r'<h(\d) id="([^"]*scope)"', shown) == [
        ("3", "objectives-scope"),
        ("4", "article-1-scope"),
        ("4", "article-2-scope"),
    ]


def test_no_two_tables_of_the_page_have_the_same_name(client):
    table = "| A | B |\n| --- | --- |\n| 1 | 2 |"
    policy = make.public_policy(translations={"en": {"title": "T", "body": table}})
    make.article(policy, "1", texts={"en": {"heading": "One", "body": table}})
    assert re.findall(r'aria-label="(A, B[^"]*)"', page(client, policy)) == ["A, B", "A, B (2)"]


def test_an_article_says_when_it_was_repealed_and_when_it_begins(client):
    today = timezone.localdate()
    policy = make.public_policy(languages=("en",))
    over = make.article(policy, "1", languages=("en",))
    services.repeal_article(over, by=None)
    make.article(policy, "2", languages=("en",), since=today + timedelta(days=9))
    make.article(policy, "3", languages=("en",), repealed=today + timedelta(days=9))
    shown = page(client, policy)
    assert "Repealed on" in shown
    assert "It comes into force on" in shown
    assert "It will be repealed on" in shown
    assert shown.count("data-over") == 1


def test_each_text_is_in_the_best_language_and_says_which(client):
    policy = make.public_policy(languages=("zh-hant", "pt"))
    make.article(policy, "1", languages=("zh-hant",))
    shown = page(client, policy, "pt")
    assert f'<h1 lang="pt">{policy.title("pt")}</h1>' in shown
    assert '<div class="prose" lang="zh-Hant"><p>本政策規定' in shown
    converted = page(client, policy, "zh-hans")
    assert "本政策规定" in converted
    assert "does not exist in your language" in page(
        client, make.public_policy(languages=("pt",)), "en"
    )


def test_it_lists_the_documents_that_are_public(client):
    shown_one = infocenter.published_document(languages=("en",))
    draft = infocenter.draft_document(languages=("en",))
    policy = make.public_policy(languages=("en",), documents=[shown_one, draft])
    shown = page(client, policy)
    assert str(shown_one) in shown
    assert str(draft) not in shown


def test_an_ended_policy_says_so_and_what_took_its_place(client):
    new = make.public_policy(languages=("en",))
    hidden = make.policy(languages=("en",))
    old = make.public_policy(PolicyStatus.REPEALED, languages=("en",), replaced_by=new)
    shown = page(client, old)
    assert "This policy has been repealed." in shown
    assert f'href="/en/policies/{new.pk}/"' in shown
    assert f'href="/en/policies/{old.pk}/"' in page(client, new)
    odd = make.public_policy(PolicyStatus.EXPIRED, languages=("en",), replaced_by=hidden)
    assert "come to its end" in page(client, odd)
    assert hidden.title("en") not in page(client, odd)


def test_the_state_follows_the_dates_even_if_the_clock_is_late(client):
    policy = make.public_policy(PolicyStatus.ADOPTED, languages=("en",))
    policy.effective_date, policy.expiry_date = date(2026, 1, 1), date(2026, 2, 1)
    services.save_policy(policy, by=None)
    assert "come to its end" in page(client, policy)


def test_what_was_never_public_is_as_if_there_were_none(client):
    assert get(client, make.policy()).status_code == 404
    assert client.get("/en/policies/999999/").status_code == 404


def test_what_was_taken_away_says_so_and_nothing_else(client):
    policy = make.public_policy(languages=("en",))
    services.hide_policy(policy, by=None, reason="Secret reason.")
    response = get(client, policy)
    assert response.status_code == 410
    assert policy.title("en") not in response.content.decode()
    assert "Secret reason" not in response.content.decode()


def test_everybody_gets_the_same_page_and_may_keep_it(client):
    response = get(client, make.public_policy(languages=("en",)))
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_other_parts_fill_their_places(client, monkeypatch):
    def section(policy_id, language):
        return format_html("<section><h2>Progress of {} in {}</h2></section>", policy_id, language)

    monkeypatch.setitem(places._shows, "progress", [section])
    policy = make.public_policy(languages=("en",))
    assert f"Progress of {policy.pk} in en" in page(client, policy)


def test_the_search_page_leads_to_the_article(client):
    policy = make.public_policy(languages=("en",), articles=["1"])
    shown = client.get("/en/search/?q=governs+ramps").content.decode()
    assert f'href="/en/policies/{policy.pk}/#article-1"' in shown
    assert "Policy" in shown


def test_the_map_of_the_site_has_policies_in_the_languages_that_they_have(client):
    policy = make.public_policy(languages=("zh-hant",))
    make.policy()
    found = client.get("/sitemap-pages.xml").content.decode()
    assert "/pt/policies/</loc>" in found
    assert f"/zh-hant/policies/{policy.pk}/</loc>" in found
    assert f"/zh-hans/policies/{policy.pk}/</loc>" in found
    assert f"/pt/policies/{policy.pk}/" not in found


def test_words_that_residents_have_read_can_be_read_again(client):
    policy = make.policy(languages=("en",))
    article = make.article(policy, texts={"en": {"heading": "", "body": "Draft words."}})
    said = [
        {"en": {"heading": "Fares", "body": f"A ride costs {each} patacas."}} for each in (5, 6)
    ]
    services.save_article(article, by=None, translations=said[0])
    services.publish_policy(policy, by=None)
    address = f"/en/policies/{policy.pk}/articles/{article.anchor}/"
    assert address not in page(client, policy)
    services.save_article(article, by=None, translations=said[1])
    assert address in page(client, policy)
    told = client.get(address).content.decode()
    assert "A ride costs 5 patacas." in told
    assert "A ride costs 6 patacas." in told
    assert "<del>" in told
    assert "Draft words." not in told
    services.save_article(article, by=None, translations=said[1])
    assert article.wordings.count() == 1
    services.hide_policy(policy, by=None, reason="Not yet.")
    assert client.get(address).status_code == 404
