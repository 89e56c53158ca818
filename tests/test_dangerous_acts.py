"""What is dangerous in admin asks again who one is; everything there is called dangerous or calm.

Dangerous is what can't be taken back (deleting), what takes personal data out, and what says who
may come in. To publish, to withdraw and to hide is the daily work, told in history and taken back
by its opposite. A page, step, action or class that these tables don't know fails: enter it in one.
"""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.serving import ROOT
from tests.test_permissions_matrix import (  # noqa: F401  (fixtures)
    FOREIGN,
    KNOWN,
    PAGES,
    admin_patterns,
    arguments_of,
    department,
    people,
    things,
)

pytestmark = pytest.mark.django_db

# Our own pages: what is sent when they ask. Besides, each of them asks before the step "delete".
DANGEROUS = {
    "auth_user_safety": ("get", {}),
    "infocenter_event_registrations": ("get", {"format": "csv"}),
    "policies_consultation_export": ("get", {}),
    "tracking_progressreport_remove": ("post", {}),
    "webhooks_endpoint_secret": ("post", {"renew": ""}),
}
CALM = {
    *(f"infocenter_{each}_preview" for each in ("announcement", "bestbet", "campaign", "event")),
    *(f"infocenter_document_{each}" for each in ("dataset", "everywhere", "file", "markdown")),
    *(f"infocenter_document_{each}" for each in ("preview", "receive", "review", "supersede")),
    *("infocenter_document_sheet", "infocenter_document_sheet_template"),
    *("infocenter_searchcount_csv", "infocenter_synonymgroup_preview"),
    *("inspection_inspection_begin", "organisation_department_plan"),
    *("policies_case_file", "policies_policy_preview", "policies_consultation_preview"),
    *("policies_policy_article", "policies_policy_add_article"),
    *(f"policies_consultation_{each}" for each in ("question", "add_question")),
    *(f"policies_consultation_{each}" for each in ("point", "add_point")),
    *(f"tracking_evaluation_{each}" for each in ("criterion", "add_criterion", "task")),
    *(f"tracking_evaluation_{each}" for each in ("finding", "add_finding")),
    *(f"tracking_measure_{each}" for each in ("indicator", "add_indicator", "board")),
    *("tracking_measure_observe", "tracking_measure_report"),
    *(f"tracking_meeting_{each}" for each in ("agenda", "add_agenda", "draw", "task")),
    *("tracking_meeting_attendance", "tracking_meeting_add_attendance"),
    *(f"tracking_programme_{each}" for each in ("phase", "add_phase", "import", "export")),
    *("tracking_progressreport_evidence", "tracking_supervisionrule_rehearsal"),
    *(f"tracking_training_{each}" for each in ("session", "add_session", "attendance")),
    *(f"tracking_training_{each}" for each in ("question", "add_question", "take", "certificate")),
}

# Classes whose adding and changing is dangerous; apps in which none is. Deleting always is.
DANGEROUS_CLASSES = {
    "auth.Group", "auth.User", "organisation.LeadershipSeat", "organisation.Member",
    "rest.Key", "rest.ServiceAccount",
}  # fmt: skip
CALM_CLASSES = {"organisation.Department", "webhooks.Endpoint", "webhooks.Message"}
CALM_APPS = {"calendar", "history", "infocenter", "inspection", "notifications", "pages",
             "policies", "subscriptions", "tracking"}  # fmt: skip

DANGEROUS_ACTIONS = {"delete_selected", "replace", "revoke"}
CALM_ACTIONS = {"again", "submit_many", "publish_many", "return_many", "withdraw_many",
                "change_topics", "change_facts", "as_sheet"}  # fmt: skip

DANGEROUS_STEPS = {"delete"}
CALM_STEPS = {
    "accept", "adopt", "amend", "answer", "approve", "ask", "assign", "call_off", "cancel",
    "close", "confirm", "consult", "correct", "decline", "down", "draft", "drop", "end",
    "enforce", "expire", "extend", "give", "go_on", "hide", "hold", "import", "look", "merge",
    "move", "note", "off", "offer", "open", "pause", "prepare", "preview", "publish", "quiz",
    "raise", "read", "reject", "release", "repeal", "replace", "reply", "report", "resume",
    "retract", "return", "revise", "revoke", "save", "schedule", "split", "start", "submit",
    "take", "transfer", "try", "unmerge", "up", "verify", "withdraw",
}  # fmt: skip
OF_THE_ACCOUNT = {"codes", "end", "end-others", "remove-app", "remove-passkey"}  # each of them asks


@pytest.fixture
def late(people):  # noqa: F811
    """The superuser, who proved a quarter of an hour ago who they are."""
    client = Client()
    client.force_login(people["superuser"])
    session = client.session
    session["shown_at"] -= 901
    session.save()
    return client


def asks(response) -> bool:
    return response.status_code == 200 and b'id="confirm-form"' in response.getvalue()


