"""The list of policies: what is public, newest first, narrowed down by state and department."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from policies import services
from policies.states.policies import PolicyStatus
from tests.factories import infocenter, organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db


def page(client, query="", language="en"):
    response = client.get(f"/{language}/policies/{query}")
    assert response.status_code == 200
    return response


def titles(response):
    return [each.title for each in response.context["rows"]]


def test_without_a_policy_the_page_says_so(client):
    assert "Nothing has been published yet" in page(client).content.decode()


def test_it_shows_what_is_public_newest_first(client):
    make.policy(languages=("en",))
    old = make.public_policy(languages=("en",), effective_date=date(2024, 1, 1))
    new = make.public_policy(languages=("en",), effective_date=date(2026, 1, 1))
    assert titles(page(client)) == [new.title("en"), old.title("en")]


def test_each_is_shown_in_the_best_language_for_the_reader(client):
    policy = make.public_policy(languages=("zh-hant", "pt"))
    assert titles(page(client, language="pt")) == [policy.title("pt")]
    shown = page(client, language="zh-hans")
    assert titles(shown) == [policy.title("zh-hant").replace("無障礙計程車", "无障碍计程车")]
    assert 'lang="zh-Hans"' in shown.content.decode()


def test_it_is_narrowed_down_by_state_and_department(client):
    pw, ed = organisation.department("PW"), organisation.department("ED")
    holds = make.public_policy(PolicyStatus.IN_FORCE, department=pw, languages=("en",))
    planned = make.public_policy(department=pw, languages=("en",))
    other = make.public_policy(PolicyStatus.IN_FORCE, department=ed, languages=("en",))
    assert set(titles(page(client, "?state=in_force"))) == {holds.title("en"), other.title("en")}
    assert set(titles(page(client, "?department=PW"))) == {holds.title("en"), planned.title("en")}
    both = page(client, "?state=in_force&department=PW")
    assert titles(both) == [holds.title("en")]
    counts = {
        option.value: option.count
        for _n, _t, options in both.context["facets"]
        for option in options
    }
    assert counts == {"in_force": 1, "proposed": 1, "PW": 1, "ED": 1}
    assert 'content="noindex, follow"' in both.content.decode()


def test_states_follow_the_day_even_if_the_clock_is_late(client):
    today = timezone.localdate()
    policy = make.public_policy(PolicyStatus.ADOPTED, languages=("en",))
    policy.effective_date = today - timedelta(days=1)
    services.save_policy(policy, by=None)
    assert titles(page(client, "?state=in_force")) == [policy.title("en")]
    assert titles(page(client, "?state=adopted")) == []


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?department=%00%E2%80%AE", "?after=2026-99-99.1", "?before=x"]
)
def test_what_is_not_understood_is_left_out(client, query):
    policy = make.public_policy(languages=("en",))
    assert titles(page(client, query)) == [policy.title("en")]


def test_pages_follow_each_other_by_keys(client):
    days = [date(2026, 1, 1 + number // 3) for number in range(45)]  # three on each day
    made = [make.public_policy(languages=("en",), effective_date=day) for day in days]
    expected = [each.title("en") for each in reversed(made)]
    seen, query, addresses = [], "", []
    while True:
        response = page(client, query)
        seen += titles(response)
        addresses.append(response.context["next"])
        if not response.context["next"]:
            break
        query = "?" + response.context["next"].partition("?")[2]
    assert seen == expected
    assert len(addresses) == 3
    back = page(client, "?" + response.context["previous"].partition("?")[2])
    assert titles(back) == expected[20:40]


def test_a_topic_narrows_the_list_down_and_counts_each_policy_once(client):
    water, roads = infocenter.topic("water", name_en="Water"), infocenter.topic("roads")
    wet = make.public_policy(topics=[water, roads], languages=("en",))
    dry = make.public_policy(languages=("en",))
    page = client.get("/en/policies/?topic=water&topic=roads").content.decode()
    assert wet.title("en") in page
    assert dry.title("en") not in page
    assert "1 policy" in page
    assert "Water" in client.get(f"/en/policies/{wet.pk}/").content.decode()
    assert "no topic" in client.get("/en/policies/?topic=nonsense").content.decode()
