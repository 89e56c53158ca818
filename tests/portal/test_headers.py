"""What every answer tells browsers and caches."""

import pytest
from django.test import Client

from tests.factories import organisation
from tests.serving import manage

pytestmark = pytest.mark.django_db


def test_a_public_page_is_shared_but_always_asked_about(client):
    response = client.get("/en/")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_nothing_runs_from_within_a_page(client):
    policy = client.get("/en/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_for_staff_is_kept_by_nobody(admin_client):
    response = admin_client.get("/admin/")
    assert response.status_code == 200
    control = response.headers["Cache-Control"]
    assert "private" in control
    assert "public" not in control


def test_health_tells_what_is_wrong(client, settings, tmp_path):
    settings.FAROL_RUN_DIR = settings.FAROL_FILES_ROOT = tmp_path
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").status_code == 200
    settings.FAROL_FILES_ROOT = tmp_path / "missing"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"]["files"] is False
    assert "no-store" in response.headers["Cache-Control"]


def test_texts_never_become_markup_in_scripts(client, admin_client):
    public = client.get("/en/").headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in public
    staff = admin_client.get("/admin/").headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'; trusted-types default" in staff
    assert "unsafe" not in staff


def test_other_sites_neither_embed_nor_open_us(client):
    headers = client.get("/en/").headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_cookies_are_of_the_admin_only_and_of_no_script(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    person = organisation.user()
    typed = {"username": person.username, "password": organisation.PASSWORD}
    cookie = client.post("/admin/login/", typed).cookies["sessionid"]
    assert (cookie["path"], cookie["samesite"]) == ("/admin/", "Lax")
    assert cookie["httponly"]
    assert cookie["secure"]
    token = client.get("/admin/account/").cookies["csrftoken"]
    assert (token["path"], token["samesite"], bool(token["secure"])) == ("/admin/", "Lax", True)
    assert token["httponly"]
    chosen = client.post("/admin/language/", {"language": "pt"}).cookies["django_language"]
    assert (chosen["path"], chosen["samesite"], bool(chosen["httponly"])) == (
        "/admin/",
        "Lax",
        True,
    )


def test_https_is_kept_to_where_it_is_set():
    said = manage("diffsettings", "--all", FAROL_HTTPS="true")
    for line in ("SECURE_SSL_REDIRECT = True", "SESSION_COOKIE_SECURE = True",
                 "CSRF_COOKIE_SECURE = True", "SECURE_HSTS_SECONDS = 31536000",
                 "SECURE_HSTS_INCLUDE_SUBDOMAINS = True"):  # fmt: skip
        assert line in said


def test_another_host_name_is_refused(client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_staff_forms_of_other_sites_are_refused():
    person, client = organisation.user(is_superuser=True), Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert client.post("/admin/account/", {"step": "end-others"}).status_code == 403
    token = client.get("/admin/account/").cookies["csrftoken"].value
    typed = {"step": "end-others", "csrfmiddlewaretoken": token}
    elsewhere = {"origin": "https://evil.example"}
    assert client.post("/admin/account/", typed, headers=elsewhere).status_code == 403
    assert client.post("/admin/account/", typed).status_code == 302


def test_the_choice_of_language_leads_nobody_to_another_site(client):
    typed = {"language": "pt", "next": "https://evil.example/"}
    assert client.post("/admin/language/", typed)["Location"] == "/"
