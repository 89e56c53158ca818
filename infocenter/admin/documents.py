"""Documents, for editors and publishers: list, working copy, review queue, preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from infocenter import beside, markdown, services
from infocenter.admin import preview, review, uploads
from infocenter.admin.columns import DocumentColumns
from infocenter.admin.datasets import DatasetPage
from infocenter.admin.editing import Editing
from infocenter.admin.everywhere import Everywhere
from infocenter.models import Document
from infocenter.steps import first_steps, may_edit, may_supersede, open_steps, take
from portal.files import serving
from portal.organisation.scoped_admin import guarded
from portal.workflow import Refused

PERSONAL = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


@admin.register(Document)
class DocumentAdmin(Everywhere, DocumentColumns):
    """The working copies of the own departments."""

    def get_urls(self):
        own = [
            ("review/", self.review_view, "review"),
            ("markdown/", self.markdown_view, "markdown"),
            ("files/", self.receive_view, "receive"),
            ("<path:object_id>/preview/", self.preview_view, "preview"),
            ("<path:object_id>/files/<int:attachment_id>/<name>", self.file_view, "file"),
            ("<path:object_id>/data/<int:dataset_id>/", self.dataset_view, "dataset"),
            ("<path:object_id>/supersede/", self.supersede_view, "supersede"),
        ]
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"infocenter_document_{name}")
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    def discard(self, request, obj):
        services.delete_draft(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        never_public = obj is None or not obj.editions.exists()
        return never_public and super().has_delete_permission(request, obj)

    # --- The working copy ----------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """A new document."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._edit(request, None)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The working copy, with the buttons that are open for this person now."""
        document = self.get_object(request, object_id)
        if document is None:
            raise Http404
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        return self._edit(request, document)

    def _edit(self, request, document):
        locked = document is not None and not may_edit(request.user, document)
        editing = Editing(request, document, locked=locked)
        if request.method == "POST":
            answer = self._act(request, editing)
            if answer is not None:
                return answer
        return self._edit_page(request, editing)

    def _act(self, request, editing):
        """Save what was typed, then take the step of the button; None shows the form again."""
        for failure in editing.failed:
            messages.error(request, failure.reason)
        name = request.POST.get("step", "save")
        if name == "preview":
            ready = not editing.locked and editing.is_valid()
            return preview.of_typed(request, editing) if ready else None
        if not editing.is_valid():
            messages.error(request, _("Nothing was saved yet: see the marked fields."))
            return None
        document = editing.document
        is_new = document is None
        if name == "save" and editing.locked:
            raise PermissionDenied
        if not is_new and name != "save" and name not in open_steps(request.user, _fresh(document)):
            messages.error(request, _("This can't be done now: the document has moved on."))
            return None
        try:
            if is_new or (editing.has_changed and not editing.locked):
                document = editing.save()
                seen = document.version
            else:
                seen = editing.seen_version
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        self._step(request, document, name, seen, editing)
        return HttpResponseRedirect(_address("change", document))

    def _step(self, request, document, name, seen, editing):
        """Take the step after saving. What was saved stays, even if the step is refused."""
        document = Document.objects.get(pk=document.pk)
        if name == "save":
            messages.success(request, _("“%(title)s” was saved.") % {"title": document})
            return
        step = open_steps(request.user, document).get(name)
        if step is None:
            raise PermissionDenied
        try:
            said = take(step, document, by=request.user, seen_version=seen, values=editing.asked)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)

    def _edit_page(self, request, editing):
        document = editing.document and _fresh(editing.document)
        context = {
            **self.admin_site.each_context(request),
            "title": str(document) if document else _("New document"),
            "opts": self.opts,
            "document": document,
            "current": document and document.editions.current().first(),
            "editing": editing,
            "beside": document and beside.filled(document, request.user),
            "steps": open_steps(request.user, document) if document else first_steps(request.user),
            "may_supersede": document and may_supersede(request.user, document),
            "may_delete": document and self.has_delete_permission(request, document),
            "has_view_permission": True,
        }
        return TemplateResponse(request, "admin/infocenter/document/change.html", context)

    # --- Pages beside it -----------------------------------------------------------------------

    @guarded("infocenter.view_document")
    def preview_view(self, request, document):
        """The page as residents would see it if it were published now."""
        return preview.of_saved(request, document)

    @guarded("infocenter.view_document")
    def file_view(self, request, document, attachment_id, name):
        """A file of the working copy, public or not."""
        attachment = get_object_or_404(
            document.kept_attachments().defer("file__text"), pk=attachment_id
        )
        return serving.serve(request, attachment.file, attachment.name)

    @guarded("infocenter.view_document")
    def dataset_view(self, request, document, dataset_id):
        """A table of the document: how it is read, what its columns mean."""
        return DatasetPage(self.admin_site, request, document, dataset_id).answer()

    @guarded("infocenter.withdraw_document")
    def supersede_view(self, request, document):
        """Choose the public document that replaces this one."""
        if request.method == "POST":
            return self._supersede(request, document)
        query = request.GET.get("q", "").strip()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Which document replaces “%(title)s”?") % {"title": document},
            "opts": self.opts,
            "document": document,
            "query": query,
            "found": review.successors(document, query) if query else [],
        }
        return TemplateResponse(request, "admin/infocenter/document/supersede.html", context)

    def _supersede(self, request, document):
        key = request.POST.get("successor", "")
        successor = Document.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        if successor is None:
            raise Http404
        try:
            seen = request.POST.get("version", "")
            services.supersede_document(
                document,
                by=request.user,
                successor=successor,
                seen_version=int(seen) if seen.isdecimal() else None,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("“%(title)s” is superseded.") % {"title": document})
        return HttpResponseRedirect(_address("change", document))

    @guarded("infocenter.publish_document", on_list=True)
    def review_view(self, request):
        """What waits for this publisher, with what each would change."""
        if request.method == "POST":
            review.decide(self, request)
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Waiting for my review"),
            "opts": self.opts,
            "waiting": review.queue(request.user),
        }
        return TemplateResponse(request, "admin/infocenter/document/review.html", context)

    @guarded("infocenter.view_document", on_list=True)
    def markdown_view(self, request):
        """Markdown as the page will show it."""
        html = markdown.render(request.POST.get("body", "")[: preview.LONGEST])
        return HttpResponse(html, headers=PERSONAL)

    @guarded("infocenter.add_attachment", on_list=True)
    def receive_view(self, request):
        """One dropped file: stored, and named by a token that the form brings back."""
        upload = request.FILES.get("file")
        if upload is None:
            return JsonResponse({"reason": _("No file came.")}, status=400, headers=PERSONAL)
        result = uploads.receive(upload, request.user)
        if isinstance(result, uploads.Failed):
            return JsonResponse(
                {"name": result.name, "reason": result.reason}, status=422, headers=PERSONAL
            )
        return JsonResponse(
            {"name": result.name, "size": result.file.size, "token": result.token}, headers=PERSONAL
        )


def _fresh(document: Document) -> Document:
    """The document as it is saved, whatever a form has made of the one in memory."""
    return Document.objects.select_related("department").get(pk=document.pk)


def _address(page: str, document: Document) -> str:
    return reverse(f"admin:infocenter_document_{page}", args=[document.pk])
