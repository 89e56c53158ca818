"""The audit: what was before and after, from where, and whether anybody tampered with it."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from policies import services as policies
from policies.models import Person
from portal import trail
from portal.history.models import Checkpoint, Event
from portal.history.services import record
from portal.history.verifying import breaks
from portal.organisation import services
from portal.organisation.models import Role
from portal.organisation.roles import ADMINISTRATOR, CASE_OFFICER, EDITOR, LEADERSHIP
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.factories import policies as matters
from tests.history.tampering import by_hand, guard

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "verify_audit.py"


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def events():
    department = organisation.department()
    return [record("department.changed", department, reason=f"原因 {n}") for n in range(5)]


# --- Before and after -----------------------------------------------------------------------------


def test_an_event_says_what_was_before_and_what_after():
    department = organisation.department(name_zh_hant="Old", name="Old")
    services.save_department(department, by=None)
    department.name = "New"
    services.save_department(department, by=None)
    event = Event.objects.about(department).first()
    old, new = (each["name_zh_hant"] for each in (event.before, event.after))
    assert (old, new) == ("Old", "New")
    assert set(event.after) == {"name_zh_hant"}


def test_what_was_changed_by_a_bare_update_or_behind_our_back_is_told_with_the_next_event():
    department = organisation.department()
    record("department.changed", department)
    type(department).objects.filter(pk=department.pk).update(position=77)
    assert record("department.changed", department).after == {"position": 77}


def test_a_text_of_a_document_and_its_topics_are_told():
    document = make.draft_document(languages=("pt",))
    record("document.changed", document)
    text = document.translations.get()
    text.title = "Outro título"
    text.save()
    topic = make.topic()
    document.topics.add(topic)
    event = record("document.changed", document)
    assert event.after[f"translations:{text.pk}:title"] == "Outro título"
    assert event.before[f"translations:{text.pk}:title"]
    assert event.after["topics"] == sorted(document.topics.values_list("pk", flat=True))


def test_permissions_given_to_a_role_in_admin_are_told(client):
    client.force_login(organisation.user(is_superuser=True, is_staff=True))
    role = Role.objects.get(name=EDITOR)
    record("role.changed", role)
    kept = list(role.permissions.values_list("pk", flat=True))[1:]
    answer = client.post(
        f"/admin/auth/group/{role.pk}/change/", {"name": role.name, "permissions": kept}
    )
    assert answer.status_code == 302
    event = Event.objects.filter(verb="role.permissions").first()
    assert len(event.before["permissions"]) - len(event.after["permissions"]) == 1


# --- From where -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exactly", "address", "network"),
    [
        ("shortened", "203.0.113.77", "203.0.113.0/24"),
        ("shortened", "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("full", "203.0.113.77", "203.0.113.77"),
        ("none", "203.0.113.77", ""),
        ("full", "nonsense", ""),
    ],
)
def test_from_where_is_kept_as_exactly_as_the_setting_says(settings, exactly, address, network):
    settings.FAROL_AUDIT_ADDRESSES = exactly
    request = RequestFactory().get("/admin/", REMOTE_ADDR=address)
    assert trail.Trail("x", request).network == network


def test_staff_leave_network_and_request_in_the_history(client):
    person = organisation.user(is_superuser=True, is_staff=True)
    client.force_login(person)
    answer = client.get(f"/admin/auth/user/{person.pk}/change/", REMOTE_ADDR="203.0.113.77")
    event = Event.objects.get(verb="user.seen")
    assert (event.actor, event.network) == (person, "203.0.113.0/24")
    assert answer["X-Request-ID"] == event.request
    assert "X-Request-ID" not in client.get("/en/departments/")


def test_only_a_proxy_of_ours_gives_numbers_to_requests(client, settings):
    theirs = {"X-Request-ID": "from-the-proxy-1"}
    assert client.get("/admin/", headers=theirs)["X-Request-ID"] != "from-the-proxy-1"
    settings.FAROL_CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    assert client.get("/admin/", headers=theirs)["X-Request-ID"] == "from-the-proxy-1"
    forged = client.get("/admin/", headers={"X-Request-ID": "a\tname <x@y>"})
    assert len(forged["X-Request-ID"]) == 32


# --- Nothing of people ----------------------------------------------------------------------------


def test_nothing_personal_lies_in_the_history(client):
    resident = Person("Maria Segredo", "maria@segredo.example", "")
    matter = matters.case(person=resident, text="Sou doente.")
    policies.look_at(matter, by=organisation.user())
    person = organisation.user(first_name="Ana", last_name="Oculta", email="ana@oculta.example")
    services.save_user(person, by=None)
    with connection.cursor() as cursor:
        found = ""
        for table in ("history_event", "history_portrait"):
            cursor.execute(f"SELECT * FROM {table}")
            found += str(cursor.fetchall())
    for word in ("Segredo", "segredo", "doente", "Oculta", "oculta", person.password):
        assert word not in found
    assert "case.seen" in found
    sealed = [matter.person, matter.subject, *matter.messages.values_list("sealed", flat=True)]
    assert not [each for each in sealed if each and each in found]


def test_a_list_that_says_what_cases_are_about_is_a_look_at_each(client):
    department = organisation.department()
    shown = matters.case(department=department)
    hidden = matters.case()
    client.force_login(organisation.member(CASE_OFFICER, department))
    for page in ("/admin/policies/case/", "/admin/"):
        client.get(page)
        event = Event.objects.filter(verb="case.listed").first()
        assert event.data == {"cases": [shown.number]}, page
    assert not Event.objects.filter(data__icontains=hidden.number, verb="case.listed").exists()


def test_an_event_of_a_command_names_it(monkeypatch):
    monkeypatch.setattr("sys.argv", ["/opt/farol/manage.py", "run_due", "--every", "60"])
    assert record("department.changed", organisation.department()).request == "manage.py run_due"


def test_that_an_address_of_a_person_changed_is_told_but_not_to_what():
    person = organisation.user(email="a@example.org")
    services.save_user(person, by=None)
    person.email = "b@example.org"
    services.save_user(person, by=None)
    event = Event.objects.about(person).first()
    assert set(event.before) == set(event.after) == {"email"}
    assert event.before["email"].startswith("#")
    assert event.before != event.after


# --- Tampering ------------------------------------------------------------------------------------


def test_a_row_changed_by_sql_is_named(events):
    by_hand("UPDATE history_event SET reason = 'x' WHERE id = %s", events[2].pk)
    out = StringIO()
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_audit", stderr=out, stdout=out)
    assert f"Event {events[2].pk}: it was changed" in out.getvalue()
    assert len(out.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    "column", ["network", "request", "label", "verb", "lane", "object_id", "hash", "after", "at"]
)
def test_every_column_is_part_of_the_chain(events, column):
    forged = {"after": '{"a": 1}', "at": "2001-01-01 00:00:00+00:00", "lane": 7, "object_id": 999}
    value = forged.get(column, "f")
    by_hand(f"UPDATE history_event SET {column} = %s WHERE id = %s", value, events[2].pk)
    assert events[2].pk in {each.event_id for each in breaks()}


def test_a_row_removed_in_the_middle_is_named_by_its_neighbours(events):
    by_hand("DELETE FROM history_event WHERE id = %s", events[2].pk)
    (found,) = breaks()
    assert found.event_id == events[3].pk
    assert str(events[1].pk) in found.how
    assert "removed" in found.how


def test_a_row_inserted_in_the_middle_is_named(events):
    """With a hash that fits the one before: only what follows gives it away."""
    by_hand("UPDATE history_event SET id = id + 10 WHERE id >= %s", events[2].pk)
    forged = Event.objects.get(pk=events[1].pk)
    forged.pk, forged.previous_hash, forged.reason = events[2].pk, events[1].hash, "forged"
    forged.hash = forged.computed_hash()
    forged._state.adding = True
    forged.save(force_insert=True)
    (found,) = breaks()
    assert found.event_id == events[2].pk
    assert f"inserted before event {events[2].pk + 10}" in found.how


def test_a_check_begins_where_the_last_one_ended(events):
    assert "5 events" in run("verify_audit")
    record("department.changed", events[0].department)
    by_hand("UPDATE history_event SET reason = 'x' WHERE id = %s", events[1].pk)
    assert "since the last check" in run("verify_audit", recent=True)
    assert Checkpoint.objects.first().events == 6
    with pytest.raises(CommandError, match=str(events[1].pk)):
        run("verify_audit")


def test_a_forged_checkpoint_is_none(events):
    run("verify_audit")
    by_hand("UPDATE history_checkpoint SET events = 1")
    with pytest.raises(CommandError, match="checkpoint"):
        run("verify_audit", recent=True)


# --- Export ---------------------------------------------------------------------------------------


def independent(*files):
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, files)], capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_an_export_is_verified_without_the_portal(events, tmp_path):
    file, kept = tmp_path / "audit.jsonl", tmp_path / "heads.jsonl"
    kept.write_text(run("export_audit", head=True))
    record("department.changed", events[0].department, reason="新")
    run("export_audit", str(file))
    assert independent(file, kept) == (0, "6 events, the chain holds.\n")
    said = file.read_text(encoding="utf-8")
    assert "原因 1" in said
    for number, forgery in enumerate(
        (
            said.replace("原因 2", "原因 9"),
            "".join(line for line in said.splitlines(True) if "原因 2" not in line),
            "".join(said.splitlines(True)[:-1]),
            said.replace("原因 4", "原因 3"),
        )
    ):
        file.write_text(forgery, encoding="utf-8")
        status, told = independent(file)
        assert status == 1, number
        assert "broken" in told


def test_history_written_anew_isnt_what_was_kept_elsewhere(events, tmp_path):
    kept = tmp_path / "heads.jsonl"
    kept.write_text(run("export_audit", head=True))
    assert "5 events" in run("verify_audit", anchor=kept)
    rewrite(events)
    assert "5 events" in run("verify_audit")
    with pytest.raises(CommandError, match="kept elsewhere"):
        run("verify_audit", anchor=kept)
    run("export_audit", str(tmp_path / "audit.jsonl"))
    status, told = independent(tmp_path / "audit.jsonl", kept)
    assert (status, json.loads(kept.read_text())["at"] in told) == (1, True)


def rewrite(events):
    """Change the first event and make every hash fit again."""
    previous = events[0].previous_hash
    for event in Event.objects.filter(pk__gte=events[0].pk).order_by("pk"):
        event.previous_hash, event.reason = previous, "x"
        previous = event.computed_hash()
        by_hand(
            "UPDATE history_event SET previous_hash = %s, reason = 'x', hash = %s WHERE id = %s",
            event.previous_hash, previous, event.pk,
        )  # fmt: skip
    by_hand("UPDATE history_chainhead SET hash = %s WHERE id = %s", previous, events[0].lane)


# --- Who reads it, who writes it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "audits"), [(EDITOR, False), (LEADERSHIP, True), (ADMINISTRATOR, True)]
)
def test_before_and_after_is_for_leadership_and_administrators(client, role, audits):
    department = organisation.department("IC", name="Old")
    department.name = "New"
    services.save_department(department, by=None)
    client.force_login(organisation.member(role, department))
    event = Event.objects.about(department).first()
    page = client.get(f"/admin/history/event/{event.pk}/change/").content.decode()
    assert ("before-after" in page) == audits
    found = client.get("/admin/history/event/", {"kind": event.content_type_id, "q": "New"})
    assert event in found.context["cl"].result_list


@pytest.mark.postgres_only
def test_the_role_that_serves_the_portal_only_adds_to_history(events):
    guard()
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS farol_serving")
        cursor.execute("CREATE ROLE farol_serving")
        run("restrict_role", "farol_serving")
        cursor.execute("SET ROLE farol_serving")
        record("department.changed", events[0].department)
        for statement in ("UPDATE history_event SET reason = 'x'", "TRUNCATE history_event"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("RESET ROLE")


@pytest.mark.sqlite_only
def test_sqlite_has_no_roles():
    with pytest.raises(CommandError, match="no roles"):
        run("restrict_role", "x")
