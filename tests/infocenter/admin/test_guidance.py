"""Words that mean the same and recommended documents, in admin."""

import pytest
from django.urls import reverse

from infocenter.models import BestBet, SynonymGroup
from portal.history.models import Event
from portal.organisation.roles import PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADD = "admin:infocenter_synonymgroup_add"
PREVIEW = "admin:infocenter_synonymgroup_preview"


@pytest.fixture
def department():
    return organisation.department("OWN")


@pytest.fixture
def publisher(client, department):
    person = organisation.member(PUBLISHER, department)
    client.force_login(person)
    return person


def test_words_are_saved_with_a_history_and_applied_at_once(client, publisher):
    make.published_document(translations=[make.texts("en", title="Housing Bureau")])
    client.post(reverse(ADD), {"words": "IH\nHousing  Bureau\n\n", "note": ""})
    group = SynonymGroup.objects.get()
    assert group.lines() == ["IH", "Housing Bureau"]
    event = Event.objects.about(group).get()
    assert (event.verb, event.actor) == ("synonyms.added", publisher)
    assert "Housing" in client.get("/en/search/?q=IH").content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("IH", "at least two words"),
        ("", "required"),
        ("\n".join(map(str, range(100, 121))), "At most 20 lines"),
        ("a" * 81 + "\nb", "is too long"),
    ],
)
def test_what_makes_no_group_is_refused(client, publisher, words, told):
    for address in (ADD, PREVIEW):
        response = client.post(reverse(address), {"words": words, "note": ""})
        assert told in response.content.decode()
    assert not SynonymGroup.objects.exists()


def test_a_preview_shows_the_change_and_saves_it_only_then(client, publisher):
    make.published_document(translations=[make.texts("en", title="Housing Bureau")])
    typed = {"words": "IH\nHousing Bureau", "note": ""}
    text = client.post(reverse(PREVIEW), typed).content.decode()
    assert "<strong>Housing Bureau</strong>" in text
    assert not SynonymGroup.objects.exists()
    assert f'action="{reverse(ADD)}"' in text
    assert 'name="words"' in text


def test_a_saved_group_is_previewed_and_saved_in_its_place(client, publisher):
    group = make.synonyms("IH", "Housing Bureau")
    typed = {"words": "IH\nHousing Office", "note": "", "object": group.pk}
    text = client.post(reverse(PREVIEW), typed).content.decode()
    assert reverse("admin:infocenter_synonymgroup_change", args=[group.pk]) in text


def test_a_document_of_another_department_cannot_be_recommended(client, publisher, department):
    own = make.published_document(department=department)
    other = make.published_document(department=organisation.department("OTHER"))
    address = reverse("admin:infocenter_bestbet_add")
    client.post(address, {"questions": "parking", "document": other.pk, "note": ""})
    assert not BestBet.objects.exists()
    client.post(address, {"questions": "parking", "document": own.pk, "note": ""})
    assert BestBet.objects.get().document == own


def test_what_another_department_recommended_cannot_be_previewed_or_changed(client, publisher):
    other = make.published_document(department=organisation.department("OTHER"))
    bet = make.best_bet(other, "parking")
    typed = {"questions": "parking", "document": other.pk, "object": bet.pk}
    response = client.post(reverse("admin:infocenter_bestbet_preview"), typed)
    assert "What would change" not in response.content.decode()
    client.post(reverse("admin:infocenter_bestbet_change", args=[bet.pk]), typed)
    assert Event.objects.about(bet).count() == 1


def test_the_reader_sees_that_it_is_recommended(client, department):
    document = make.published_document(translations=[make.texts("en", title="Cycling plan")])
    make.best_bet(document, "bikes")
    assert "Recommended for this search" in client.get("/en/search/?q=bikes").content.decode()
