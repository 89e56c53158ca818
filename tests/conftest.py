"""What every test may ask for: a pristine database, a real portal to talk to, a browser."""

import pytest
from django.db import connection
from django.utils import translation

from tests import databases, machine
from tests.settings import DATABASE

ROWS = pytest.StashKey[tuple]()
pytest_plugins = ["tests.serving", "tests.browsing", "tests.embeddings", "tests.mailing"]


def pytest_collection_modifyitems(items):
    """Tests of one database are left out on another; a machine's gaps skip, or fail in CI.

    On PostgreSQL, which comes second, so are those that have nothing to do with a database.
    """
    other = {"sqlite": "postgres_only", "postgres": "sqlite_only"}[DATABASE]
    items[:] = [
        item
        for item in items
        if not item.get_closest_marker(other) and (DATABASE == "sqlite" or _asks_a_database(item))
    ]


def _asks_a_database(item) -> bool:
    """Whether a test reads or writes the database that the run is about."""
    if item.get_closest_marker("once"):
        return False
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres_only"):
        return True
    return bool({"db", "transactional_db", "portal_server", "live_server"} & {*item.fixturenames})


def pytest_report_header():
    return f"database: {DATABASE}; folder of this run: see FAROL_TEST_FOLDER"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """A migrated database for this process. It goes with the folder, or the cluster, of the run."""
    with django_db_blocker.unblock():
        databases.set_up()


@pytest.fixture
def needs():
    """`needs("chromium")`: skip where the machine lacks it, fail where everything is required."""

    def check(*parts: str) -> None:
        lacks = machine.lacks()
        for part in parts:
            if part in lacks:
                (pytest.fail if machine.REQUIRE_ALL else pytest.skip)(lacks[part])

    return check


@pytest.fixture(scope="session")
def _rows_of_migrations(django_db_setup, django_db_blocker):
    """The rows that migrations made (roles, permissions), by table."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        tables = set(connection.introspection.django_table_names(only_existing=True))
        tables &= {model._meta.db_table for model in _models()}
        rows = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found = cursor.fetchall()
            if found:
                rows[table] = ([column[0] for column in cursor.description], found)
        return rows


def _models():
    from django.apps import apps

    return apps.get_models(include_auto_created=True)


@pytest.fixture(autouse=True)
def _pristine(request):
    """After a test with real transactions the rows of migrations stand again.

    Django empties all tables after such a test, and tests may come in any order here. What this
    process has in memory of rows that are gone (downloads to be counted, parts of pages) goes too.
    """
    from infocenter import downloads, searches
    from infocenter.search import meaning, spelling
    from portal.pagecache.shared import shared

    downloads.tally.pending.clear()
    searches.tally.pending.clear()
    meaning.forget()
    spelling.forget()
    marker = request.node.get_closest_marker("django_db")
    names = request.fixturenames
    real = "transactional_db" in names or "live_server" in names
    if not real and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    rows = request.getfixturevalue("_rows_of_migrations")
    request.node.stash[ROWS] = (rows, request.getfixturevalue("django_db_blocker"))
    yield
    shared().move(0, 0, rows=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Once Django has emptied the tables (and as long as there is a database to put them into)."""
    result = yield
    rows, blocker = item.stash.get(ROWS, (None, None))
    if rows is not None and nextitem is not None:
        with blocker.unblock():
            databases.put_back(rows)
    return result


@pytest.fixture
def file_store(tmp_path, settings):
    """An empty file store; the answer is its folder."""
    storage = {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "files": storage}
    settings.FAROL_FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def in_english():
    """Messages are asserted in the language in which they are written."""
    with translation.override("en"):
        yield
