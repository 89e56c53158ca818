"""Whether the portal lives, and whether it can serve: for load balancers and supervisors."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations, files and run folder are as the portal needs them; 503 if not."""
    checks = {"database": _database(), "migrations": False, "files": False, "run": False}
    if checks["database"]:
        checks["migrations"] = _migrations()
    checks["files"] = _writable(settings.FAROL_FILES_ROOT)
    checks["run"] = _writable(settings.FAROL_RUN_DIR)
    good = all(checks.values())
    return JsonResponse(
        {"status": "ok" if good else "unavailable", "checks": checks}, status=200 if good else 503
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except DatabaseError:
        connection.close()
        return False


def _migrations() -> bool:
    """All of this release's migrations are there (asked until they are: they don't go away)."""
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
        except DatabaseError:
            return False
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _writable(folder) -> bool:
    return os.path.isdir(folder) and os.access(folder, os.W_OK)
