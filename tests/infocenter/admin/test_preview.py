"""The unpublished page, for staff alone."""

import pytest

from tests.factories import infocenter as make
from tests.infocenter.admin.forms import LIST, at, filled

pytestmark = pytest.mark.django_db


def test_the_preview_shows_the_unpublished_text_to_staff_alone(client, editor, department):
    document = make.draft_document(
        department=department, translations=[make.texts("pt", title="Rascunho", body="**forte**")]
    )
    response = client.get(at(document, "preview"))
    assert "<strong>forte</strong>" in response.content.decode()
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "noindex" in response["X-Robots-Tag"]
    typed = client.post(
        at(document),
        {**filled(client, at(document)), "step": "preview", "text-pt-title": "Só escrito"},
    )
    assert "Só escrito" in typed.content.decode()
    assert document.translations.get().title == "Rascunho"
    client.logout()
    assert client.get(at(document, "preview")).status_code == 302


def test_markdown_comes_back_harmless(client, editor):
    response = client.post(f"{LIST}markdown/", {"body": "**a** <script>alert(1)</script>"})
    assert "<strong>a</strong>" in response.content.decode()
    assert "<script" not in response.content.decode()
