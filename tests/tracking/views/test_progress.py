"""What residents read of tracking: today's numbers, those of a past day, each with its rows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.files.models import StoredFile
from tests.factories import policies as make_policies
from tests.factories import tracking as make
from tracking import services
from tracking.models import Evidence, Standing
from tracking.public import asof, figures
from tracking.states.reports import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file_store")]

BEGUN = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def programme():
    return make.public_programme()


def published_at(programme, at):
    programme.published_at = at
    programme.save()
    return programme


def page(client, path="", language="en"):
    response = client.get(f"/{language}/progress/{path}")
    assert response.status_code == 200, path
    return response


def test_nothing_is_there_yet(client):
    assert "There is nothing to follow yet" in page(client).text


def test_what_is_in_preparation_is_nowhere(client):
    measure = make.measure(name_en="Secret buses")
    for path in ("", "measures/"):
        assert "Secret buses" not in page(client, path).text
    assert client.get(f"/en/progress/measures/{measure.pk}/").status_code == 404
    assert client.get(f"/en/progress/programmes/{measure.programme_id}/").status_code == 404


def test_a_hidden_programme_is_nowhere(client, programme):
    measure = make.measure(programme)
    page(client, f"measures/{measure.pk}/")
    services.hide_programme(programme, by=None, reason="Wrong.")
    assert client.get(f"/en/progress/measures/{measure.pk}/").status_code == 404
    assert "Low-floor" not in page(client, "measures/").text


def test_the_numbers_lead_to_their_rows(client, programme):
    today = timezone.localdate()
    late = today - timedelta(days=3)
    make.measure(
        programme, name_en="Late one", start=date(2025, 1, 1), due=late, steps=((100, late),)
    )
    make.measure(programme, name_en="Later", start=today + timedelta(days=9), due=date(2040, 1, 1),
                 steps=((100, date(2040, 1, 1)),))  # fmt: skip
    text = page(client).text
    assert "2 measures" in text
    assert '<a href="/en/progress/measures/?health=overdue"><strong>1</strong>' in text
    rows = page(client, "measures/?health=overdue").text
    assert "Late one" in rows
    assert "3 days late" in rows
    assert "Later" not in rows


def test_a_past_day_is_told_as_it_was_known_then(client):
    programme = published_at(make.public_programme(), BEGUN)
    measure = make.measure(programme, at=BEGUN)
    make.verified(measure, 50, 0, at=datetime(2026, 2, 5, tzinfo=UTC))
    make.verified(measure, 100, 50, at=datetime(2026, 5, 5, tzinfo=UTC))
    where = f"measures/{measure.pk}/"
    assert "70 %" in page(client, where).text
    then = page(client, f"{where}?on=2026-03-01")
    assert "what was known on 1 March 2026" in then.text
    assert "20 %" in then.text
    assert "70 %" not in then.text
    assert then.text.count("The department says") == 1
    assert client.get(f"/en/progress/{where}?on=2025-12-31").status_code == 404
    assert "no programme was public" in page(client, "?on=2025-12-31").text


@pytest.mark.parametrize(
    "day", ["soon", "2026-02-30", "2999-01-01", "0001-01-01", "\x00", "1" * 999]
)
def test_a_day_that_makes_no_sense_is_said_and_today_is_shown(client, programme, day):
    make.measure(programme)
    for path in ("", "measures/", f"programmes/{programme.pk}/"):
        response = client.get(f"/en/progress/{path}", {"on": day})
        assert "this is as of today" in response.text


def test_two_days_are_compared(client):
    programme = published_at(make.public_programme(), BEGUN)
    measure = make.measure(programme, at=BEGUN)
    make.verified(measure, 100, 100, at=datetime(2026, 5, 5, tzinfo=UTC))
    text = page(client, "?on=2026-06-01&with=2026-02-01").text
    assert "1 February 2026 and 1 June 2026" in text


def test_unknown_filters_are_said_and_left_out(client, programme):
    make.measure(programme)
    text = page(client, "measures/?health=splendid&department=XX&programme=9&policy=x").text
    assert text.count("is not known here") == 4
    assert "Low-floor buses" in text


def test_pages_of_a_long_list_go_on_and_back(client, programme):
    names = [f"Measure number {n:03}" for n in range(65)]
    for name in names:
        make.measure(programme, name_en=name)
    seen, where = [], "/en/progress/measures/"
    for _page in range(3):
        response = client.get(where)
        seen += [name for name in names if name in response.text]
        where = response.context["next"] or where
    assert seen == names
    back = client.get(client.get(where).context["previous"])
    assert names[30] in back.text


def test_a_measure_shows_claim_and_finding_and_why_a_date_was_moved(client):
    programme = make.rich_programme(1)
    measure = programme.measures.get()
    draft = services.open_report(measure, by=None, at=datetime(2026, 5, 5, tzinfo=UTC))
    services.save_report(draft, by=None, texts={"narrative": {"en": "Not yet to be read."}})
    text = page(client, f"measures/{measure.pk}/").text
    for words in ("Bought.", "Limited progress", "The road is late.", "promised first",
                  "Passengers", "12.5", "moved"):  # fmt: skip
        assert words in text, words
    assert "Not yet to be read." not in text


def test_every_language_and_simplified_by_conversion(client, programme):
    measure = make.measure(programme, name_en="", name_zh_hant="無障礙巴士")
    assert "無障礙巴士" in page(client, f"measures/{measure.pk}/", "pt").text
    assert "无障碍巴士" in page(client, f"measures/{measure.pk}/", "zh-hans").text


def test_a_file_shows_only_if_it_may(client):
    measure = make.measure(make.public_programme())
    report = make.report(measure, 100, 0, at=datetime(2026, 3, 5, tzinfo=UTC))
    evidence = report.evidence.get()
    where = f"/en/progress/evidence/{evidence.pk}/{evidence.name}"
    Evidence.objects.update(is_public=True)
    assert client.get(where).status_code == 404  # not verified yet
    services.verify_report(report, by=None, verdict=Verdict.SUBSTANTIAL)
    response = client.get(where)
    assert b"".join(response).startswith(b"Proof")
    Evidence.objects.update(is_public=False)
    assert client.get(where).status_code == 404
    text = page(client, f"measures/{measure.pk}/").text
    assert "the supervisor has seen" in text
    assert evidence.name not in text
    assert StoredFile.objects.filter(pk=evidence.file_id).exists()


def test_a_policy_shows_how_far_it_has_been_carried_out(client):
    policy = make_policies.public_policy(languages=("en",))
    make.measure(make.public_programme(policy=policy))
    make.measure(make.programme(policy=policy))
    response = client.get(f"/en/policies/{policy.pk}/")
    assert "How far it has been carried out" in response.text
    assert response.text.count("Accessibility programme") == 1


def test_search_finds_a_measure_and_forgets_a_hidden_one(client, programme):
    address = f"/en/progress/measures/{make.measure(programme).pk}/"
    assert address in client.get("/en/search/", {"q": "low-floor buses"}).text
    services.hide_programme(programme, by=None, reason="Wrong.")
    assert address not in client.get("/en/search/", {"q": "low-floor buses"}).text


def test_a_resident_can_ask_about_a_measure(client, programme):
    measure = make.measure(programme)
    response = client.get("/en/cases/new/", {"kind": "enquiry", "about": f"measure:{measure.pk}"})
    assert response.status_code == 200
    assert "Low-floor buses" in response.text


def test_a_page_holds_until_midnight(client, programme):
    make.measure(programme)
    response = page(client)
    end = datetime.strptime(response["Expires"], "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    assert timezone.localtime(end).time().isoformat() == "00:00:00"
    assert timezone.now() < end <= timezone.now() + timedelta(days=1)
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_the_numbers_are_those_of_the_rows():
    programme = published_at(make.public_programme(), BEGUN)
    for n in range(6):
        measure = make.measure(programme, at=BEGUN)
        if n % 2:
            make.verified(measure, 100, 100, at=datetime(2026, 2, 5, tzinfo=UTC))
    day = asof.on(date(2026, 4, 1))
    found = figures.overview(day, "en")
    by_row = [each.health for each in Standing.objects.known_at(day.moment).on(day.day)]
    for number in found.total.numbers:
        assert number.number == by_row.count(number.health)
    assert sum(each.total for each in found.departments) == len(by_row)
    assert figures.punctuality(day).rate == 100