def classes():
    """Every class of admin that is ours, by the label of its model."""
    for model, model_admin in admin.site._registry.items():
        if model._meta.label not in FOREIGN:
            yield model._meta.label, model_admin


def address(label: str, page: str, *arguments) -> str:
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=arguments)


# --- Pages of our own ---------------------------------------------------------------------------


def test_every_page_of_ours_is_dangerous_or_calm():
    assert set(PAGES) - CALM - set(DANGEROUS) == set(), "Say whether these are dangerous."
    assert CALM & set(DANGEROUS) == set()
    assert set(DANGEROUS) | CALM == set(PAGES)
    views = {name: getattr(view, "asks_again", False) for name, view in admin_patterns()}
    assert {name for name in PAGES if views[name]} == set(DANGEROUS)


def test_dangerous_pages_ask(late, people, things):  # noqa: F811
    for name, (method, sent) in DANGEROUS.items():
        page = reverse(f"admin:{name}", args=arguments_of(name, people, things))
        assert asks(getattr(late, method)(page, sent)), name


def test_calm_pages_do_not_ask(late, people, things):  # noqa: F811
    for name in sorted(CALM):
        page = reverse(f"admin:{name}", args=arguments_of(name, people, things))
        assert not asks(late.get(page)), name


def test_each_page_asks_before_it_throws_something_away(late, people, things):  # noqa: F811
    for name in PAGES:
        page = reverse(f"admin:{name}", args=arguments_of(name, people, things))
        assert asks(late.post(page, {"step": "delete"})), name


# --- Django's pages -----------------------------------------------------------------------------


def test_every_class_is_dangerous_to_change_or_calm():
    ours = dict(classes())
    unknown = {
        label
        for label in set(ours) - DANGEROUS_CLASSES - CALM_CLASSES
        if label.partition(".")[0] not in CALM_APPS
    }
    assert unknown == set(), "Say whether these are dangerous to change."
    assert {label for label, each in ours.items() if each.asks_again} == DANGEROUS_CLASSES


def test_dangerous_classes_ask(late, things):  # noqa: F811
    for label in DANGEROUS_CLASSES:
        for page in (address(label, "add"), address(label, "change", things[label].pk)):
            if label != "rest.Key" or page.endswith("add/"):  # a key is made or revoked
                assert asks(late.get(page)), page
            assert asks(late.post(page, {"_save": ""})), page


@pytest.mark.parametrize("sent", [None, {}, {"post": "yes"}])
def test_whatever_can_be_deleted_asks_before(late, things, sent):  # noqa: F811
    seen = 0
    for label, rows in KNOWN.items():
        if rows["delete"] is None:
            continue
        page = address(label, "delete", things[label].pk)
        assert asks(late.get(page) if sent is None else late.post(page, sent)), page
        assert type(things[label])._base_manager.filter(pk=things[label].pk).exists()
        seen += 1
    assert seen > 20


def test_every_action_of_a_list_is_dangerous_or_calm(rf, people):  # noqa: F811
    request = rf.get("/admin/")
    request.user = people["superuser"]
    for label, each in classes():
        offered = {name for _act, name, _words in each._get_base_actions()}
        assert offered - DANGEROUS_ACTIONS - CALM_ACTIONS == set(), label
        dangerous = offered & DANGEROUS_ACTIONS
        if not each.has_delete_permission(request):
            dangerous -= {"delete_selected"}
        assert dangerous <= set(each.asking_actions), label


def test_dangerous_actions_ask_whichever_bar_they_are_chosen_in(late, things):  # noqa: F811
    for label, each in classes():
        gone = {"delete_selected"} if KNOWN[label]["delete"] is None else set()
        for action in set(each.asking_actions) - gone:
            for chosen in ([action], [action, ""], ["", action], [action, "again"]):
                sent = {"action": chosen, "index": chosen.index(action),
                        "_selected_action": [things[label].pk]}  # fmt: skip
                assert asks(late.post(address(label, "changelist"), sent)), (label, chosen)


# --- Steps --------------------------------------------------------------------------------------


def test_every_step_is_dangerous_or_calm():
    """What buttons are called in templates, and steps in the code."""
    pages = "\n".join(each.read_text() for each in ROOT.glob("templates/admin/**/*.html"))
    steps = set(re.findall(r'name="step" value="([a-z_-]*[a-z])', pages))
    for app in ("portal", "infocenter", "policies", "tracking"):
        for each in (ROOT / app).glob("**/*.py"):
            steps |= set(re.findall(r'\bStep\(\s*"([a-z_]+)"', each.read_text()))
    unknown = steps - DANGEROUS_STEPS - CALM_STEPS - OF_THE_ACCOUNT
    assert unknown == set(), "Say whether these are dangerous."
    assert steps >= DANGEROUS_STEPS


def test_steps_of_the_own_account_ask(late):
    for step in OF_THE_ACCOUNT:
        assert asks(late.post("/admin/account/", {"step": step})), step
