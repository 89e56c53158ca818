"""System checks: what is set wrongly is said at start, with the remedy."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError, connection

from portal import demonstration
from portal.accounts import passwords
from portal.backup import programs

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.files)
def folders(app_configs, **kwargs):
    """The folders that the portal writes to can be written to."""
    found = []
    for number, name in ((1, "FAROL_RUN_DIR"), (2, "FAROL_FILES_ROOT")):
        path = Path(getattr(settings, name))
        if not _can_be_written(path):
            found.append(
                Error(
                    f"The folder {path} ({name}) can't be written to.",
                    hint=f"Make it and give it to the portal's user, or set {name} to another one.",
                    id=f"portal.E00{number}",
                )
            )
    return found


def _can_be_written(path: Path) -> bool:
    """Whether it can, or could be made where it is missing."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)


@register(Tags.database)
def sqlite_is_durable(app_configs, databases=None, **kwargs):
    """SQLite runs as it must when several processes write: WAL, IMMEDIATE, FULL, and patient."""
    if not databases or connection.vendor != "sqlite":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
            cursor.execute("PRAGMA synchronous")
            synchronous = cursor.fetchone()[0]
    except DatabaseError as error:
        return [
            Error(
                f"The SQLite database can't be opened: {error}",
                hint="Check the path in DATABASE_URL, and that its folder can be written to.",
                id="portal.E003",
            )
        ]
    found = []
    if journal not in ("wal", "memory"):
        found.append(
            Error(
                f"SQLite's journal mode is {journal}, not WAL: readers and writers would block.",
                hint="Keep the database on a local disk: network file systems can't do WAL.",
                id="portal.E004",
            )
        )
    if getattr(connection, "transaction_mode", "") != "IMMEDIATE" or synchronous < 2:
        found.append(
            Error(
                "SQLite doesn't run with IMMEDIATE transactions and synchronous=FULL.",
                hint="Leave DATABASES['default']['OPTIONS'] as portal/settings.py sets it.",
                id="portal.E005",
            )
        )
    return found


@register(Tags.security, deploy=True)
def still_a_demonstration(app_configs, **kwargs):
    """A portal for the public isn't the demonstration."""
    if not settings.FAROL_DEMONSTRATION:
        return []
    return [
        Warning(
            "The portal says on every page that it is a demonstration.",
            hint="Set FAROL_DEMONSTRATION=false.",
            id="portal.W001",
        )
    ]


@register(Tags.database)
def demonstration_accounts(app_configs, databases=None, **kwargs):
    """Accounts whose password everybody knows have no place outside the demonstration."""
    if not databases or settings.FAROL_DEMONSTRATION:
        return []
    names = demonstration.USERNAMES
    users = get_user_model()._default_manager.filter(username__in=names, is_active=True)
    try:
        known = [each.username for each in users if each.check_password(demonstration.PASSWORD)]
    except DatabaseError:  # not migrated yet
        return []
    if not known:
        return []
    return [
        Error(
            f"Demonstration accounts with their published password exist: {', '.join(known)}.",
            hint="Deactivate them or give them new passwords.",
            id="portal.E006",
        )
    ]


@register(Tags.database, deploy=True)
def backups_can_be_made(app_configs, databases=None, **kwargs):
    """PostgreSQL's own programs, which dump and restore, fit the server."""
    if not databases:
        return []
    try:
        found = programs.unfit()
    except DatabaseError:
        return []
    return [
        Warning(
            f"The database can't be backed up or restored from here: {said}",
            hint="Nothing else needs these programs: leave it if another machine makes backups.",
            id="portal.W005",
        )
        for said in found
    ]


@register(deploy=True)
def mails_lead_here(app_configs, **kwargs):
    """Links in mails have a host."""
    if not settings.FAROL_MAIL or settings.FAROL_SITE_URL:
        return []
    return [
        Warning(
            "Mails are sent, but their links lead nowhere: FAROL_SITE_URL isn't set.",
            hint="Set FAROL_SITE_URL to the portal's address, such as https://portal.example.org.",
            id="portal.W004",
        )
    ]


@register(Tags.security)
def provider_of_identities(app_configs, **kwargs):
    """What a provider says of people comes over https, and is said to us by name."""
    issuer = settings.FAROL_OIDC_ISSUER
    local = urlsplit(issuer).hostname in ("127.0.0.1", "localhost", "::1")
    if not issuer or (settings.FAROL_OIDC_CLIENT_ID and (issuer.startswith("https://") or local)):
        return []
    return [
        Error(
            "Nobody can sign in safely by FAROL_OIDC_ISSUER.",
            hint="Give it an address with https, and set FAROL_OIDC_CLIENT_ID and its secret.",
            id="portal.E016",
        )
    ]


@register(Tags.security)
def leaked_passwords(app_configs, **kwargs):
    """The file of leaked passwords is there and can be looked up in."""
    named = settings.FAROL_LEAKED_PASSWORDS
    fault = passwords.fault_of(Path(named)) if named else ""
    if not fault:
        return []
    return [
        Error(
            f"Leaked passwords can't be looked up in {named} (FAROL_LEAKED_PASSWORDS): {fault}.",
            hint="Fetch the file as docs/operating.md says and let the portal's user read it, or "
            "take the setting away.",
            id="portal.E017",
        )
    ]


@register(Tags.security, deploy=True)
def second_factor(app_configs, **kwargs):
    """Whoever publishes, decides or sees personal data shows more than a password."""
    if settings.FAROL_SECOND_FACTOR == "required":
        return []
    return [
        Warning(
            "A password is enough to publish, to decide and to see personal data.",
            hint="Set FAROL_SECOND_FACTOR=required.",
            id="portal.W016",
        )
    ]


@register(Tags.security, deploy=True)
def hosts(app_configs, **kwargs):
    """The portal knows its own name."""
    named = set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS
    if "*" in named:
        return [
            Warning(
                "ALLOWED_HOSTS accepts every host name, so addresses in mails can be forged.",
                hint="Set ALLOWED_HOSTS to the portal's host names, separated by commas.",
                id="portal.W002",
            )
        ]
    if not named:
        return [
            Warning(
                "ALLOWED_HOSTS names this machine only: nobody else can open the portal.",
                hint="Set ALLOWED_HOSTS to the portal's host names, separated by commas.",
                id="portal.W003",
            )
        ]
    return []
