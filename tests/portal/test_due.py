"""What happens by the clock."""

import pytest
from django.core.management import call_command

from portal import due


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(due, "_jobs", {})


@pytest.mark.django_db
def test_every_job_is_done_and_one_that_fails_stops_no_other(jobs, capsys):
    due.register("broken", lambda: 1 // 0)
    due.register("publishing", lambda: 3)
    with pytest.raises(SystemExit):
        call_command("run_due")
    told = capsys.readouterr()
    assert "publishing: 3" in told.out
    assert "broken: failed" in told.err


@pytest.mark.django_db
def test_a_quiet_run_says_nothing(jobs, capsys):
    due.register("publishing", lambda: 0)
    call_command("run_due")
    assert capsys.readouterr().out == ""
