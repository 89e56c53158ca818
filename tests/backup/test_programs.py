"""PostgreSQL's programs: what is missing or doesn't fit is said before anything is done."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from portal.backup import programs

pytestmark = pytest.mark.django_db
SAID = "{} (PostgreSQL) {}.4 (Debian {}.4-1)"


@pytest.fixture
def server():
    """The release of the server."""
    return connection.pg_version // 10_000


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Let the machine have programs of certain releases, and no others."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(**releases):
        for name, release in releases.items():
            said = SAID.format(name, release, release)
            (folder / name).write_text(f"#!/bin/sh\necho '{said}'\n")
            (folder / name).chmod(0o755)

    return install


@pytest.mark.postgres_only
def test_those_of_this_machine_fit():
    assert programs.unfit() == []


@pytest.mark.postgres_only
@pytest.mark.parametrize(("name", "other"), [("pg_dump", "pg_restore"), ("pg_restore", "pg_dump")])
def test_a_missing_or_too_old_program_is_named_with_the_remedy(installed, server, name, other):
    remedy = f"install PostgreSQL's client {server} (on Debian: postgresql-client-{server})."
    installed(**{other: server})
    assert programs.unfit() == [f"{name} isn't installed: {remedy}"]
    for release, told in ((server - 1, server - 1), ("devel", 0)):
        installed(**{name: release})
        said = f"{name} is of release {told}, too old for the server's {server}: {remedy}"
        assert programs.unfit() == [said]


@pytest.mark.postgres_only
def test_a_newer_client_dumps_but_restores_only_what_the_server_knows(
    installed, server, monkeypatch
):
    installed(pg_dump=server + 1, pg_restore=server + 1)
    monkeypatch.setattr(programs, "SETS_NEW", server)
    assert programs.unfit() == []
    monkeypatch.setattr(programs, "SETS_NEW", server + 1)
    (said,) = programs.unfit()
    assert said.startswith(f"pg_restore is of release {server + 1}, too new for the server's")


@pytest.mark.postgres_only
def test_a_backup_doesnt_begin_without_them(installed, server, tmp_path):
    with pytest.raises(CommandError, match="pg_dump isn't installed: install"):
        call_command("backup", str(tmp_path / "kept"))
    installed(pg_dump=server - 3)
    with pytest.raises(CommandError, match="too old for the server"):
        call_command("backup", str(tmp_path / "kept"))
    assert not (tmp_path / "kept").exists()


@pytest.mark.postgres_only
def test_a_restore_doesnt_begin_without_them(file_store, tmp_path, monkeypatch):
    call_command("backup", str(tmp_path / "kept"), stdout=StringIO())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"as it was: pg_dump isn't installed: install"):
        call_command("restore", str(tmp_path / "kept"), force=True)


@pytest.mark.postgres_only
def test_deployment_checks_tell_it(installed, server):
    installed(pg_dump=server, pg_restore=server - 1)
    found = run_checks(include_deployment_checks=True, databases=["default"])
    (told,) = [each for each in found if each.id == "portal.W005"]
    assert f"pg_restore is of release {server - 1}" in told.msg


@pytest.mark.sqlite_only
def test_sqlite_needs_no_programs(installed):
    assert programs.unfit() == []
