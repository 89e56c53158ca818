"""The public page of the leadership group and of what each department answers for."""

import pytest

from portal.organisation import services
from portal.organisation.models import LeadershipSeat
from tests.factories import organisation

pytestmark = pytest.mark.django_db

PAGE = "/{}/departments/leadership/"


def seat(position, **texts):
    return services.save_seat(
        LeadershipSeat(user=organisation.user(), position=position, **texts), by=None
    )


def test_it_shows_who_leads_in_the_readers_language(client):
    works = organisation.department("PW", duties_zh_hant="執行道路措施\n\n防洪", duties_pt="Vias")
    seat("member", name_zh_hant="鄺聞達", post_zh_hant="主任", duties_pt="Informa", unit=works)
    seat("head", name_pt="Lai Kai Tang", post_pt="Presidente")
    page = client.get(PAGE.format("zh-hant")).content.decode()
    assert page.index("Lai Kai Tang") < page.index("鄺聞達")  # the head first
    assert "<li>執行道路措施</li><li>防洪</li>" in page
    assert "执行道路措施" in client.get(PAGE.format("zh-hans")).content.decode()
    said = client.get(PAGE.format("pt")).content.decode()
    assert "<li>Vias</li>" in said
    assert '<ul class="duties" lang="pt"><li>Informa</li></ul>' in said
    assert "/pt/departments/leadership/" in client.get("/pt/departments/").content.decode()
    assert "<li>Vias</li>" in client.get("/pt/departments/PW/").content.decode()


def test_it_never_shows_the_name_of_an_account_or_who_has_left(client):
    empty, gone = seat("member", post_en="Adviser"), seat("deputy", name_en="Gone")
    services.remove_seat(gone, by=None)
    page = client.get(PAGE.format("en")).content.decode()
    assert not [each for each in (empty.user.username, "Adviser", "Gone") if each in page]
