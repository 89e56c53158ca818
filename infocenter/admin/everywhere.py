"""One file replaced in all documents that hold it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from infocenter.admin import uploads
from infocenter.admin.bulk import BulkActions, amend_each
from infocenter.admin.bulk_forms import ReplacementForm
from infocenter.models import Attachment, Document
from infocenter.steps import may_edit
from portal.organisation.scoped_admin import guarded


@dataclass(frozen=True)
class Holder:
    """A document that holds the file, and whether the person may change it now."""

    document: Document
    is_open: bool


class Everywhere(BulkActions):
    """The page that replaces a file wherever it is."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.everywhere_view)
        route = "<path:object_id>/files/<int:attachment_id>/everywhere/"
        return [path(route, view, name="infocenter_document_everywhere"), *super().get_urls()]

    @guarded("infocenter.change_document")
    def everywhere_view(self, request, document, attachment_id):
        """Where the file is; the new one, which arrives first; then each document on its own."""
        attachment = (
            document.kept_attachments().defer("file__text").filter(pk=attachment_id).first()
        )
        if attachment is None:
            raise Http404
        may_publish = self.has_publish_permission(request)
        form = ReplacementForm(
            request.POST or None, files=request.FILES or None, may_publish=may_publish
        )
        arrived = _arrived(request, form) if request.method == "POST" else None
        holders = _holders(attachment, request.user)
        if request.POST.get("step") == "replace" and arrived and form.is_valid():
            ticked = set(request.POST.getlist("documents"))
            chosen = [
                each.document
                for each in holders
                if each.is_open and str(each.document.pk) in ticked
            ]
            amendment = form.amendment(
                instead_of=attachment.file, file=arrived.file, name=arrived.name
            )
            amend_each(self, request, chosen, amendment)
            return HttpResponseRedirect(reverse("admin:infocenter_document_changelist"))
        return self._everywhere_page(request, document, attachment, form, arrived, holders)

    def _everywhere_page(self, request, document, attachment, form, arrived, holders):
        others = Attachment.objects.kept().filter(file=attachment.file)
        elsewhere = others.exclude(document__in=[each.document for each in holders])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Replace “%(name)s” everywhere") % {"name": attachment.name},
            "opts": self.opts,
            "document": document,
            "attachment": attachment,
            "form": form,
            "arrived": arrived,
            "holders": holders,
            "ticked": request.POST.getlist("documents") if arrived else None,
            "elsewhere": elsewhere.values("document").distinct().count(),
        }
        return TemplateResponse(request, "admin/infocenter/document/everywhere.html", context)


def _arrived(request, form) -> uploads.Arrived | None:
    """The new file: one that comes now, or one that came before."""
    upload = request.FILES.get("upload")
    if upload is not None:
        result = uploads.receive(upload, request.user)
        if isinstance(result, uploads.Failed):
            form.add_error("upload", result.reason)
            return None
        return result
    found = uploads.recall(request.POST.getlist("arrived"), request.user)
    if not found:
        messages.error(request, _("Choose the new file."))
    return found[-1] if found else None


def _holders(attachment: Attachment, user) -> list[Holder]:
    """The documents of the person's departments that hold the file."""
    holding = Attachment.objects.kept().filter(file=attachment.file).values("document")
    documents = Document.objects.managed_by(user, "infocenter.change_document")
    rows = documents.filter(pk__in=holding).select_related("department")
    return [
        Holder(each, may_edit(user, each))
        for each in rows.prefetch_related("translations").order_by("pk")
    ]
