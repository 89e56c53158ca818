"""The main job, whole: published in admin; found, read, downloaded and printed by residents."""

import pytest

from infocenter.models import Document
from portal import languages
from portal.organisation.roles import PUBLISHER
from tests.factories import city, organisation
from tests.factories import infocenter as make
from tests.journeys import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PDF = "防洪閘門 plano.pdf"
CSV = "níveis 水位.csv"
TABLE = "hour,level\n06:00,1.2\n12:00,4.1\n" * 20
# What stands in the PDF and nowhere else, as a reader of each language asks for it.
IN_THE_FILE = {
    "zh-hant": "疏散路線",
    "pt": "evacuação",
    "en": "evacuation",
    "zh-hans": "疏散路线",
}
FILE_TEXT = "疏散路線見附圖。\n\nRotas de evacuação no mapa.\n\nSee the map for evacuation.\n"


@pytest.fixture
def publisher(portal_server):
    return organisation.member(PUBLISHER, organisation.department("SEA", name_en="Sea Office"))


def write_document(page) -> Document:
    """Four language versions and two files, typed and chosen; then submitted for review."""
    page.goto("/admin/")
    page.click('#content-main a[href$="/document/add/"]')
    for code in languages.CODES:
        page.get_by_role("tab", name=languages.NAMES[code]).click()
        page.fill(f"#id_text-{code}-title", city.TITLES[code])
        page.fill(f"#id_text-{code}-summary", city.SUMMARIES[code])
        page.fill(f"#id_text-{code}-body", f"## 1\n\n{city.SENTENCES[code]}")
    page.set_input_files(
        "#id_files",
        [
            {
                "name": PDF,
                "mimeType": "application/pdf",
                "buffer": city.pdf("閘門", FILE_TEXT),
            },
            {"name": CSV, "mimeType": "text/csv", "buffer": TABLE.encode()},
        ],
    )
    people.press(page, "submit")
    assert page.locator(".messagelist .success").count() == 1
    return Document.objects.get()


def publish_from_the_list(page) -> int:
    """How many clicks it takes from the list of documents until residents see it."""
    page.goto("/admin/infocenter/document/")
    clicks = people.Clicks(page)
    clicks.on("#result_list tbody th a")
    clicks.on('button[name=step][value="publish"]')
    assert page.locator(".messagelist .success").count() == 1
    return clicks.number


def reads(page, language: str) -> None:
    """Finds it by words of its title, then by what only its file says, and reads it."""
    title = city.TITLES[language]
    people.search(page, language, title.split()[-1][:4] if language[:2] == "zh" else title)
    assert title in people.titles_found(page)
    people.search(page, language, IN_THE_FILE[language])
    assert people.titles_found(page) == [title]
    assert PDF in page.locator(".document-list").inner_text()
    page.locator(".row-title a").click()
    page.wait_for_url(f"**/{language}/documents/*/")
    tag = languages.bcp47(language)
    assert page.locator("html").get_attribute("lang") == tag
    assert page.locator("h1").inner_text() == title
    assert page.locator("h1").get_attribute("lang") == tag
    assert city.SENTENCES[language] in page.locator(".prose").inner_text()
    assert page.locator(".prose").get_attribute("lang") == tag


def downloads(page, home: str) -> None:
    """Every file, whole and in halves, has the hash that the page shows; so has all in one."""
    shown = {}
    for card in page.locator(".file").all():
        address = home + card.locator("a[download]").get_attribute("href")
        digest = card.locator("details code.hash").text_content()
        shown[card.locator(".file-name").inner_text()] = digest
        status, headers, whole = people.get(address)
        assert (status, headers["accept-ranges"]) == (200, "bytes")
        assert "set-cookie" not in headers
        assert people.sha256(whole) == digest
        assert people.sha256(people.download_in_halves(address)) == digest
    assert set(shown) == {PDF, CSV}
    archive = page.get_by_role("main").locator('a[href$="all.zip"]').get_attribute("href")
    assert people.checked_archive(people.get(home + archive)[2]) == shown


def prints(page, language: str) -> None:
    """What comes out on paper says all that the page says."""
    page.locator('main a[href$="/print/"]').click()
    page.wait_for_url("**/print/")
    paper = people.printed_text(page)
    for words in (city.TITLES[language], city.SENTENCES[language], PDF):
        assert "".join(words.split()) in paper, words


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_publishing_to_paper_in_four_languages(new_page, publisher, portal_server, scripts):
    page = new_page()
    people.sign_in(page, publisher)
    document = write_document(page)
    assert new_page().goto(f"/en/documents/{document.pk}/").status == 404
    assert publish_from_the_list(page) <= 4
    portal_server.run_tasks()

    for language in languages.CODES:
        resident = new_page(java_script_enabled=scripts)
        reads(resident, language)
        downloads(resident, portal_server.url)
        prints(resident, language)
        assert resident.context.cookies() == []


def test_what_is_withdrawn_is_gone_at_once(new_page, publisher, portal_server):
    document = make.published_document(
        department=publisher.memberships.get().department,
        by=publisher,
        translations=[make.texts(code, title=city.TITLES[code]) for code in languages.CODES],
        files=[("a.txt", b"The gates.")],
    )
    resident = new_page()
    people.search(resident, "en", "flood gates")
    resident.locator(".row-title a").click()
    file = portal_server.url + resident.locator(".file a[download]").get_attribute("href")
    assert people.get(file)[0] == 200

    page = new_page()
    people.sign_in(page, publisher)
    page.goto(f"/admin/infocenter/document/{document.pk}/change/")
    page.locator(".more-steps summary").last.click()
    page.fill("#id_withdrawal_reason_en", "It named a person.")
    people.press(page, "withdraw")

    assert resident.reload().status == 410
    assert "It named a person." in resident.locator("main").inner_text()
    assert people.get(file)[0] == 410
    for language in languages.CODES:
        people.search(resident, language, city.TITLES[language])
        assert people.titles_found(resident) == []


def test_what_is_superseded_leads_to_what_replaces_it(new_page, publisher):
    department = publisher.memberships.get().department
    old, new = (
        make.published_document(
            department=department,
            by=publisher,
            number=number,
            translations=[make.texts(code, title=f"{title} {number}") for code in ("pt", "en")],
        )
        for number, title in (("1/SEA", "Tides"), ("2/SEA", "Currents"))
    )
    resident = new_page()
    resident.goto(f"/pt/documents/{old.pk}/")

    page = new_page()
    people.sign_in(page, publisher)
    page.goto(f"/admin/infocenter/document/{old.pk}/change/")
    page.click('main a[href$="/supersede/"], #content a[href$="/supersede/"]')
    page.fill("#id_q", "currents")
    page.press("#id_q", "Enter")
    page.locator(".successors button").click()
    page.wait_for_url("**/change/")

    resident.reload()
    notice = resident.locator(".notice[data-kind=warning]")
    notice.get_by_role("link", name="Currents 2/SEA").click()
    resident.wait_for_url(f"**/pt/documents/{new.pk}/")
    assert "Currents 2/SEA" in resident.locator("h1").inner_text()
    assert resident.locator(".facts").get_by_role("link", name="Tides 1/SEA").count() == 1
