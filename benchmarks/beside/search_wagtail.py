"""Wagtail's search with its database backend, on the site that is measured elsewhere."""

import django
from django.core.management import call_command

from benchmarks.beside.asking import FOUND


class Search:
    def __init__(self):
        django.setup()
        call_command("migrate", verbosity=0)
        from benchmarks.beside.wagtail_site import fill

        self.fill, self.home, self.made = fill, fill.index_page(), 0
        self.names: dict[int, str] = {}

    def add(self, documents):
        rows = [
            {
                "id": self.made + place,
                "title": each["title"][:255] or each["text"][:60],
                "type": "",
                "department": "",
                "topics": "",
                "reference": "",
                "day": "2026-01-01",
                "language": each["language"],
                "summary": "",
                "teaser": "",
                "body": each["text"],
                "files": [],
            }
            for place, each in enumerate(documents)
        ]
        self.names |= {self.made + place: each["id"] for place, each in enumerate(documents)}
        self.fill.add(self.home, rows, self.made)
        self.made += len(rows)

    def ready(self):
        type(self.home).objects.filter(pk=self.home.pk).update(numchild=self.made)
        call_command("update_index", verbosity=0)
        self.fill.settle()

    def ask(self, question):
        from benchmarks.beside.wagtail_site.models import DocumentPage

        found = DocumentPage.objects.live().search(question["text"], operator="or")[:FOUND]
        return [self.names[int(each.slug)] for each in found]
