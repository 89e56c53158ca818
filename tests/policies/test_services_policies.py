"""The life of a policy: written, shown, moved on, ended; by whom, when, and what residents see."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from infocenter import search
from policies import services
from policies.models import Article, Policy
from policies.states.policies import ENDED, POLICY_TRANSITIONS, PolicyStatus
from portal.history.models import Event
from portal.organisation.roles import EDITOR, PUBLISHER
from portal.pagecache.models import Generation
from portal.workflow import Refused, may_follow
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def found(question):
    return [(hit.kind, hit.object_id) for hit in search.match(question).hits]


def verbs(policy):
    return list(Event.objects.about(policy).order_by("id").values_list("verb", flat=True))


def again(policy):
    return Policy.objects.get(pk=policy.pk)


def test_a_new_policy_is_a_proposal_that_residents_neither_see_nor_find():
    policy = make.policy()
    assert policy.status == PolicyStatus.PROPOSED
    assert not Policy.objects.public().exists()
    assert found("計程車") == []
    assert verbs(policy) == ["policy.created"]


def test_a_public_policy_is_found_in_each_language_by_title_objectives_and_articles():
    policy = make.public_policy(languages=("zh-hant", "pt"), articles=["1"])
    for question in ("計程車", "taxis", "circular", "rampas", "輪椅"):
        assert found(question) == [("policy", policy.pk)], question


def test_a_hit_in_an_article_leads_to_the_article():
    policy = make.public_policy(languages=("pt",))
    make.article(policy, "1", texts={"pt": {"heading": "Objecto", "body": "Um."}})
    make.article(policy, "2", texts={"pt": {"heading": "Rampas", "body": "Cada rampa aguenta."}})
    (hit,) = search.match("rampa aguenta").hits
    assert hit.anchor == "article-2"


def test_what_is_saved_of_a_public_policy_shows_at_once():
    policy = make.public_policy(languages=("en",))
    texts = {"title": "Wheelchair policy", "summary": "", "body": ""}
    services.save_policy(policy, by=None, translations={"en": texts})
    assert found("taxi") == []
    assert found("wheelchair") == [("policy", policy.pk)]
    event = Event.objects.about(policy).get(verb="policy.changed")
    assert event.data["before"]["en"]["summary"] == "Taxis for all."


def test_a_public_policy_keeps_a_title():
    policy = make.public_policy(languages=("en",))
    with pytest.raises(Refused, match="needs a title"):
        services.save_policy(policy, by=None, translations={"en": None})
    assert again(policy).title("en")


def test_a_policy_without_a_title_cannot_be_shown():
    policy = make.policy(translations={"en": {"title": " "}})
    with pytest.raises(Refused, match="needs a title"):
        services.publish_policy(policy, by=None)


def test_every_change_of_what_is_public_renews_kept_pages_and_no_other_does():
    def generation():
        return Generation.objects.values_list("number", flat=True).first() or 0

    policy = make.policy()
    article = make.article(policy)
    before = generation()
    services.save_policy(policy, by=None)
    services.move_policy(policy, "adopt", by=None)
    assert generation() == before
    for change in (
        lambda: services.publish_policy(policy, by=None),
        lambda: services.save_policy(policy, by=None),
        lambda: services.move_policy(policy, "enforce", by=None),
        lambda: make.article(policy, "2"),
        lambda: services.save_article(article, by=None, translations={}),
        lambda: services.repeal_article(article, by=None),
        lambda: services.hide_policy(policy, by=None, reason="A mistake."),
    ):
        before = generation()
        change()
        assert generation() > before


def test_hiding_takes_it_out_of_search_and_needs_a_reason():
    policy = make.public_policy()
    with pytest.raises(Refused, match="reason"):
        services.hide_policy(policy, by=None, reason=" ")
    services.hide_policy(policy, by=None, reason="Shown by mistake.")
    assert found("計程車") == []
    assert not again(policy).is_public
    services.publish_policy(policy, by=None)
    assert found("計程車") == [("policy", policy.pk)]


def test_who_saves_later_is_told_that_somebody_was_first():
    policy = make.policy()
    seen = policy.version
    services.save_policy(again(policy), by=None, seen_version=seen)
    for act in (
        lambda: services.save_policy(policy, by=None, seen_version=seen),
        lambda: services.publish_policy(policy, by=None, seen_version=seen),
        lambda: services.move_policy(policy, "adopt", by=None, seen_version=seen),
    ):
        with pytest.raises(Refused, match="Somebody else"):
            act()


def test_a_number_is_unique_in_the_lead_department_when_given():
    department = organisation.department()
    first = make.policy(department=department, number="1/2026")
    make.policy(department=department)
    make.policy(department=department)
    make.policy(number="1/2026")  # of another department
    with pytest.raises(Refused, match="already has a policy"):
        make.policy(department=department, number="1/2026")
    other = make.policy(department=department, number="2/2026")
    other.number = first.number
    with pytest.raises(Refused, match="already has a policy"):
        services.save_policy(other, by=None)


@pytest.mark.parametrize("status", PolicyStatus.values)
@pytest.mark.parametrize("step", POLICY_TRANSITIONS)
def test_a_step_is_taken_from_its_states_only(status, step):
    policy = make.public_policy(status)
    note = {"pt": "Porque sim."}
    if step in may_follow(POLICY_TRANSITIONS, status):
        services.move_policy(policy, step, by=None, note=note)
        assert again(policy).status == POLICY_TRANSITIONS[step].target
        assert policy.stages.first().note_pt == "Porque sim."
    else:
        before = policy.stages.count()
        with pytest.raises(Refused, match="can't be done now"):
            services.move_policy(policy, step, by=None, note=note)
        assert again(policy).status == status
        assert policy.stages.count() == before


@pytest.mark.parametrize("step", ["amend", "repeal"])
def test_an_amendment_or_repeal_says_why(step):
    policy = make.public_policy(PolicyStatus.IN_FORCE)
    with pytest.raises(Refused, match="reason"):
        services.move_policy(policy, step, by=None, note={"en": " "})


def test_steps_set_the_dates_on_which_they_were_made():
    policy = make.public_policy()
    services.move_policy(policy, "adopt", by=None, on=date(2026, 1, 5))
    services.move_policy(policy, "enforce", by=None, on=date(2026, 2, 1))
    policy = again(policy)
    assert (policy.adopted_date, policy.effective_date) == (date(2026, 1, 5), date(2026, 2, 1))
    assert policy.date == date(2026, 2, 1)
    days = list(policy.stages.values_list("status", "began_on"))
    assert days == [("in_force", date(2026, 2, 1)), ("adopted", date(2026, 1, 5))]
    with pytest.raises(Refused, match="can't end before"):
        services.move_policy(policy, "expire", by=None, on=date(2026, 1, 31))


def test_a_step_cannot_be_made_in_the_future():
    with pytest.raises(Refused, match="still to come"):
        services.move_policy(
            make.policy(), "adopt", by=None, on=timezone.localdate() + timedelta(days=1)
        )


def test_what_has_ended_stays_findable_and_comes_last():
    ended = make.public_policy(PolicyStatus.REPEALED)
    holds = make.public_policy(PolicyStatus.IN_FORCE)
    assert [pk for _kind, pk in found("無障礙計程車")] == [holds.pk, ended.pk]
    assert again(ended).status in ENDED


# --- By the clock ---------------------------------------------------------------------------------


def standing(policy, day):
    return Policy.objects.as_of(day).get(pk=policy.pk).standing


def test_dates_hold_even_if_the_clock_is_late():
    policy = make.public_policy(PolicyStatus.ADOPTED)
    policy.effective_date, policy.expiry_date = date(2026, 3, 1), date(2026, 3, 31)
    services.save_policy(policy, by=None)
    assert standing(policy, date(2026, 2, 28)) == PolicyStatus.ADOPTED
    assert standing(policy, date(2026, 3, 1)) == PolicyStatus.IN_FORCE
    assert standing(policy, date(2026, 3, 31)) == PolicyStatus.IN_FORCE
    assert standing(policy, date(2026, 4, 1)) == PolicyStatus.EXPIRED


def test_the_clock_brings_into_force_and_to_an_end_once():
    policy = make.public_policy(PolicyStatus.ADOPTED)
    policy.effective_date, policy.expiry_date = date(2026, 3, 1), date(2026, 3, 31)
    services.save_policy(policy, by=None)
    assert services.follow_dates(date(2026, 2, 28)) == 0
    assert services.follow_dates(date(2026, 3, 1)) == 1
    assert services.follow_dates(date(2026, 3, 1)) == 0
    assert again(policy).status == PolicyStatus.IN_FORCE
    assert services.follow_dates(date(2026, 4, 1)) == 1
    assert again(policy).status == PolicyStatus.EXPIRED
    assert policy.stages.get(status="expired").began_on == date(2026, 3, 31)


def test_a_clock_that_is_very_late_takes_both_steps():
    policy = make.policy(effective_date=date(2026, 3, 1), expiry_date=date(2026, 3, 31))
    make.moved_policy(policy, PolicyStatus.ADOPTED)
    assert services.follow_dates(date(2026, 5, 1)) == 2
    assert again(policy).status == PolicyStatus.EXPIRED


def test_a_proposal_does_not_come_into_force_by_its_date():
    make.policy(effective_date=date(2026, 3, 1))
    assert services.follow_dates(date(2026, 5, 1)) == 0


# --- Articles -------------------------------------------------------------------------------------


def test_an_article_is_named_by_its_number_for_ever():
    policy = make.public_policy()
    numbers = ("3", "3-A", "第四條", "3")
    anchors = [make.article(policy, each).anchor for each in numbers]
    assert anchors == ["article-3", "article-3-a", "article-3-2", "article-3-3"]
    third = policy.articles.get(anchor="article-3")
    third.number = "4"
    services.save_article(third, by=None, translations={})
    assert Article.objects.get(pk=third.pk).anchor == "article-3"


def test_the_database_refuses_to_change_an_anchor():
    article = make.article(make.policy())
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(anchor="article-9")
    assert Article.objects.get(pk=article.pk).anchor == "article-1"


def test_an_article_that_was_public_is_repealed_and_stays():
    policy = make.public_policy(languages=("pt",))
    article = make.article(policy, languages=("pt",))
    assert found("rampas") == [("policy", policy.pk)]
    with pytest.raises(Refused, match="Repeal it"):
        services.delete_article(article, by=None)
    services.repeal_article(article, by=None)
    assert found("rampas") == []
    with pytest.raises(Refused, match="already been repealed"):
        services.repeal_article(article, by=None)
    assert make.article(policy, languages=("pt",)).anchor == "article-1-2"


def test_an_article_of_a_policy_that_was_hidden_again_stays_too():
    policy = make.public_policy(articles=["1"])
    services.hide_policy(policy, by=None, reason="A mistake.")
    with pytest.raises(Refused, match="Repeal it"):
        services.delete_article(policy.articles.get(), by=None)


def test_an_article_of_a_draft_can_be_thrown_away():
    article = make.article(make.policy())
    services.delete_article(article, by=None)
    assert not Article.objects.exists()


def test_the_former_words_of_an_article_stay_in_the_history():
    policy = make.public_policy(languages=("en",), articles=["1"])
    article = policy.articles.get()
    services.save_article(article, by=None, translations={"en": {"heading": "Aim", "body": "Run."}})
    event = Event.objects.about(policy).get(verb="policy.article_changed")
    assert event.data["before"]["en"]["heading"] == "Purpose"
    assert found("run") == [("policy", policy.pk)]


# --- Who may --------------------------------------------------------------------------------------


def test_editors_change_what_is_not_public_and_publishers_what_is():
    department = organisation.department()
    editor = organisation.member(EDITOR, department)
    publisher = organisation.member(PUBLISHER, department)
    draft, shown = make.policy(department=department), make.public_policy(department=department)
    for person, expected in ((editor, (True, False)), (publisher, (True, True))):
        may = [person.has_perm("policies.change_policy", each) for each in (draft, shown)]
        assert tuple(may) == expected
    assert not editor.has_perm("policies.publish_policy", draft)
    assert publisher.has_perm("policies.publish_policy", draft)
    stranger = organisation.member(PUBLISHER, organisation.department())
    assert not stranger.has_perm("policies.change_policy", draft)


def test_staff_see_what_their_departments_prepare_and_everybody_what_is_public():
    department = organisation.department()
    draft, shown = make.policy(department=department), make.public_policy()
    member = organisation.member(EDITOR, department)
    stranger = organisation.member(EDITOR, organisation.department())
    assert set(Policy.objects.visible_to(member)) == {draft, shown}
    assert set(Policy.objects.visible_to(stranger)) == {shown}
    assert set(Policy.objects.managed_by(member)) == {draft}


def test_only_what_was_never_public_can_be_deleted():
    services.delete_policy(make.policy(), by=None)
    with pytest.raises(Refused, match="Hide it"):
        services.delete_policy(make.public_policy(), by=None)
    assert Policy.objects.count() == 1
