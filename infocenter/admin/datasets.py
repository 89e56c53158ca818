"""The page of a dataset: how its file was read, what its columns are, the first rows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter import services
from infocenter.admin.dataset_forms import DELIMITERS, ColumnForm, OfferForm, ReadingForm
from infocenter.datasets import answers, published, values
from infocenter.datasets import messages as words
from infocenter.datasets.query import Query
from infocenter.models import Dataset, Table
from infocenter.states import TableStatus
from infocenter.steps import may_edit
from portal import languages
from portal.workflow import Refused

SHOWN = 8  # rows, to see how they were read
AT_ONCE = 50  # columns of one form


class DatasetPage:
    """One dataset in the hands of one person."""

    def __init__(self, admin_site, request, document, dataset_id: int):
        rows = Dataset.objects.filter(document=document).select_related("attachment__file")
        self.admin_site, self.request, self.document = admin_site, request, document
        self.dataset = get_object_or_404(rows, pk=dataset_id)
        self.table: Table = self.dataset.working_table()  # type: ignore[assignment]
        self.is_locked = not may_edit(request.user, document)
        step = request.POST.get("step", "") if request.method == "POST" else ""
        typed = request.POST if step else None
        self.step = step
        said = request.GET.get("from", "")
        self.first = int(said) if said.isdecimal() and len(said) < 5 else 0
        self.reading = ReadingForm(typed if step == "read" else None, table=self.table)
        self.columns = [
            ColumnForm(typed if step == "save" else None, instance=each)
            for each in self.table.columns.all()[self.first : self.first + AT_ONCE]
        ]
        self.offer = OfferForm(typed if step == "offer" else None, sheets=self._other_sheets())

    def answer(self):
        """The page; or, after a step that was taken, the way back to it."""
        if self.step:
            if self.is_locked:
                raise PermissionDenied
            done = self._take()
            if done is not None:
                return HttpResponseRedirect(done)
        context = {
            **self.admin_site.each_context(self.request),
            "title": str(self.dataset),
            "opts": type(self.document)._meta,
            "document": self.document,
            "dataset": self.dataset,
            "table": self.table,
            "is_locked": self.is_locked,
            "is_waiting": self.table.status in (TableStatus.WAITING, TableStatus.LOADING),
            "failure": words.sentence(self.table.failure) if self.table.failure else "",
            "warnings": [words.sentence(each) for each in self.table.found.get("warnings", [])],
            "reading": self.reading,
            "delimiter": DELIMITERS.get(self.table.found.get("delimiter", ""), ""),
            "columns": self.columns,
            "parts": self._parts(),
            "offer": self.offer if self._other_sheets() else None,
            "sample": self._sample(),
            "public": published.of(self.dataset.pk, self._language()),
        }
        return TemplateResponse(self.request, "admin/infocenter/document/dataset.html", context)

    def _take(self) -> str | None:
        """Do what the button says; the address to go to, or None if it couldn't be done."""
        act = {"read": self._read, "save": self._save, "offer": self._offer, "drop": self._drop}
        try:
            return act[self.step]() if self.step in act else None
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return None

    def _read(self) -> str | None:
        if not self.reading.is_valid():
            messages.error(self.request, _("Nothing was saved yet: see the marked fields."))
            return None
        services.choose_reading(self.dataset, by=self.request.user, choices=self.reading.chosen())
        messages.success(self.request, _("The table is being read again."))
        return address(self.dataset)

    def _save(self) -> str | None:
        faults = [
            form for form in self.columns if not form.is_valid()
        ]  # every one shows its errors
        if faults:
            messages.error(self.request, _("Nothing was saved yet: see the marked fields."))
            return None
        told = {form.instance.key: form.words() for form in self.columns}
        wishes = {form.instance.key: form.wish() for form in self.columns}
        services.describe_columns(
            self.dataset,
            by=self.request.user,
            words={key: each for key, each in told.items() if each},
            wishes={key: each for key, each in wishes.items() if each},
        )
        messages.success(self.request, _("The columns were saved."))
        return address(self.dataset)

    def _offer(self) -> str | None:
        if not self.offer.is_valid() or not self.offer.cleaned_data["another"]:
            return None
        sheet = self.offer.cleaned_data["another"]
        made = services.offer_dataset(self.dataset.attachment, by=self.request.user, sheet=sheet)
        messages.success(self.request, _("The sheet “%(sheet)s” is being read.") % {"sheet": sheet})
        return address(made)

    def _drop(self) -> str:
        services.take_back_dataset(self.dataset, by=self.request.user)
        messages.success(self.request, _("The next edition will not offer this table."))
        return reverse("admin:infocenter_document_change", args=[self.document.pk])

    def _other_sheets(self) -> list[str]:
        """Sheets that are no dataset yet."""
        others = Dataset.objects.filter(attachment=self.dataset.attachment_id, offered=True)
        taken = {each.sheet for each in others} | {self.table.found.get("sheet", "")}
        return [each for each in self.table.found.get("sheets", []) if each not in taken]

    def _parts(self) -> list[tuple[str, str, bool]]:
        """Addresses of the parts of a very wide table, whose columns are no single form."""
        count = self.table.columns.count()
        starts = range(0, count, AT_ONCE) if count > AT_ONCE else ()
        return [
            (
                f"?from={each}#columns",
                f"{each + 1}–{min(each + AT_ONCE, count)}",
                each == self.first,
            )
            for each in starts
        ]

    def _language(self) -> str:
        code = get_language() or ""
        return code if code in languages.CODES else languages.CODES[0]

    def _sample(self) -> dict | None:
        """The first rows, if the table can be asked at this moment."""
        if self.table.status != TableStatus.READY:
            return None
        source = published.source_of(self.table, self._language())
        try:
            found = answers.run(source, Query())
        except answers.Unanswered:
            return None
        columns = list(source.columns.values())
        rows = [
            [
                values.cell(value, column, self._language())[:80]
                for value, column in zip(row, columns, strict=True)
            ]
            for row in found.rows[:SHOWN]
        ]
        return {"heads": [each.source for each in columns], "rows": rows}


def address(dataset: Dataset) -> str:
    """The page of a dataset in admin."""
    arguments = [dataset.document_id, dataset.pk]
    return reverse("admin:infocenter_document_dataset", args=arguments)
