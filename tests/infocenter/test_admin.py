"""What an editor and a publisher notice in admin."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from infocenter import services
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.organisation.roles import EDITOR, LEADERSHIP, PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db

LIST = "/admin/infocenter/document/"
ADD = f"{LIST}add/"


def at(document, page="change") -> str:
    return reverse(f"admin:infocenter_document_{page}", args=[document.pk])


def filled(client, address) -> dict:
    """What a browser would send if the person changed nothing."""
    editing = client.get(address).context["editing"]
    data = {"version": editing.document.version} if editing.document else {}
    steps = (editing.step, editing.withdrawal)
    for form in (editing.description, *editing.texts, *editing.files, *steps):
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = (
                    [getattr(each, "pk", each) for each in value]
                    if isinstance(value, list)
                    else value
                )
    return data


def send(client, address, step="save", **typed):
    return client.post(address, {**filled(client, address), "step": step, **typed})


def said(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def department():
    return organisation.department("IC")


@pytest.fixture
def editor(client, department):
    person = organisation.member(EDITOR, department)
    client.force_login(person)
    return person


@pytest.fixture
def publisher(client, department):
    person = organisation.member(PUBLISHER, department)
    client.force_login(person)
    return person


def test_a_new_document_is_written_with_files_and_submitted(client, editor):
    files = [SimpleUploadedFile(f"附件{n}.txt", b"%d" % n) for n in range(3)]
    response = send(
        client, ADD, "submit", **{"text-pt-title": "Aviso", "files": files, "number": "1/2026"}
    )
    document = Document.objects.get()
    assert response.url == at(document)
    assert document.status == Status.IN_REVIEW
    assert document.created_by == editor
    assert [each.name for each in document.kept_attachments()] == [
        "附件0.txt",
        "附件1.txt",
        "附件2.txt",
    ]


def test_a_bad_file_is_named_and_the_others_are_kept(client, editor):
    files = [SimpleUploadedFile("good.txt", b"good"), SimpleUploadedFile("empty.txt", b"")]
    response = client.post(
        ADD, {**filled(client, ADD), "step": "save", "text-pt-title": "Aviso", "files": files}
    )
    document = Document.objects.get()
    assert [each.name for each in document.kept_attachments()] == ["good.txt"]
    assert "empty.txt" in said(client.get(response.url))


def test_an_error_loses_neither_texts_nor_files(client, editor, department):
    make.draft_document(department=department, number="7/2026")
    file = SimpleUploadedFile("annex.txt", b"annex")
    typed = {"text-pt-title": "Aviso", "text-pt-body": "Corpo", "number": "7/2026", "files": file}
    response = send(client, ADD, **typed)
    editing = response.context["editing"]
    assert "number" in response.content.decode()
    assert editing.texts[1]["body"].value() == "Corpo"
    [arrived] = editing.arrived
    typed |= {"number": "8/2026", "arrived": arrived.token}
    del typed["files"]
    send(client, ADD, **typed)
    document = Document.objects.get(number="8/2026")
    assert document.kept_attachments().get().name == "annex.txt"


def test_nobody_attaches_a_file_that_somebody_else_brought(client, editor, publisher, department):
    client.force_login(editor)
    answer = client.post(f"{LIST}files/", {"file": SimpleUploadedFile("a.txt", b"secret")})
    token = answer.json()["token"]
    client.force_login(publisher)
    for each in (token, token + "x", "nonsense"):
        send(client, ADD, **{"text-pt-title": "Aviso", "arrived": each})
    assert not any(each.attachments.exists() for each in Document.objects.all())


def test_a_dropped_file_that_is_refused_says_why(client, editor):
    answer = client.post(f"{LIST}files/", {"file": SimpleUploadedFile("empty.txt", b"")})
    assert answer.status_code == 422
    assert "empty.txt" in answer.json()["reason"]
    assert client.post(f"{LIST}files/").status_code == 400


def test_an_editor_has_no_button_to_publish_and_can_not_force_it(client, editor, department):
    document = make.draft_document(department=department)
    response = client.get(at(document))
    assert set(response.context["steps"]) == {"submit"}
    send(client, at(document), "publish")
    assert not Edition.objects.exists()


def test_a_publisher_publishes_what_was_typed(client, publisher, department):
    document = make.draft_document(department=department)
    send(client, at(document), "publish", **{"text-zh-hant-title": "新標題"})
    assert Edition.objects.current().get().translations.get().title == "新標題"


def test_what_is_saved_stays_when_publishing_is_refused(client, publisher, department):
    document = make.published_document(department=department)
    response = send(client, at(document), "publish", **{"text-zh-hant-title": "新標題"})
    assert "change note" in said(client.get(response.url))
    assert document.translations.get().title == "新標題"
    assert Edition.objects.count() == 1
    typed = {"text-zh-hant-change_note": "更正標題。", "change_kind": "correction"}
    send(client, at(document), "publish", **typed)
    edition = Edition.objects.current().get()
    assert edition.kind == "correction"
    assert edition.translations.get().change_note == "更正標題。"


def test_what_changes_is_asked_in_each_language_once_there_is_an_edition(
    client, publisher, department
):
    draft = make.draft_document(department=department)
    public = make.published_document(department=department)
    asked = 'name="text-pt-change_note"'
    assert asked not in client.get(ADD).content.decode()
    assert asked not in client.get(at(draft)).content.decode()
    assert asked in client.get(at(public)).content.decode()


def test_a_note_in_a_language_without_text_is_an_error_that_loses_nothing(
    client, publisher, department
):
    document = make.published_document(department=department)
    typed = {
        "text-zh-hant-title": "新標題",
        "text-pt-change_note": "Corrige o título.",
        "text-en-change_credit": "A reader",
    }
    response = send(client, at(document), "publish", **typed)
    editing = response.context["editing"]
    page = response.content.decode()
    assert page.count("There is no text in this language.") >= 2
    assert 'href="#id_text-pt-change_note"' in page
    by_language = {form.language: form for form in editing.texts}
    assert by_language["pt"]["change_note"].value() == "Corrige o título."
    assert by_language["en"]["change_credit"].value() == "A reader"
    assert by_language["zh-hant"]["title"].value() == "新標題"
    assert not by_language["pt"].is_written
    assert document.translations.get().title != "新標題"
    assert Edition.objects.count() == 1


def test_opening_and_saving_nothing_changes_nothing(client, publisher, department):
    document = make.published_document(department=department, languages=("zh-hant", "pt"))
    send(client, at(document))
    document.refresh_from_db()
    assert document.status == Status.PUBLISHED


def test_scheduling_takes_the_time_of_the_portal(client, publisher, department):
    document = make.draft_document(department=department)
    when = timezone.localtime() + timedelta(days=2)
    send(client, at(document), "schedule", publish_at=when.strftime("%Y-%m-%dT%H:%M"))
    document.refresh_from_db()
    assert document.status == Status.SCHEDULED
    assert document.scheduled_for == when.replace(second=0, microsecond=0)


def test_scheduling_without_a_time_or_in_the_past_says_so(client, publisher, department):
    document = make.draft_document(department=department)
    for when, words in (("", "what time"), ("2020-01-01T10:00", "future")):
        response = send(client, at(document), "schedule", publish_at=when)
        assert words in said(client.get(response.url))
    document.refresh_from_db()
    assert document.status == Status.DRAFT


def test_returning_needs_a_reason_and_shows_it_to_the_editor(client, publisher, department):
    editor = organisation.member(EDITOR, department)
    document = make.document_in_review(department=department, by=editor)
    response = send(client, at(document), "return")
    assert "reason" in said(client.get(response.url))
    send(client, at(document), "return", reason="Add the annex.")
    client.force_login(editor)
    assert "Add the annex." in client.get("/admin/").content.decode()
    assert "Add the annex." in client.get(at(document)).content.decode()


def test_withdrawing_gives_the_public_reason(client, publisher, department):
    document = make.published_document(department=department)
    page = client.get(at(document)).content.decode()
    for code, lang, name in (
        ("zh_hant", "zh-Hant", "繁體中文"),
        ("pt", "pt", "Português"),
        ("en", "en", "English"),
        ("zh_hans", "zh-Hans", "简体中文"),
    ):
        assert f'<label for="id_withdrawal_reason_{code}" lang="{lang}">{name}</label>' in page
    reasons = {
        "withdrawal_reason_pt": "Publicado por engano.",
        "withdrawal_reason_en": "Published by mistake.",
    }
    send(client, at(document), "withdraw", **reasons)
    document.refresh_from_db()
    assert document.status == Status.WITHDRAWN
    assert document.withdrawal_reason_pt == "Publicado por engano."
    history = client.get(at(document, "history")).content.decode()
    assert '<p lang="pt">Publicado por engano.</p>' in history
    assert '<p lang="en">Published by mistake.</p>' in history


def test_withdrawing_without_a_reason_gives_the_form_back_as_it_was_filled_in(
    client, publisher, department
):
    document = make.published_document(department=department)
    typed = {"text-zh-hant-title": "新標題", "withdrawal_reason_pt": "  "}
    response = send(client, at(document), "withdraw", **typed)
    page = response.content.decode()
    assert "Please give a reason, in one language at least." in page
    assert 'value="新標題"' in page
    document.refresh_from_db()
    assert document.status == Status.PUBLISHED
    assert document.translations.get().title != "新標題"


def test_another_step_keeps_a_reason_that_was_typed_and_asks_for_none(
    client, publisher, department
):
    document = make.published_document(department=department)
    make.draft_document(department=department, number="7/2026")
    typed = {"number": "7/2026", "withdrawal_reason_pt": "Por engano."}
    page = send(client, at(document), "save", **typed).content.decode()
    assert "Por engano.</textarea>" in page
    assert "Please give a reason" not in page


def test_a_successor_is_found_by_words_of_its_title_and_marked(client, publisher, department):
    old = make.published_document(department=department)
    texts = [make.texts("pt", title="Regulamento do mercado")]
    new = make.published_document(translations=texts)
    page = client.get(at(old, "supersede"), {"q": "mercado"})
    assert [each.document_id for each in page.context["found"]] == [new.pk]
    client.post(at(old, "supersede"), {"successor": new.pk, "version": old.version})
    old.refresh_from_db()
    assert old.superseded_by == new


def test_in_review_an_editor_reads_and_takes_back(client, editor, department):
    document = make.document_in_review(department=department, by=editor)
    response = client.get(at(document))
    assert response.context["editing"].locked
    forced = send(client, at(document), **{"text-zh-hant-title": "改"})
    assert forced.status_code == 403
    assert document.translations.get().title != "改"
    send(client, at(document), "retract")
    document.refresh_from_db()
    assert document.status == Status.DRAFT


def test_the_second_who_saves_is_told_and_keeps_the_text(client, editor, department):
    document = make.draft_document(department=department)
    data = filled(client, at(document))
    services.save_translation(document, "zh-hant", by=None, title="別人的標題")
    response = client.post(at(document), {**data, "text-zh-hant-title": "我的標題", "step": "save"})
    page = response.content.decode()
    assert response.context["editing"].is_conflict
    assert "我的標題" in page
    assert "別人的標題" in page
    assert document.translations.get().title == "別人的標題"
    data |= {"version": response.context["editing"].seen_version, "step": "save"}
    client.post(at(document), {**data, "text-zh-hant-title": "我的標題"})
    assert document.translations.get().title == "我的標題"


def test_files_are_renamed_ordered_replaced_and_removed(client, editor, department):
    document = make.draft_document(department=department, files=["a.txt", "b.txt", "c.txt"])
    a, b, c = (each.pk for each in document.kept_attachments())
    send(
        client,
        at(document),
        **{
            f"file-{a}-position": 3,
            f"file-{b}-name": "second.txt",
            f"file-{b}-language": "pt",
            f"file-{c}-remove": "on",
            f"file-{b}-replacement": SimpleUploadedFile("newer.txt", b"newer"),
        },
    )
    kept = [(each.name, each.language) for each in document.kept_attachments()]
    assert kept == [("newer.txt", "pt"), ("a.txt", "")]


def test_a_file_name_with_a_path_is_refused(client, editor, department):
    document = make.draft_document(department=department, files=["a.txt"])
    name = f"file-{document.kept_attachments()[0].pk}-name"
    response = send(client, at(document), **{name: "../x"})
    assert response.status_code == 200
    assert document.kept_attachments()[0].name == "a.txt"


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


def test_the_review_queue_shows_differences_and_decides(client, publisher, department):
    first = make.published_document(
        department=department, translations=[make.texts("pt", body="Abre às oito.")]
    )
    texts = {"body": "Abre às nove.", "change_note": "O horário."}
    services.save_translation(first, "pt", by=None, **texts)
    services.submit_document(first, by=None)
    second = make.document_in_review(department=department)
    elsewhere = make.document_in_review()
    page = client.get(f"{LIST}review/")
    assert {each.document for each in page.context["waiting"]} == {first, second}
    assert "<del>oito</del><ins>nove</ins>" in page.content.decode()
    assert '<span lang="pt">O horário.</span>' in page.content.decode()
    decision = {f"version-{each.pk}": each.version for each in (first, second)}
    client.post(f"{LIST}review/", {**decision, "decision": f"publish-{first.pk}"})
    reason = {f"reason-{second.pk}": "No annex."}
    client.post(f"{LIST}review/", {**decision, **reason, "decision": f"return-{second.pk}"})
    refused = client.post(f"{LIST}review/", {"decision": f"publish-{elsewhere.pk}"})
    for each in (first, second, elsewhere):
        each.refresh_from_db()
    assert first.status == Status.PUBLISHED
    assert (second.status, second.status_reason) == (Status.DRAFT, "No annex.")
    assert (refused.status_code, elsewhere.status) == (403, Status.IN_REVIEW)


def test_the_queue_does_not_approve_what_changed_since_it_was_shown(client, publisher, department):
    document = make.document_in_review(department=department)
    seen = document.version
    services.save_translation(document, "zh-hant", by=None, body="改")
    decision = {"decision": f"publish-{document.pk}", f"version-{document.pk}": seen}
    client.post(f"{LIST}review/", decision)
    assert not Edition.objects.exists()


def bulk(client, action, documents, **more):
    ticked = [each.pk for each in documents]
    return client.post(LIST, {"action": action, "_selected_action": ticked, **more}, follow=True)


def test_many_are_published_at_once_and_each_outcome_is_told(client, publisher, department):
    good = make.document_in_review(department=department)
    bad = make.draft_document(department=department, translations=[make.texts("pt", title="")])
    page = bulk(client, "publish_many", [good, bad])
    assert "1 document done" in said(page)
    assert "1 document not done" in said(page)
    assert "needs a title" in said(page)
    assert Edition.objects.current().get().document == good


def test_bulk_actions_ask_for_the_reason_and_reach_no_other_department(
    client, publisher, department
):
    own = make.published_document(department=department)
    other = make.published_document()
    page = bulk(client, "withdraw_many", [own, other])
    assert [each.pk for each in page.context["documents"]] == [own.pk]
    page = bulk(client, "withdraw_many", [own, other], asked=1)
    assert "Please give a reason" in page.content.decode()
    assert [each.pk for each in page.context["documents"]] == [own.pk]
    reason = {"withdrawal_reason_zh_hant": "數字有誤。"}
    bulk(client, "withdraw_many", [own, other], asked=1, **reason)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.status, other.status) == (Status.WITHDRAWN, Status.PUBLISHED)
    assert own.withdrawal_reason_zh_hant == "數字有誤。"


def test_many_are_returned_with_one_reason(client, publisher, department):
    documents = [make.document_in_review(department=department) for _each in range(2)]
    assert (
        "Please give a reason" in bulk(client, "return_many", documents, asked=1).content.decode()
    )
    bulk(client, "return_many", documents, asked=1, reason="No annex.")
    for document in documents:
        document.refresh_from_db()
        assert (document.status, document.status_reason) == (Status.DRAFT, "No annex.")


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("pt", '<span lang="pt">O horário.</span>'),
        ("zh-hant", '<span lang="zh-Hant">時間有誤。</span>'),
        ("zh-hans", '<span lang="zh-Hans">时间有误。</span>'),
        ("en", '<span lang="pt">O horário.</span>'),
    ],
)
def test_an_edition_says_what_changed_in_the_language_of_the_interface(
    client, publisher, department, language, note
):
    document = make.published_document(department=department, languages=("zh-hant", "pt"))
    portuguese = {"pt": {"change_note": "O horário."}}
    edition = make.next_edition(document, note="時間有誤。", translations=portuguese)
    client.cookies["django_language"] = language
    page = client.get(f"/admin/infocenter/edition/{edition.pk}/change/")
    assert note in page.content.decode()


def test_topics_of_many_change(client, editor, department):
    topic = make.topic()
    documents = [make.draft_document(department=department) for _each in range(2)]
    bulk(client, "change_topics", documents, asked=1, topics=[topic.slug])
    assert all(list(each.topics.all()) == [topic] for each in documents)


def test_an_editor_sees_no_action_of_a_publisher(client, editor, department):
    make.draft_document(department=department)
    actions = client.get(LIST).context["action_form"].fields["action"].choices
    assert {value for value, _words in actions} == {"", "submit_many", "change_topics"}


def test_leadership_reads_and_changes_nothing(client, department):
    client.force_login(organisation.member(LEADERSHIP, organisation.department("GM")))
    document = make.draft_document(department=department)
    assert client.get(at(document)).context["steps"] == {}
    send(client, at(document), "save", **{"text-zh-hant-title": "改"})
    send(client, at(document), "publish")
    document.refresh_from_db()
    assert document.title() != "改"
    assert document.status == Status.DRAFT
    assert client.get(ADD).status_code == 403


def test_the_first_page_counts_the_own_department_only(client, publisher, department):
    make.document_in_review(department=department)
    make.document_in_review()
    make.draft_document(department=department, by=publisher)
    make.scheduled_document(department=department)
    yesterday = timezone.localdate() - timedelta(days=1)
    make.published_document(department=department, review_on=yesterday)
    piles = {each.key: each.count for each in client.get("/admin/").context["waiting"]}
    assert piles == {
        "returned": 0,
        "review": 1,
        "drafts": 1,
        "scheduled": 1,
        "overdue": 1,
        "files": 0,
    }


def test_a_file_that_can_not_be_read_waits_on_the_first_page(client, editor, department):
    document = make.draft_document(department=department)
    file = make.stored_file(b"%PDF-1.4 broken", "a.pdf", read=True)
    services.attach_file(document, file, name="a.pdf", by=editor)
    piles = {each.key: each for each in client.get("/admin/").context["waiting"]}
    assert piles["files"].items == [document]
    assert file.explanation in client.get(at(document)).content.decode().replace("&#x27;", "'")


def test_the_list_finds_by_number_and_title_in_any_language(client, editor, department):
    document = make.draft_document(
        department=department,
        number="44/IC/2026",
        translations=[make.texts("zh-hant", title="街市"), make.texts("pt", title="Mercado")],
    )
    make.draft_document(department=department)
    for words in ("44/IC", "街市", "mercado"):
        found = client.get(LIST, {"q": words}).context["cl"].result_list
        assert [each.pk for each in found] == [document.pk]


@pytest.mark.parametrize(
    "query",
    [
        "waiting=mine",
        "waiting=overdue",
        "waiting=files",
        "public=yes",
        "language=-pt",
        "language=x",
    ],
)
def test_every_filter_of_the_list_works(client, editor, department, query):
    make.published_document(department=department)
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_the_list_asks_no_more_queries_for_more_rows(
    client, editor, department, django_assert_max_num_queries
):
    for _each in range(3):
        make.draft_document(department=department)
    with django_assert_max_num_queries(25):
        client.get(LIST)
    for _each in range(12):
        make.draft_document(department=department)
    with django_assert_max_num_queries(25):
        client.get(LIST)


def test_history_of_a_document_is_told_in_words(client, publisher, department):
    document = make.document_in_review(department=department, by=publisher)
    services.return_document(document, by=publisher, reason="Add the annex.")
    page = client.get(at(document, "history")).content.decode()
    assert "Add the annex." in page
    assert "Returned to draft" in page
    assert "document.returned" not in page


def test_staff_choose_a_language_that_only_admin_remembers(client, editor):
    response = client.post("/admin/language/", {"language": "pt", "next": "/admin/"})
    assert response.cookies["django_language"]["path"] == "/admin/"
    assert 'lang="pt"' in client.get("/admin/").content.decode()


def test_a_draft_is_deleted_by_an_administrator_a_public_document_by_nobody(client, department):
    client.force_login(organisation.user(is_superuser=True))
    draft, public = make.draft_document(), make.published_document()
    client.post(at(draft, "delete"), {"post": "yes"})
    assert client.post(at(public, "delete"), {"post": "yes"}).status_code == 403
    assert list(Document.objects.all()) == [public]


def test_no_admin_page_has_inline_script_or_style(client, publisher, department):
    document = make.draft_document(department=department, files=["a.txt"])
    for address in ("/admin/", LIST, ADD, at(document), at(document, "history"), f"{LIST}review/"):
        page = client.get(address).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page
