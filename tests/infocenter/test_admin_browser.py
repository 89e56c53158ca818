"""Editors and publishers at work in Chromium: files dropped, published, nothing amiss."""

import os
from pathlib import Path

import pytest

from infocenter.models import Document, Edition
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.barriers import barriers, too_wide
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.journeys.people import press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = os.environ.get("FAROL_PICTURES")  # a folder: keep what the pages look like
DROP = """([selector, names]) => {
    const data = new DataTransfer();
    for (const name of names) data.items.add(new File([`Content of ${name}\\n`.repeat(9)], name));
    const event = new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data});
    document.querySelector(selector).dispatchEvent(event);
}"""


@pytest.fixture
def department(portal_server):
    return organisation.department("IC")


def test_an_editor_drops_files_and_a_publisher_publishes(new_page, department, portal_server):
    editor = organisation.member(EDITOR, department)
    publisher = organisation.member(PUBLISHER, department)

    page = sign_in(new_page(locale="pt-PT"), editor)
    page.click('.actions a[href$="/add/"]')
    page.get_by_role("tab", name="Português").click()
    page.fill("#id_text-pt-title", "Aviso sobre o mercado")
    page.fill("#id_text-pt-body", "Abre às **oito** horas.")
    page.locator("#version-pt .live-preview strong", has_text="oito").wait_for()
    page.evaluate(DROP, ["[data-drop]", ["mercado.txt", "市場.csv", "vírus.exe\u202e"]])
    page.evaluate(DROP, ["[data-drop]", ["mapa.txt"]])
    page.locator('input[name="arrived"]').nth(3).wait_for()
    press(page, "submit")
    document = Document.objects.get()
    assert document.status == "in_review"
    names = {each.name for each in document.kept_attachments()}
    assert names == {"mercado.txt", "市場.csv", "vírus.exe", "mapa.txt"}

    page = sign_in(new_page(), publisher)
    clicks = 0
    page.goto("/admin/infocenter/document/")
    page.click("#result_list tbody th a")
    clicks += 1
    press(page, "publish")
    clicks += 1
    assert clicks <= 4
    edition = Edition.objects.current().get()
    assert edition.files.count() == 4
    assert page.locator(".messagelist .success").count() == 1
    page.goto(f"/pt/documents/{document.pk}/")
    assert "Aviso sobre o mercado" in page.locator("h1").inner_text()


def test_the_page_of_a_document_works_without_scripts(new_page, department):
    editor = organisation.member(EDITOR, department)
    page = sign_in(new_page(java_script_enabled=False), editor)
    page.goto("/admin/infocenter/document/add/")
    page.fill("#id_text-zh-hant-title", "街市通告")
    page.fill("#id_text-zh-hans-title", "街市通告")
    page.set_input_files(
        "#id_files",
        [
            {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": name.encode()}
            for name in ("一", "二")
        ],
    )
    press(page, "save")
    document = Document.objects.get()
    assert document.translations.count() == 2
    assert [each.name for each in document.kept_attachments()] == ["一.txt", "二.txt"]


def test_two_who_write_at_once_lose_nothing(new_page, department):
    document = make.draft_document(department=department)
    first, second = (
        sign_in(new_page(), organisation.member(EDITOR, department)) for _each in range(2)
    )
    for page in (first, second):
        page.goto(f"/admin/infocenter/document/{document.pk}/change/")
    first.fill("#id_text-zh-hant-title", "第一人的標題")
    press(first, "save")
    second.fill("#id_text-zh-hant-title", "第二人的標題")
    press(second, "save")
    assert second.input_value("#id_text-zh-hant-title") == "第二人的標題"
    assert "第一人的標題" in second.locator(".conflict").inner_text()
    press(second, "save")
    assert document.translations.get().title == "第二人的標題"


@pytest.mark.once
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_admin_pages_are_accessible(new_page, department, width, scheme):
    publisher = organisation.member(PUBLISHER, department)
    draft = make.draft_document(
        department=department, by=publisher, languages=("zh-hant", "pt"), files=["a.txt", "b.pdf"]
    )
    make.document_in_review(department=department, by=publisher)
    public = make.published_document(department=department, by=publisher)
    locale = "pt-PT" if scheme == "dark" else "zh-TW"
    page = new_page(locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900})
    faults = []
    look(page, "/admin/login/", faults, f"{width}-{scheme}")
    sign_in(page, publisher)
    for address in (
        "/admin/",
        "/admin/infocenter/document/",
        "/admin/infocenter/document/review/",
        "/admin/infocenter/document/add/",
        f"/admin/infocenter/document/{draft.pk}/change/",
        f"/admin/infocenter/document/{public.pk}/change/",
        f"/admin/infocenter/document/{draft.pk}/history/",
        f"/admin/infocenter/document/{draft.pk}/preview/",
        f"/admin/infocenter/document/{public.pk}/supersede/?q=公開",
        "/admin/history/event/",
        "/admin/infocenter/edition/",
        "/admin/organisation/department/",
        "/admin/password_change/",
    ):
        look(page, address, faults, f"{width}-{scheme}")
    assert not faults, "\n".join(faults)


@pytest.mark.once
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_administrators_pages_are_accessible(new_page, department, width, scheme):
    root = organisation.user(is_superuser=True)
    member = organisation.member(EDITOR, department).memberships.get()
    topic = make.topic()
    draft = make.draft_document(department=department)
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    sign_in(page, root)
    faults = []
    for address in (
        "/admin/",
        f"/admin/organisation/department/{department.pk}/change/",
        "/admin/organisation/department/add/",
        f"/admin/organisation/member/{member.pk}/change/",
        f"/admin/infocenter/topic/{topic.pk}/change/",
        f"/admin/infocenter/document/{draft.pk}/delete/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{root.pk}/change/",
        f"/admin/auth/user/{root.pk}/password/",
        "/admin/auth/group/",
        f"/admin/auth/group/{member.role_id}/change/",
        "/admin/pages/standingpage/add/",
        "/admin/organisation/leadershipseat/add/",
    ):
        look(page, address, faults, f"{width}-{scheme}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 720)])
def test_who_withdraws_without_a_word_is_led_to_the_four_languages(
    new_page, department, width, height
):
    publisher = organisation.member(PUBLISHER, department)
    document = make.published_document(department=department)
    page = sign_in(new_page(viewport={"width": width, "height": height}), publisher)
    page.goto(f"/admin/infocenter/document/{document.pk}/change/")
    page.get_by_role("tab", name="Português").click()
    page.fill("#id_text-pt-title", "Mercado")
    page.locator(".more-steps summary").last.click()
    press(page, "withdraw")
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_withdrawal_reason_zh_hant"
    faults = []
    examine(page, faults, f"{width}-withdrawing")
    assert not faults, "\n".join(faults)
    page.fill("#id_withdrawal_reason_pt", "Publicado por engano.")
    press(page, "withdraw")
    document.refresh_from_db()
    assert (document.status, document.withdrawal_reason_pt) == (
        "withdrawn",
        "Publicado por engano.",
    )
    assert document.title("pt") == "Mercado"


def look(page, address, faults, name):
    """Open a page, and examine it."""
    page.goto(address)
    examine(page, faults, f"{name}-{address.strip('/').replace('/', '-').split('?')[0]}")


def examine(page, faults, name):
    """Note what keeps people out of the page as it is, and what is wider than the window."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    faults += [f"{name}: {each}" for each in (*barriers(page), *too_wide(page))]
