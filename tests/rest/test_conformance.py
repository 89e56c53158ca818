"""The running API does what its description says: asked at random, with a key and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.organisation import roles
from tests.factories import infocenter, organisation, outreach, policies, tracking
from tests.factories.rest import key

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
FULL = os.environ.get("FAROL_STRESS") == "full"
HOW = (
    ["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "50"]
    if FULL
    else ["--phases", "fuzzing", "--max-examples", "1", "--no-shrink"]
)


def _things():
    department = organisation.department("OWN")
    infocenter.published_dataset(department=department, topics=[infocenter.topic()])
    infocenter.draft_document(department=department, files=["a.txt"])
    outreach.event(department=department)
    outreach.draft_announcement(department)
    policies.public_policy(department=department, articles=["1"])
    policies.closed_consultation()
    policies.case(department=department)
    tracking.rich_programme()
    return department


def _account(department):
    user = organisation.member(roles.PUBLISHER, department)
    for role in (roles.CASE_OFFICER, roles.INTAKE_OFFICER, roles.MEASURE_OFFICER):
        organisation.another_role(user, role, department)
    return key(user)[1]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["anonymous", "keyed"])
def test_the_description_is_true(portal_server, who):
    department = _things()
    more = ["--include-path-regex", "^/api/v1/(?!work/)"]
    if who == "keyed":
        more = ["--header", f"Authorization: Bearer {_account(department)}"]
    url = portal_server.url
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION)]
    command += ["run", f"{url}/api/v1/schema/", "--url", url, "--checks", "all", *HOW, *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3600)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
