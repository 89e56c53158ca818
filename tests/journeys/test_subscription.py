"""A resident subscribes to a department, confirms, is told of a document, and ends it again."""

import re
import urllib.request

import pytest

from tests.barriers import barriers
from tests.browsing import faults_of
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.mailing import Mailbox, send_by, serving
from tests.serving import manage, start_portal, stop_portal, wait_until

pytestmark = [pytest.mark.once, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANA = "ana@example.org"
SITE = "https://portal.example.org"  # as mails say; the test asks the server instead


@pytest.mark.usefixtures("_static_files")
def test_from_the_department_to_the_mail_and_its_end(settings, tmp_path, browser):
    box = Mailbox()
    department = organisation.department("DSAL", name_en="Labour Office")
    with serving(box) as port:
        mails = {
            "FAROL_MAIL": f"smtp://127.0.0.1:{port}",
            "FAROL_MAIL_FROM": "portal@example.org",
            "FAROL_SITE_URL": SITE,
        }
        server = start_portal(tmp_path / "portal.log", **mails)
        try:
            work = ("db_worker", "--batch", "--interval", "0.1", "--no-startup-delay")
            page = browser.new_page(base_url=server.url, locale="en-GB")
            faults = faults_of(page, server.url)
            page.goto("/en/departments/DSAL/")
            page.get_by_role("link", name="By e-mail").click()
            assert barriers(page) == []
            page.get_by_label("E-mail").fill(ANA)
            page.get_by_label("At once").check()
            page.wait_for_timeout(3200)  # quicker than any person would be odd
            page.get_by_role("button", name="Subscribe", exact=True).click()
            page.get_by_role("heading", name="Look into your mailbox").wait_for()
            manage(*work, **mails)
            [asked] = box.mails
            text = asked.get_body(["plain"]).get_content()
            page.goto(re.search(f"{SITE}(/en/subscriptions/confirm/\\S+)", text)[1])
            assert barriers(page) == []
            page.get_by_role("button", name="Confirm").click()
            page.get_by_role("heading", name="You have subscribed").wait_for()
            assert not page.context.cookies()
            page.get_by_role("link", name="All your subscriptions").click()
            page.get_by_role("button", name="End all subscriptions").wait_for()
            assert barriers(page) == []

            send_by(settings, port)
            document = make.published_document(
                department=department, translations=[make.texts("en", title="Rules of the harbour")]
            )
            manage(*work, **mails)
            wait_until(lambda: len(box.mails) == 2)
            told = box.mails[1]
            assert told["Subject"] == "New document: Rules of the harbour"
            assert told["To"] == ANA
            html = told.get_body(["html"]).get_content()
            assert f'{SITE}/en/documents/{document.pk}/"' in html

            click = told["List-Unsubscribe"].strip(" <>").replace(SITE, server.url)
            body = told["List-Unsubscribe-Post"].encode()
            with urllib.request.urlopen(urllib.request.Request(click, body), timeout=20) as done:
                assert done.status == 200
            page.goto(re.search(f'href="{SITE}(/en/subscriptions/manage/[^"]+)"', html)[1])
            page.get_by_role("heading", name="This link no longer works").wait_for()
            page.context.close()
            assert faults == []
        finally:
            stop_portal(server)
