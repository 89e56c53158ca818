"""What every answer tells browsers and caches."""

import pytest

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
