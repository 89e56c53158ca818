"""Many documents by spreadsheet: the template, what a spreadsheet would do, and doing it."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from infocenter import services
from infocenter.models import Document, DocumentSheet
from infocenter.services.sheets import DRAFT, PUBLISH, SUBMIT
from infocenter.sheets import reading, writing
from infocenter.sheets.columns import COLUMNS
from infocenter.states import SheetState
from portal.organisation.models import Department
from portal.organisation.scoped_admin import DepartmentScopedAdmin, guarded
from portal.workflow import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGAIN = 3  # seconds, until the page looks again whether a large archive is unpacked
SHOWN = 200  # rows and faults of a page


class SheetForm(forms.Form):
    """The spreadsheet, and the files that its rows name."""

    file = forms.FileField(label=gettext_lazy("Spreadsheet (XLSX)"))
    archive = forms.FileField(label=gettext_lazy("Files (ZIP), if any"), required=False)


class SheetPages(DepartmentScopedAdmin):
    """Pages of the list of documents that take and give spreadsheets."""

    def get_urls(self):
        own = (("sheet/", self.sheet_view, "sheet"),
               ("sheet/template.xlsx", self.sheet_template_view, "sheet_template"))  # fmt: skip
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"infocenter_document_{name}")
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    @admin.action(description=gettext_lazy("Download as a spreadsheet"), permissions=["view"])
    def as_sheet(self, request, queryset):
        """The same columns as the template has, with what is there: to be changed and sent back."""
        if queryset.count() > reading.MOST_ROWS:
            said = _("At most %(most)d at once.") % {"most": reading.MOST_ROWS}
            self.message_user(request, said, messages.ERROR)
            return None
        parts = ("translations", "topics", "attachments")
        return _download(request, queryset.select_related("department").prefetch_related(*parts))

    @guarded("infocenter.add_document", on_list=True)
    def sheet_template_view(self, request):
        """An empty spreadsheet, in the language of the interface."""
        return _download(request, Document.objects.none())

    @guarded("infocenter.add_document", on_list=True)
    def sheet_view(self, request):
        """Bring a spreadsheet; look at what it would do; have it done, all or nothing."""
        sheet = _own_sheet(request)
        if request.method == "POST" and sheet is None:
            return self._receive(request)
        if request.method == "POST" and self._take(request, sheet):
            return HttpResponseRedirect(reverse("admin:infocenter_document_changelist"))
        return self._sheet_page(request, SheetForm(), sheet)

    def _receive(self, request):
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            said = form.cleaned_data
            try:
                sheet = services.receive_sheet(said["file"], said["archive"], by=request.user)
            except Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                return HttpResponseRedirect(f"{request.path}?sheet={sheet.pk}")
        return self._sheet_page(request, form, None)

    def _take(self, request, sheet) -> bool:
        """Whether the rows were taken in."""
        try:
            done = services.take_sheet(sheet, by=request.user, then=request.POST.get("then", DRAFT))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return False
        for name, number in sorted(done.items()):
            messages.success(request, _told(name, number))
        if not done:
            messages.info(request, _("Nothing had to be changed."))
        return True

    def _sheet_page(self, request, form, sheet):
        is_ready = sheet is not None and sheet.state == SheetState.READY
        plan = services.plan_sheet(sheet, request.user) if is_ready else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Many documents by spreadsheet"),
            "opts": self.opts,
            "form": form,
            "sheet": sheet,
            "is_waiting": sheet is not None and sheet.state == SheetState.UNPACKING,
            "plan": plan,
            "rows": plan.rows[:SHOWN] if plan else (),
            "faults": plan.faults[:SHOWN] if plan else (),
            "columns": COLUMNS,
            "most": reading.MOST_ROWS,
            "choices": _choices(request.user),
        }
        response = TemplateResponse(request, "admin/infocenter/document/sheet.html", context)
        if context["is_waiting"]:
            response["Refresh"] = str(AGAIN)
        return response


def _own_sheet(request) -> DocumentSheet | None:
    """The spreadsheet that the address names, if the person has brought it."""
    said = request.GET.get("sheet", "")
    if not said:
        return None
    is_number = said.isascii() and said.isdigit() and len(said) < 19
    rows = DocumentSheet.objects.filter(by=request.user).select_related("file", "archive")
    sheet = rows.filter(pk=int(said)).first() if is_number else None
    if sheet is None:
        raise Http404
    return sheet


def _choices(user) -> list[tuple[str, str]]:
    """What may become of the documents afterwards."""
    found = [(DRAFT, _("Leave them as drafts"))]
    if user.has_perm("infocenter.submit_document"):
        found.append((SUBMIT, _("Submit for review")))
    if user.has_perm("infocenter.publish_document"):
        found.append((PUBLISH, _("Publish them")))
    return found


def _told(name: str, number: int) -> str:
    if name == "created":
        words = ngettext("%(number)d document made.", "%(number)d documents made.", number)
    else:
        words = ngettext("%(number)d document changed.", "%(number)d documents changed.", number)
    return words % {"number": number}


def _download(request, documents) -> HttpResponse:
    own = Department.objects.managed_by(request.user, "infocenter.add_document").active()
    name = f"documents-{timezone.localdate().isoformat()}.xlsx"
    return HttpResponse(
        writing.written(documents, own),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
