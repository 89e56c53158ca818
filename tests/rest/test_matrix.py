"""Role x scope x operation: every operation of the description is tried by everybody.

An operation that these tables don't know fails here: say in them who may do it.
"""

import json

import pytest

from portal.organisation import roles
from portal.rest.schema import description
from portal.rest.states import Scope
from tests.factories import infocenter, organisation, outreach, policies, tracking
from tests.factories.rest import Program
from tracking import services as tracking_services

pytestmark = pytest.mark.django_db

EDITOR, PUBLISHER = roles.EDITOR, roles.PUBLISHER
WRITERS = {EDITOR, PUBLISHER, roles.ADMINISTRATOR}
PUBLISHERS = {PUBLISHER, roles.ADMINISTRATOR}
OFFICERS, ROUTERS = {roles.CASE_OFFICER}, {roles.CASE_OFFICER, roles.INTAKE_OFFICER}
REPORTERS = {roles.MEASURE_OFFICER}
EVERYBODY = set(roles.ROLES)
PUBLISH, CASES, TRACKING = Scope.PUBLISH, Scope.CASES, Scope.TRACKING

# Which scope an operation needs, and who may do it to a thing of the own department. A list is
# open to everybody: it has what they may see.
WHO = {
    "work_me": (set(Scope.values), EVERYBODY),
    "work_documents_create": ({PUBLISH}, WRITERS),
    "work_documents_many": ({PUBLISH}, EVERYBODY),  # each row asks for itself
    "work_documents_partial_update": ({PUBLISH}, WRITERS),
    "work_documents_destroy": ({PUBLISH}, {roles.ADMINISTRATOR}),
    "work_documents_files_add": ({PUBLISH}, WRITERS),
    "work_documents_files_remove": ({PUBLISH}, WRITERS),
    "work_documents_submit": ({PUBLISH}, WRITERS),
    "work_documents_retract": ({PUBLISH}, WRITERS),
    **{
        f"work_documents_{step}": ({PUBLISH}, PUBLISHERS)
        for step in ("return", "schedule", "publish", "withdraw", "supersede")
    },
    **{
        f"work_{things}_{act}": ({PUBLISH}, WRITERS)
        for things in ("announcements", "events")
        for act in ("create", "partial_update", "submit", "revise")
    },
    "work_announcements_destroy": ({PUBLISH}, {roles.ADMINISTRATOR}),
    "work_events_destroy": ({PUBLISH}, {roles.ADMINISTRATOR}),
    **{
        f"work_{things}_{step}": ({PUBLISH}, PUBLISHERS)
        for things in ("announcements", "events")
        for step in ("return", "publish", "withdraw", "call_off")
    },
    "work_consultations_partial_update": ({PUBLISH}, WRITERS),  # one that isn't public yet
    "work_consultations_points_add": ({PUBLISH}, WRITERS),
    "work_consultations_points_remove": ({PUBLISH}, WRITERS),
    "work_consultations_answer": ({PUBLISH}, PUBLISHERS),
    "work_cases_accept": ({CASES}, ROUTERS),
    "work_cases_decline": ({CASES}, ROUTERS),
    "work_cases_release": ({CASES}, ROUTERS),
    "work_cases_approve": ({CASES}, None),
    "work_cases_return": ({CASES}, None),
    **{
        f"work_cases_{step}": ({CASES}, OFFICERS)
        for step in ("take", "assign", "start", "ask", "consult", "go_on", "transfer", "extend",
                     "note", "draft", "submit", "answer")
    },
    "work_reports_create": ({TRACKING}, REPORTERS),
    "work_reports_partial_update": ({TRACKING}, REPORTERS),
    "work_reports_destroy": ({TRACKING}, REPORTERS),
    "work_reports_evidence_add": ({TRACKING}, REPORTERS),
    "work_reports_evidence_remove": ({TRACKING}, REPORTERS),
    "work_reports_submit": ({TRACKING}, REPORTERS),
    "work_reports_verify": ({TRACKING}, {roles.SUPERVISOR}),
    "work_reports_return": ({TRACKING}, {roles.SUPERVISOR}),
    "work_indicators_observe": ({TRACKING}, REPORTERS),
    "work_notices_answer": ({TRACKING}, REPORTERS),
    **{
        f"work_notices_{step}": ({TRACKING}, {roles.SUPERVISOR, roles.LEADERSHIP})
        for step in ("raise", "pause", "resume", "close")
    },
    **{
        f"work_uploads_{act}": ({PUBLISH, TRACKING}, EVERYBODY)
        for act in ("create", "retrieve", "partial_update", "destroy")
    },
}  # fmt: skip
# What is read, by its beginning: the scopes.
READ = {
    "work_documents": {PUBLISH, Scope.READ},
    "work_announcements": {PUBLISH, Scope.READ},
    "work_events": {PUBLISH, Scope.READ},
    "work_consultations": {PUBLISH, Scope.READ},
    "work_cases": {CASES},
    "work_measures": {TRACKING, Scope.READ},
    "work_reports": {TRACKING, Scope.READ},
    "work_indicators": {TRACKING, Scope.READ},
    "work_notices": {TRACKING, Scope.READ},
}


