"""The history of a document and the difference between two editions."""

import pytest

from infocenter import services
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = make.published_document(
        translations=[
            make.texts("en", title="Opening hours", body="Open from nine.\n\nClosed on Sunday.")
        ],
        files=[("hours.txt", b"nine"), ("map.txt", b"map")],
        number="1",
    )
    services.replace_attachment(
        make.file_of(document), make.stored_file(b"ten"), name="hours.txt", by=None
    )
    document.number = "2"
    make.attachment(document, b"plan", "plan.txt")
    document.change_credit = "A reader"
    make.next_edition(
        document,
        note="The hour was wrong.",
        kind="correction",
        body="Open from ten.\n\nClosed on Sunday.",
    )
    return document


def get(client, document, rest):
    return client.get(f"/en/documents/{document.pk}/{rest}")


def test_the_history_tells_what_changed_when_and_thanks_to_whom(client, document):
    text = get(client, document, "history/").content.decode()
    for words in (
        "Edition 2",
        "Edition 1",
        "Correction",
        "First edition",
        "The hour was wrong.",
        "A reader",
    ):
        assert words in text, words
    assert "compare/?from=1&amp;to=2" in text


def test_the_difference_is_shown_in_words(client, document):
    text = get(client, document, "compare/?from=1&to=2").content.decode()
    assert "Removed: </span>nine</del>" in text
    assert "Added: </span>ten</ins>" in text
    assert "Replaced</span> hours.txt" in text
    assert "Added</span> plan.txt" in text
    assert "<td>1</td><td>2</td>" in text
    assert "map.txt" not in text


def test_backwards_and_the_same_twice(client, document):
    text = get(client, document, "compare/?from=2&to=1").content.decode()
    assert "Removed: </span>ten</del>" in text
    assert "Removed</span> plan.txt" in text
    assert "say the same" in get(client, document, "compare/?from=1&to=1").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "from=9&to=8",
        "from=x",
        "to=%00",
        "from=" + "9" * 5000,
        "language=kl",
        "language=pt",
        "from=",
    ],
)
def test_a_wrong_choice_is_said(client, document, query):
    response = get(client, document, f"compare/?{query}")
    assert response.status_code == 200
    assert "Opening hours" in response.content.decode()
    assert "There is a problem" in response.content.decode()


def test_a_language_version_that_came_later(client, document):
    services.save_translation(document, "pt", by=None, title="Horário", summary="", body="Às dez.")
    make.next_edition(document)
    text = get(client, document, "compare/?from=2&to=3&language=pt").content.decode()
    assert "had no text in this language" in text
    assert "Às dez." in text
