"""Role x action x own or other department, over everything that admin offers.

A ModelAdmin or an admin page that these tables don't know fails here: say in them who may do what.
"""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from infocenter.models import (
    Announcement,
    BestBet,
    Campaign,
    Document,
    Edition,
    PopularSearch,
    SearchCount,
    SynonymGroup,
    Topic,
)
from infocenter.models import Event as Occasion
from policies.models import (
    CannedAnswer,
    Case,
    Consultation,
    DeadlineProfile,
    DeadlineRule,
    Matter,
    Point,
    Policy,
    Practice,
    PublishedAnswer,
    Response,
    RoutingRule,
)
from policies.services import case_files
from portal.calendar.models import SpecialDay
from portal.history.models import Event
from portal.inspection.models import Inspection, Limits
from portal.notifications.models import Delivery
from portal.organisation.models import Department, LeadershipSeat, Member
from portal.organisation.roles import (
    ADMINISTRATOR,
    CASE_OFFICER,
    EDITOR,
    INTAKE_OFFICER,
    LEADERSHIP,
    MEASURE_OFFICER,
    PUBLISHER,
    SUPERVISOR,
)
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.pages.models import StandingPage
from portal.rest.models import ServiceAccount
from portal.subscriptions.models import Subscription
from portal.webhooks.models import Endpoint, Message
from tests.factories import infocenter as make
from tests.factories import organisation, outreach, rest, subscriptions
from tests.factories import policies as matters
from tests.factories import tracking as tracked
from tests.factories import webhooks as hooked
from tracking import services
from tracking.models import (
    ActionItem,
    Evaluation,
    Measure,
    Meeting,
    NormsInForce,
    Notice,
    Programme,
    ProgressReport,
    PublicReport,
    Recognition,
    SupervisionRule,
    Training,
)

pytestmark = pytest.mark.django_db

ACTIONS = ("view", "add", "change", "delete")
PEOPLE = (
    "anonymous",
    "editor",
    "publisher",
    "stranger",  # a publisher of another department
    "officer",
    "outsider",  # a case officer of another department
    "reporter",  # a measure officer
    "intake",  # routes the cases of all departments
    "supervisor",
    "leadership",
    "administrator",
    "superuser",
    "inactive",  # an administrator whose account was closed
)
ALL_STAFF = {"editor", "publisher", "stranger", "supervisor", "leadership", "administrator"}
ALL_STAFF |= {"officer", "outsider", "reporter", "intake"}
OWN_STAFF = ALL_STAFF - {"stranger", "outsider"}
ADMINISTRATORS = {"administrator"}
PUBLISHERS = {"publisher", "stranger", "administrator"}  # of anything that no department owns
NOBODY = set()

DEADLINES = {
    "view": {"supervisor", "leadership", "administrator"},
    "add": ADMINISTRATORS,
    "change": ADMINISTRATORS,
    "delete": ADMINISTRATORS,
}

DRAFTS = {  # tests/infocenter/outreach/test_admin.py has what is public
    "view": OWN_STAFF,
    "add": {"editor", "publisher", "stranger", "administrator"},
    "change": {"editor", "publisher", "administrator"},
    "delete": ADMINISTRATORS,
}