# Files come as forms.
FORMS = {"work_documents_files_add", "work_reports_evidence_add"}


def operations():
    """(id, method, path) of everything that is described."""
    for path, methods in description()["paths"].items():
        for method, said in methods.items():
            yield said["operationId"], method.upper(), path


@pytest.fixture
def things():
    """The id of a thing of the department, by the beginning of its address."""
    department = organisation.department("OWN")
    programme = tracking.programme(department)
    measure = tracking.measure(programme, department=department)
    return department, {
        "documents": infocenter.draft_document(department=department).pk,
        "announcements": outreach.draft_announcement(department).pk,
        "events": outreach.draft_event(department).pk,
        "consultations": policies.consultation(policies.public_policy(department=department)).pk,
        "cases": policies.case(department=department).pk,
        "measures": measure.pk,
        "reports": tracking_services.open_report(measure, by=None).pk,
        "indicators": tracking.indicator(measure).pk,
        "notices": tracking_services.open_notice(measure, by=None, text={"en": "Why?"}).pk,
        "uploads": 1,
    }


def scopes_of(name: str) -> set:
    if name in WHO:
        return WHO[name][0]
    return next(scopes for begin, scopes in READ.items() if name.startswith(begin))


def test_every_operation_below_work_is_known_and_needs_a_key(things):
    for name, method, path in operations():
        if path.startswith("/api/v1/work/"):
            scopes_of(name)  # else: say in WHO or READ who may
            answer = Program()(method, _filled(path, things[1]))
            assert answer.status_code == 401, name
        else:
            assert method == "GET", name


def test_no_role_and_no_scope_opens_more_than_it_says(things):
    department, ids = things
    wanted = [each for each in operations() if each[2].startswith("/api/v1/work/")]
    people = {role: organisation.member(role, department) for role in roles.ROLES}
    tried = [(role, tuple(Scope)) for role in roles.ROLES]
    tried += [(PUBLISHER, (scope,)) for scope in Scope]
    faults = []
    for role, scopes in tried:
        program = Program(people[role], *scopes)
        for name, method, path in wanted:
            form = {"form": True} if name in FORMS else {}
            sent = {**_sent(method), **form}
            answer = program(method, _filled(path, ids), _body(name, ids), **sent)
            faults += _surprise(name, role, scopes, answer)
    assert not faults, "\n".join(faults)


def _surprise(name: str, role: str, scopes: tuple, answer) -> list[str]:
    """What the tables say, and what was answered. 404: they don't see the thing at all."""
    status = answer.status_code
    is_refused = status in (403, 404)
    told = json.loads(answer.content)["type"] if status == 403 else ""
    if not scopes_of(name).intersection(scopes):
        expected = told.endswith("out-of-scope")
    elif name in WHO and WHO[name][1] is not None and role not in WHO[name][1]:
        expected = is_refused and not told.endswith("out-of-scope")
    elif name in WHO and WHO[name][1] is not None:
        expected = status < 500 and not told
    else:
        expected = status < 500 and not told.endswith("out-of-scope")
    return [] if expected else [f"{role} with {scopes}: {name} answered {status} {told}"]


def _filled(path: str, ids: dict) -> str:
    begin = path.removeprefix("/api/v1/work/").partition("/")[0]
    path = path.replace("{id}", str(ids.get(begin, 1)))
    for part in ("{file}", "{point}", "{evidence}"):
        path = path.replace(part, "1")
    return path


def _body(name: str, ids: dict) -> dict:
    """Enough to come to the question whether one may; not enough to do it."""
    if name == "work_documents_create":
        return {"department": "OWN", "title": {"en": "A"}}
    if name == "work_reports_create":
        return {"measure": ids["measures"]}
    if name in ("work_announcements_create", "work_events_create"):
        times = {"starts_at": "2999-01-01T00:00:00Z", "ends_at": "2999-01-02T00:00:00Z"}
        return {"department": "OWN", "title": {"en": "A"}, **(times if "events" in name else {})}
    words, text = {"en": "A"}, "A"
    public = name.endswith(("withdraw", "call_off"))
    return {
        "reason": words if public else text,
        "at": "2999-01-01T00:00:00Z", "successor": 1, "text": text, "department": "OWN",
        "officer": "nobody", "verdict": "complete", "remark": words, "plan": words,
        "until": "2999-01-01", "words": words, "proof": 1, "on": "2020-01-01", "value": "1",
        "said": words, "did": words, "outcome": "taken", "name": "a.txt", "size": 1,
        "document": 1, "upload": 1, "documents": [{}],
    }  # fmt: skip


def _sent(method: str) -> dict:
    """A version that nothing has: whoever may is told so, and nothing is changed."""
    return {} if method == "GET" else {"seen": '"0.0"'}
