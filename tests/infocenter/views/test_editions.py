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
    make.next_edition(
        document,
        note="The hour was wrong.",
        credit="A reader",
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


@pytest.fixture
def told_in_two_languages():
    document = make.published_document(languages=("zh-hant", "pt", "en"))
    make.next_edition(
        document,
        note="更正開放時間。",
        credit="一位讀者",
        translations={"pt": {"change_note": "Corrige-se o horário."}},
    )
    return document


@pytest.mark.parametrize(
    ("language", "note", "credit"),
    [
        ("zh-hant", 'lang="zh-Hant">更正開放時間。', '<span lang="zh-Hant">一位讀者</span>'),
        ("zh-hans", 'lang="zh-Hans">更正开放时间。', '<span lang="zh-Hans">一位读者</span>'),
        ("pt", 'lang="pt">Corrige-se o horário.', '<span lang="zh-Hant">一位讀者</span>'),
        ("en", 'lang="pt">Corrige-se o horário.', '<span lang="zh-Hant">一位讀者</span>'),
    ],
)
def test_a_reader_gets_the_note_in_their_own_or_the_best_other_language(
    client, told_in_two_languages, language, note, credit
):
    base = f"/{language}/documents/{told_in_two_languages.pk}/"
    history = client.get(f"{base}history/").content.decode()
    assert f"<p {note}</p>" in history
    assert credit in history
    assert f"<span {note}</span>" in client.get(f"{base}compare/").content.decode()


def test_the_history_asks_no_more_queries_for_more_editions(
    client, document, django_assert_max_num_queries
):
    get(client, document, "history/")
    for _each in range(4):
        make.next_edition(document)
    with django_assert_max_num_queries(4):
        get(client, document, "history/")