# model: action: who (a superuser too, unless the admin forbids it to everybody).
# A stranger is asked about a thing of the other department, as all are.
WHO = {
    Document: {
        "view": OWN_STAFF,
        "add": {"editor", "publisher", "stranger", "administrator"},  # each in the own department
        "change": {"editor", "publisher", "administrator"},
        "delete": ADMINISTRATORS,
    },
    Announcement: DRAFTS,
    Occasion: DRAFTS,
    Campaign: DRAFTS,
    Edition: {"view": OWN_STAFF, "add": None, "change": None, "delete": None},
    Topic: {
        "view": ALL_STAFF,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    SynonymGroup: {
        "view": ALL_STAFF,
        "add": PUBLISHERS,
        "change": PUBLISHERS,
        "delete": PUBLISHERS,
    },
    BestBet: {
        "view": OWN_STAFF,
        "add": PUBLISHERS,  # each for the own department's documents
        "change": {"publisher", "administrator"},
        "delete": {"publisher", "administrator"},
    },
    SearchCount: {"view": ALL_STAFF, "add": None, "change": None, "delete": None},
    PopularSearch: {"view": ALL_STAFF, "add": None, "change": PUBLISHERS, "delete": None},
    Event: {"view": OWN_STAFF, "add": None, "change": None, "delete": None},
    Department: {
        "view": OWN_STAFF,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": None,
    },
    Member: {
        "view": OWN_STAFF,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    LeadershipSeat: {
        "view": {"leadership", "administrator"},
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    StandingPage: {
        "view": ADMINISTRATORS,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    SpecialDay: {
        "view": ALL_STAFF,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    DeadlineProfile: DEADLINES,
    DeadlineRule: DEADLINES,
    Case: {
        "view": {"officer", "intake"},
        "add": {"officer", "outsider", "intake"},  # whoever somebody comes to
        "change": {"officer"},
        "delete": None,
    },
    Matter: {
        "view": {"leadership"},
        "add": None,
        "change": {"leadership"},
        "delete": None,
    },
    CannedAnswer: {
        "view": {"officer", "administrator"},
        "add": {"officer", "outsider", "administrator"},
        "change": {"officer", "administrator"},
        "delete": {"officer", "administrator"},
    },
    RoutingRule: {
        "view": {"officer", "intake", "administrator"},
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    Practice: {
        "view": ADMINISTRATORS,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    PublishedAnswer: {
        "view": {"officer", "editor", "publisher", "leadership", "administrator"},
        "add": None,
        "change": {"officer"},
        "delete": None,
    },
    Policy: {  # one that isn't public: tests/policies/test_admin_policies.py has the other
        "view": OWN_STAFF,
        "add": {"editor", "publisher", "stranger", "administrator"},
        "change": {"editor", "publisher", "administrator"},
        "delete": ADMINISTRATORS,
    },
    Consultation: {
        "view": OWN_STAFF,
        "add": {"editor", "publisher", "stranger", "administrator"},
        "change": {"editor", "publisher", "administrator"},
        "delete": ADMINISTRATORS,
    },
    Inspection: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": None,  # by a button of its own: see PAGES
        "change": None,
        "delete": None,
    },
    Limits: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": None,
        "change": {"supervisor", "administrator"},
        "delete": None,
    },
    Response: {
        "view": {"publisher", "officer"},
        "add": None,
        "change": {"publisher", "officer"},
        "delete": None,
    },
    Programme: {
        "view": OWN_STAFF,
        "add": {"supervisor"},
        "change": {"supervisor"},
        "delete": {"supervisor"},
    },
    Measure: {
        "view": OWN_STAFF,
        "add": {"supervisor"},
        "change": {"supervisor"},
        "delete": {"supervisor"},
    },
    ProgressReport: {  # a draft: tests/tracking/test_admin.py has the others
        "view": OWN_STAFF,
        "add": None,
        "change": {"reporter"},
        "delete": {"reporter"},
    },
    Notice: {
        "view": {"reporter", "supervisor", "leadership", "administrator"},
        "add": {"supervisor"},
        "change": {"supervisor", "leadership"},
        "delete": None,
    },
    Evaluation: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": {"supervisor"},
        "change": {"supervisor"},
        "delete": {"supervisor"},
    },
    ActionItem: {
        "view": {"reporter", "supervisor", "leadership", "administrator"},
        "add": None,
        "change": {"supervisor"},
        "delete": None,
    },
    Recognition: {
        "view": {"reporter", "supervisor", "leadership", "administrator"},
        "add": {"supervisor", "leadership"},
        "change": None,
        "delete": None,
    },
    PublicReport: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": {"supervisor", "leadership"},
        "change": None,
        "delete": None,
    },
    Meeting: {
        "view": {"reporter", "supervisor", "leadership", "administrator"},
        "add": {"supervisor"},
        "change": {"supervisor"},
        "delete": {"supervisor"},
    },
    Training: {
        "view": ALL_STAFF,
        "add": {"supervisor"},
        "change": {"supervisor"},
        "delete": {"supervisor"},
    },
    SupervisionRule: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": {"supervisor", "administrator"},
        "change": {"supervisor", "administrator"},
        "delete": {"supervisor", "administrator"},
    },
    NormsInForce: {
        "view": {"supervisor", "leadership", "administrator"},
        "add": None,
        "change": {"leadership", "administrator"},
        "delete": None,
    },
    Subscription: {
        "view": {"leadership", "administrator"},
        "add": None,
        "change": None,
        "delete": None,
    },
    Endpoint: {
        "view": ADMINISTRATORS,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    Message: {"view": ADMINISTRATORS, "add": None, "change": None, "delete": None},
    Delivery: {"view": ADMINISTRATORS, "add": None, "change": None, "delete": None},
    "auth.User": {
        "view": ADMINISTRATORS,
        "add": ADMINISTRATORS,
        "change": ADMINISTRATORS,
        "delete": ADMINISTRATORS,
    },
    "rest.ServiceAccount": dict.fromkeys(ACTIONS, ADMINISTRATORS),
    "rest.Key": {"view": ADMINISTRATORS, "add": ADMINISTRATORS, "change": None, "delete": None},
    "auth.Group": {"view": ADMINISTRATORS, "add": NOBODY, "change": NOBODY, "delete": NOBODY},
}

# Admin classes that came with a package: for superusers only.
FOREIGN = {"django_tasks_database.DBTaskResult"}

# Permissions that aren't one of Django's four: who, about a document of the department.
STEPS = {
    "infocenter.submit_document": {"editor", "publisher", "administrator"},
    "infocenter.publish_document": {"publisher", "administrator"},
    "infocenter.withdraw_document": {"publisher", "administrator"},
    "infocenter.correct_document": {"editor", "publisher", "officer", "administrator"},
    "infocenter.add_attachment": {"editor", "publisher", "administrator"},
    "infocenter.change_attachment": {"editor", "publisher", "administrator"},
    "infocenter.view_edition": OWN_STAFF,
    "history.view_event": OWN_STAFF,
    "history.audit_event": {"leadership", "administrator"},
}

# Our own pages in admin: the permission that guards them, and who gets in.
PAGES = {
    "infocenter_document_preview": ("infocenter.view_document", OWN_STAFF),
    "infocenter_document_file": ("infocenter.view_document", OWN_STAFF),
    "infocenter_document_dataset": ("infocenter.view_document", OWN_STAFF),
    "infocenter_document_supersede": (
        "infocenter.withdraw_document",
        {"publisher", "administrator"},
    ),
    "infocenter_document_review": (
        "infocenter.publish_document",
        {"publisher", "stranger", "administrator"},
    ),
    "infocenter_announcement_preview": ("infocenter.view_announcement", OWN_STAFF),
    "infocenter_campaign_preview": ("infocenter.view_campaign", OWN_STAFF),
    "infocenter_event_preview": ("infocenter.view_event", OWN_STAFF),
    "infocenter_event_registrations": (
        "infocenter.view_registration",
        {"editor", "publisher"},
    ),
    "policies_policy_preview": ("policies.view_policy", OWN_STAFF),
    "policies_policy_article": (
        "policies.change_policy",
        {"editor", "publisher", "administrator"},
    ),
    "policies_policy_add_article": (
        "policies.change_policy",
        {"editor", "publisher", "administrator"},
    ),
    "policies_consultation_preview": ("policies.view_consultation", OWN_STAFF),
    "policies_consultation_export": ("policies.view_response", {"publisher", "officer"}),
    **{
        f"policies_consultation_{page}": (
            "policies.change_consultation",
            {"editor", "publisher", "administrator"},
        )
        for page in ("question", "add_question", "point", "add_point")
    },
    **{
        f"tracking_programme_{page}": ("tracking.change_programme", {"supervisor"})
        for page in ("phase", "add_phase")
    },
    **{
        f"tracking_measure_{page}": ("tracking.change_measure", {"supervisor"})
        for page in ("indicator", "add_indicator")
    },
    **{
        f"tracking_measure_{page}": ("tracking.add_progressreport", {"reporter"})
        for page in ("report", "observe")
    },
    **{
        f"tracking_{page}": (f"tracking.change_{page.partition('_')[0]}", {"supervisor"})
        for page in (
            *(f"evaluation_{kind}" for kind in ("criterion", "add_criterion")),
            *(f"evaluation_{kind}" for kind in ("finding", "add_finding", "task")),
            *(f"meeting_{kind}" for kind in ("agenda", "add_agenda", "draw", "task")),
            *(f"meeting_{kind}" for kind in ("attendance", "add_attendance")),
            *(f"training_{kind}" for kind in ("session", "add_session", "attendance")),
            *(f"training_{kind}" for kind in ("question", "add_question")),
        )
    },
    "tracking_programme_import": ("tracking.add_programme", {"supervisor"}),
    "tracking_programme_export": ("tracking.view_programme", OWN_STAFF),
    "auth_user_safety": ("auth.change_user", {"administrator"}),
    "organisation_department_plan": ("organisation.view_department", OWN_STAFF),
    "tracking_training_take": ("tracking.view_training", ALL_STAFF),
    "tracking_training_certificate": ("tracking.view_training", ALL_STAFF),
    "tracking_measure_board": ("tracking.change_notice", {"supervisor", "leadership"}),
    "tracking_supervisionrule_rehearsal": (
        "tracking.view_supervisionrule",
        {"supervisor", "leadership", "administrator"},
    ),
    "tracking_progressreport_remove": ("tracking.change_progressreport", {"reporter"}),
    "tracking_progressreport_evidence": ("tracking.view_progressreport", OWN_STAFF),
    "policies_case_file": ("policies.view_case", {"officer", "intake"}),
    "infocenter_synonymgroup_preview": ("infocenter.change_synonymgroup", PUBLISHERS),
    "infocenter_bestbet_preview": ("infocenter.change_bestbet", PUBLISHERS),
    "infocenter_searchcount_csv": ("infocenter.view_searchcount", ALL_STAFF),
    "infocenter_document_markdown": ("infocenter.view_document", ALL_STAFF),
    "infocenter_document_everywhere": (
        "infocenter.change_document",
        {"editor", "publisher", "administrator"},
    ),
    **{
        f"infocenter_document_{name}": (
            "infocenter.add_document",
            {"editor", "publisher", "stranger", "administrator"},
        )
        for name in ("sheet", "sheet_template")
    },
    "inspection_inspection_begin": (
        "inspection.add_inspection",
        {"supervisor", "administrator"},
    ),
    "webhooks_endpoint_secret": ("webhooks.change_endpoint", ADMINISTRATORS),
    "infocenter_document_receive": (
        "infocenter.add_attachment",
        {"editor", "publisher", "stranger", "administrator"},
    ),
}
OPEN = {"set_language", "login", "logout", "provider_start", "provider_return"}  # for anybody
SIGNED_IN = {"index", "summary", "password_change", "password_change_done", "jsi18n", "app_list"}
SIGNED_IN |= {"autocomplete", "view_on_site", "account", "account_app", "account_passkey"}
SIGNED_IN |= {"second_step"}  # or about to be
DJANGO = ("changelist", "add", "history", "delete", "change", "password_change")


def label(model) -> str:
    return model if isinstance(model, str) else model._meta.label


KNOWN = {label(model): rows for model, rows in WHO.items()}


@pytest.fixture
def department():
    return organisation.department("OWN")


@pytest.fixture
def people(department):
    from django.contrib.auth.models import AnonymousUser

    inactive = organisation.member(ADMINISTRATOR, department)
    inactive.is_active = False
    inactive.save()
    return {
        "anonymous": AnonymousUser(),
        "editor": organisation.member(EDITOR, department),
        "publisher": organisation.member(PUBLISHER, department),
        "stranger": organisation.member(PUBLISHER, organisation.department("OTHER")),
        "officer": organisation.member(CASE_OFFICER, department),
        "outsider": organisation.member(CASE_OFFICER, organisation.department("OTHER")),
        "reporter": organisation.member(MEASURE_OFFICER, department),
        "intake": organisation.member(INTAKE_OFFICER, organisation.department("OTHER")),
        "supervisor": organisation.member(SUPERVISOR, organisation.department("OTHER")),
        "leadership": organisation.member(LEADERSHIP, organisation.department("OTHER")),
        "administrator": organisation.member(ADMINISTRATOR, organisation.department("OTHER")),
        "superuser": organisation.user(is_superuser=True),
        "inactive": inactive,
    }


@pytest.fixture
def things(department, people):
    """One of each, of the department OWN."""
    document = make.published_document(department=department)
    draft = make.draft_document(department=department)
    person = people["editor"]
    return {
        "infocenter.Document": draft,
        "infocenter.Edition": document.editions.get(),
        "infocenter.Announcement": outreach.draft_announcement(department),
        "infocenter.Event": outreach.draft_event(department),
        "infocenter.Campaign": outreach.draft_campaign(department),
        "infocenter.Topic": make.topic(),
        "infocenter.SynonymGroup": make.synonyms("房屋局", "Housing Bureau"),
        "infocenter.BestBet": make.best_bet(document, "housing"),
        "infocenter.SearchCount": make.search_count("housing"),
        "infocenter.PopularSearch": make.popular_search("housing"),
        "history.Event": Event.objects.about(document).first(),
        "organisation.Department": department,
        "organisation.Member": person.memberships.get(),
        "organisation.LeadershipSeat": LeadershipSeat.objects.create(user=person, position="head"),
        "inspection.Inspection": Inspection.objects.create(),
        "inspection.Limits": Limits.objects.get(),
        "pages.StandingPage": StandingPage.objects.create(slug="about"),
        "calendar.SpecialDay": SpecialDay.objects.create(day="2026-09-09", name="Typhoon"),
        "policies.DeadlineProfile": DeadlineProfile.objects.get(code="macau"),
        "policies.DeadlineRule": DeadlineRule.objects.filter(profile__code="macau").first(),
        "policies.Case": (asking := matters.case(department=department)),
        "policies.Matter": Matter.objects.get(pk=asking.pk),
        "policies.Policy": matters.article(matters.policy(department)).policy,
        "policies.Consultation": (asked := matters.consultation(matters.policy(department))),
        "policies.Response": Response.objects.create(
            consultation=asked, number="26-0000-0001", language="en"
        ),
        "policies.CannedAnswer": CannedAnswer.objects.create(
            title="Thanks", text="Thank you.", department=department
        ),
        "policies.RoutingRule": RoutingRule.objects.create(department=department),
        "policies.Practice": Practice.objects.create(department=department),
        "policies.PublishedAnswer": matters.published_answer(
            en=("When?", "Now."), department=department
        ),
        "tracking.Programme": (planned := tracked.programme(department)),
        "tracking.Measure": (measure := tracked.measure(planned, department=department)),
        "tracking.ProgressReport": services.open_report(measure, by=None),
        "tracking.Notice": services.open_notice(measure, by=None, text={"en": "Why?"}),
        "tracking.SupervisionRule": tracked.rule(),
        "tracking.Evaluation": (judged := tracked.evaluation(department=department)),
        "tracking.ActionItem": tracked.action(tracked.finding(judged), department),
        "tracking.Recognition": tracked.recognition(measure),
        "tracking.Meeting": tracked.meeting(),
        "tracking.PublicReport": services.make_report("2025", department=department, by=None),
        "tracking.Training": tracked.training(department),
        "tracking.NormsInForce": NormsInForce.objects.get(),
        "subscriptions.Subscription": subscriptions.subscription("document", 1),
        "webhooks.Endpoint": (listening := hooked.endpoint(department)),
        "webhooks.Message": hooked.message(listening),
        "notifications.Delivery": Delivery.objects.create(kind="trial", language="pt"),
        "auth.User": person,
        "rest.ServiceAccount": (system := _system(department)),
        "rest.Key": rest.key(system)[0],
        "auth.Group": person.memberships.get().role,
    }


def _system(department) -> ServiceAccount:
    """The account of another system."""
    system = organisation.member(EDITOR, department)
    system.set_unusable_password()
    system.is_staff = False
    system.save()
    return ServiceAccount.objects.get(pk=system.pk)


def request_of(person):
    request = RequestFactory().get("/admin/")
    request.user = person
    return request


def asked(model_admin, action, person, thing) -> bool:
    if action == "add":
        return model_admin.has_add_permission(request_of(person))
    return getattr(model_admin, f"has_{action}_permission")(request_of(person), thing)


def test_every_admin_class_is_known_and_scoped():
    for model, model_admin in admin.site._registry.items():
        name = model._meta.label
        if name in FOREIGN:
            continue
        assert name in KNOWN, f"Say in WHO who may do what with {name}."
        assert isinstance(model_admin, DepartmentScopedAdmin), f"{name} lacks the mixin."
        assert not model_admin.inlines, f"{name}: inlines ask their own permissions; test them."


def surprises(what: str, found: set[str], expected: set[str]) -> list[str]:
    """Who may though it isn't said in the tables above, and who may not though it is."""
    too_many, too_few = sorted(found - expected), sorted(expected - found)
    return [f"{what}: too many {too_many}, too few {too_few}"] if found != expected else []


def test_who_may_do_what(people, things):
    faults = []
    for name, rows in KNOWN.items():
        model_admin = next(a for m, a in admin.site._registry.items() if m._meta.label == name)
        for action in ACTIONS:
            allowed = rows[action]
            expected = set() if allowed is None else allowed | {"superuser"}
            found = {p for p in PEOPLE if asked(model_admin, action, people[p], things[name])}
            faults += surprises(f"{action} {name}", found, expected)
    assert not faults, "\n".join(faults)


def test_rows_are_those_that_may_be_viewed(people, things):
    faults = []
    for name, rows in KNOWN.items():
        model_admin = next(a for m, a in admin.site._registry.items() if m._meta.label == name)
        shown = {p: model_admin.get_queryset(request_of(people[p])) for p in PEOPLE}
        found = {p for p in PEOPLE if shown[p].filter(pk=things[name].pk).exists()}
        faults += surprises(name, found, rows["view"] | {"superuser"})
    assert not faults, "\n".join(faults)


def test_who_may_take_which_step(people, things):
    thing = things["infocenter.Document"]
    faults = []
    for permission, allowed in STEPS.items():
        found = {p for p in PEOPLE if people[p].has_perm(permission, thing)}
        faults += surprises(permission, found, allowed | {"superuser"})
    assert not faults, "\n".join(faults)


def test_foreign_admin_classes_are_for_superusers(people):
    for model, model_admin in admin.site._registry.items():
        if model._meta.label in FOREIGN:
            found = {p for p in PEOPLE if model_admin.has_view_permission(request_of(people[p]))}
            assert found == {"superuser"}


def admin_patterns():
    """(name, view) of every address below /admin/."""
    root = next(p for p in get_resolver().url_patterns if getattr(p, "namespace", "") == "admin")
    waiting = list(root.url_patterns)
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLPattern):
            yield each.name, each.callback
        else:
            waiting += each.url_patterns


def test_every_admin_page_is_known_and_guarded():
    models = {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry}
    own = {f"{model}_{page}" for model in models for page in DJANGO}
    own |= {"auth_user_password_change", "view_on_site", None}  # None: redirects and "not found"
    for name, view in admin_patterns():
        if name in PAGES:
            assert getattr(view, "permission", None) == PAGES[name][0], f"{name} isn't guarded."
        else:
            assert name in own | OPEN | SIGNED_IN, f"Say in PAGES who may see {name}."


def test_who_sees_our_own_pages(people, things):
    clients = signed_in(people)
    faults = []
    for name, (_permission, allowed) in PAGES.items():
        address = reverse(f"admin:{name}", args=arguments_of(name, people, things))
        found = set()
        for person, client in clients.items():
            response = client.get(address)
            response.getvalue()  # a file is closed when it has been read
            status = response.status_code
            assert status in (200, 302, 400, 403, 404, 405), (name, person, status)
            if status in (200, 400, 405):
                found.add(person)
        faults += surprises(name, found, allowed | {"superuser"})
    assert not faults, "\n".join(faults)


def signed_in(people) -> dict[str, Client]:
    """A client for everybody, signed in who can."""
    clients = {person: Client() for person in people}
    for person, user in people.items():
        if person not in ("anonymous", "inactive"):
            clients[person].force_login(user)
    return clients


def arguments_of(name, people, things) -> list:
    """What the address of one of our own pages says."""
    about_one = name.startswith("infocenter_document_") and name.endswith(
        ("preview", "supersede", "file", "dataset", "everywhere")
    )
    arguments = [things["infocenter.Document"].pk] if about_one else []
    if name == "policies_case_file":
        case = things["policies.Case"]
        upload = SimpleUploadedFile("lamp.pdf", b"%PDF-1.4")
        arguments = [case.pk, case_files.keep_for_officer(upload, case, people["officer"]).pk]
    elif name.startswith("policies_policy"):
        policy = things["policies.Policy"]
        arguments = [policy.pk]
        if name.endswith("_article") and "add" not in name:
            arguments.append(policy.articles.get().pk)
    elif name.startswith("policies_consultation"):
        asked = things["policies.Consultation"]
        arguments = [asked.pk]
        if name.endswith("n_question"):
            arguments.append(asked.questions.first().pk)
        if name.endswith("n_point"):
            point = Point.objects.create(consultation=asked, said="A", did="B", outcome="taken")
            arguments.append(point.pk)
    elif name.startswith(("infocenter_announcement", "infocenter_campaign", "infocenter_event")):
        arguments = [things[f"infocenter.{name.split('_')[1].capitalize()}"].pk]
    elif name == "webhooks_endpoint_secret":
        arguments = [things["webhooks.Endpoint"].pk]
    elif name == "auth_user_safety":
        arguments = [people["editor"].pk]
    elif name == "organisation_department_plan":
        arguments = [things["organisation.Department"].pk]
    elif name.startswith("tracking_"):
        arguments = of_tracking(name, things)
    elif name.endswith("dataset"):
        arguments.append(make.dataset(things["infocenter.Document"]).pk)
    elif name.endswith(("file", "everywhere")):
        attachment = make.attachment(things["infocenter.Document"])
        arguments += [attachment.pk, *([attachment.name] if name.endswith("file") else [])]
    return arguments


def of_tracking(name, things) -> list[int]:
    """What the address of a page of tracking says."""
    measure, report = things["tracking.Measure"], things["tracking.ProgressReport"]
    if name in ("tracking_measure_board", "tracking_programme_import"):
        return []
    if name == "tracking_programme_export":
        return [things["tracking.Programme"].pk]
    if name == "tracking_supervisionrule_rehearsal":
        return [things["tracking.SupervisionRule"].pk]
    if name.startswith(("tracking_evaluation", "tracking_meeting", "tracking_training")):
        return of_parts(name, things)
    if name.startswith("tracking_programme"):
        phase = tracked.phase(things["tracking.Programme"])
        return [phase.programme_id, *([] if "add" in name else [phase.pk])]
    if name.startswith("tracking_measure"):
        indicator = tracked.indicator(measure)
        return [measure.pk, *([indicator.pk] if name.endswith(("e_indicator", "observe")) else [])]
    return [report.pk, services.add_evidence(report, by=None, upload=tracked.proof()).pk]


def of_parts(name, things) -> list[int]:
    """What the address of a page of a part says: the whole, and the part if there is one."""
    _tracking, whole, *page = name.split("_")
    thing = things[f"tracking.{whole.capitalize()}"]
    parts = {
        "criterion": lambda: thing.criteria.first(),
        "finding": lambda: thing.findings.first(),
        "agenda": lambda: tracked.agenda_item(thing),
        "session": lambda: tracked.session(thing),
        "question": lambda: tracked.question(thing),
        "take": lambda: None,
        "draw": lambda: None,
        "certificate": lambda: tracked.certified(thing),
        "task": lambda: thing.findings.first() if whole == "evaluation" else parts["agenda"](),
        "attendance": lambda: (
            tracked.invitation(thing) if whole == "meeting" else parts["session"]()
        ),
    }
    part = None if page[0] == "add" else parts[page[-1]]()
    return [thing.pk, *([part.pk] if part else [])]


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_pages_about_one_thing_are_for_those_who_view_it(page, people, things):
    clients = signed_in(people)
    faults = []
    for name, rows in KNOWN.items():
        address = reverse(f"admin:{name.lower().replace('.', '_')}_{page}", args=[things[name].pk])
        allowed = rows["delete" if page == "delete" else "view"] or set()
        superuser = {"superuser"} if rows["delete"] is not None or page != "delete" else set()
        found = {p for p, client in clients.items() if client.get(address).status_code == 200}
        faults += surprises(f"{page} {name}", found, allowed | superuser)
    assert not faults, "\n".join(faults)


def test_who_has_no_place_among_the_staff_does_not_come_in(client, people):
    resident = organisation.user(is_staff=False)
    for user in (resident, people["inactive"]):
        client.force_login(user)
        assert client.get("/admin/").status_code == 302
