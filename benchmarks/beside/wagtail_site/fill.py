"""`python -m benchmarks.beside.wagtail_site.fill COUNT` makes, fills and indexes the site."""

import sys
import uuid
from datetime import UTC, datetime
from itertools import islice

import django
from django.core.management import call_command

from benchmarks.beside.rows import rows

BATCH = 1000


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import transaction

    home = index_page()
    source, made = rows(int(sys.argv[1])), 0
    while batch := list(islice(source, BATCH)):
        with transaction.atomic():
            add(home, batch, made)
        made += len(batch)
    type(home).objects.filter(pk=home.pk).update(numchild=made)
    call_command("update_index", verbosity=0)
    settle()


def settle() -> None:
    """Have the database look through what was written."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def index_page():
    """The index in place of the welcome page, as the root of the site."""
    from wagtail.models import Page, Site

    from benchmarks.beside.wagtail_site.models import DocumentIndexPage

    root = Page.objects.get(depth=1)
    home = root.add_child(instance=DocumentIndexPage(title="Documents", slug="documents"))
    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    return home


def add(home, batch, made: int) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from benchmarks.beside.wagtail_site.models import DocumentPage

    kind = ContentType.objects.get_for_model(DocumentPage)
    pages = Page.objects.bulk_create(
        Page(
            title=row["title"],
            draft_title=row["title"],
            slug=str(row["id"]),
            url_path=f"{home.url_path}{row['id']}/",
            path=Page._get_path(home.path, home.depth + 1, made + place + 1),
            depth=home.depth + 1,
            content_type=kind,
            locale_id=home.locale_id,
            live=True,
            first_published_at=datetime.now(UTC),
            last_published_at=datetime.now(UTC),
            translation_key=uuid.uuid4(),
        )
        for place, row in enumerate(batch)
    )
    _add_details(pages, batch)
    _add_files(pages, batch)


def _add_details(pages, batch) -> None:
    """The documents' own table: bulk_create can't write a page and its details at once."""
    from django.db import connection

    from benchmarks.beside.wagtail_site.models import DocumentPage

    names = ["type", "department", "topics", "reference", "day", "language"]
    names += ["summary", "teaser", "body"]
    columns = ", ".join(["page_ptr_id", *names])
    marks = ", ".join(["%s"] * (len(names) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {DocumentPage._meta.db_table} ({columns}) VALUES ({marks})",
            [
                [page.pk, *(str(row[each]) for each in names)]
                for page, row in zip(pages, batch, strict=True)
            ],
        )


def _add_files(pages, batch) -> None:
    from wagtail.documents.models import Document
    from wagtail.models import Collection

    from benchmarks.beside.wagtail_site.models import DocumentPageFile

    collection = Collection.get_first_root_node()
    links, files = [], []
    for page, row in zip(pages, batch, strict=True):
        for place, file in enumerate(row["files"]):
            sha256 = file["sha256"]
            document = Document(
                title=file["name"],
                file=f"{sha256[:2]}/{sha256[2:4]}/{sha256}",
                file_size=file["size"],
                file_hash=sha256[:40],
                collection=collection,
            )
            files.append(document)
            links.append((page.pk, place, document, file["format"]))
    Document.objects.bulk_create(files)
    DocumentPageFile.objects.bulk_create(
        DocumentPageFile(page_id=page, sort_order=place, document=document, format=kind)
        for page, place, document, kind in links
    )


if __name__ == "__main__":
    main()
