"""One act on many documents: each on its own, and each outcome told."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from infocenter import services
from infocenter.admin.bulk_forms import FactsForm, TopicsForm
from infocenter.admin.forms import WithdrawalForm
from infocenter.admin.sheets import SheetPages
from infocenter.steps import STEPS, may_edit, take
from portal.organisation.scoped_admin import DepartmentScopedAdmin
from portal.workflow import Refused

MOST_TOLD = 50  # outcomes spelled out in a message


def each_of(admin_, request, documents, permission, act) -> None:
    """`act` on every document that the person may do it with; say what became of each."""
    done, refused = [], []
    for document in documents:
        if not request.user.has_perm(permission, document):
            refused.append((document, _("You may not do this with it.")))
            continue
        title = str(document)
        try:
            act(document)
        except Refused as refusal:
            refused.append((title, str(refusal)))
        else:
            done.append(title)
    if done:
        said = ngettext("%(count)d document done:", "%(count)d documents done:", len(done))
        rows = format_html_join("", "<li>{}</li>", ((each,) for each in done[:MOST_TOLD]))
        _tell(admin_, request, said % {"count": len(done)}, rows, messages.SUCCESS)
    if refused:
        said = ngettext(
            "%(count)d document not done:", "%(count)d documents not done:", len(refused)
        )
        rows = format_html_join("", "<li>{}: {}</li>", refused[:MOST_TOLD])
        _tell(admin_, request, said % {"count": len(refused)}, rows, messages.ERROR)


def _tell(admin_, request, said, rows, level):
    admin_.message_user(request, format_html("{}<ul>{}</ul>", said, rows), level)


def _step(admin_, request, documents, name, values=None):
    step = STEPS[name]

    def act(document):
        take(step, document, by=request.user, seen_version=document.version, values=values or {})

    each_of(admin_, request, documents, step.permission, act)


def _ask(admin_, request, documents, action, question, button, **what):
    """A page that asks for what the action needs, keeping what was ticked.

    `what` is asked: by a `form`, by that of a `withdrawal`, or, with its `error`, a reason.
    """
    context = {
        **admin_.admin_site.each_context(request),
        "title": question,
        "documents": documents,
        "action": action,
        "button": button,
        "opts": admin_.opts,
        "checkbox": ACTION_CHECKBOX_NAME,
        **what,
    }
    return TemplateResponse(request, "admin/infocenter/document/bulk.html", context)


class BulkActions(SheetPages, DepartmentScopedAdmin):
    """Actions of the list of documents."""

    actions = (
        "submit_many", "publish_many", "return_many", "withdraw_many", "change_topics",
        "change_facts", "as_sheet",
    )  # fmt: skip

    def has_submit_permission(self, request):
        return self.may(request, "submit")

    def has_publish_permission(self, request):
        return self.may(request, "publish")

    def has_withdraw_permission(self, request):
        return self.may(request, "withdraw")

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_many(self, request, queryset):
        _step(self, request, queryset, "submit")

    @admin.action(description=gettext_lazy("Approve and publish"), permissions=["publish"])
    def publish_many(self, request, queryset):
        _step(self, request, queryset, "publish")

    @admin.action(description=gettext_lazy("Return with a reason…"), permissions=["publish"])
    def return_many(self, request, queryset):
        reason = request.POST.get("reason", "").strip()
        if reason:
            return _step(self, request, queryset, "return", {"reason": reason})
        question = _("Return these documents to their editors")
        button = STEPS["return"].label
        error = _("Please give a reason.") if "asked" in request.POST else ""
        return _ask(self, request, queryset, "return_many", question, button, error=error)

    @admin.action(description=gettext_lazy("Withdraw with a reason…"), permissions=["withdraw"])
    def withdraw_many(self, request, queryset):
        form = WithdrawalForm(request.POST if "asked" in request.POST else None)
        if form.is_valid():
            values = {"withdrawal_reason": form.reasons()}
            return _step(self, request, queryset, "withdraw", values)
        question = _("Withdraw these documents: residents read the reason")
        button = STEPS["withdraw"].label
        return _ask(self, request, queryset, "withdraw_many", question, button, withdrawal=form)

    @admin.action(description=gettext_lazy("Add or take away topics…"), permissions=["change"])
    def change_topics(self, request, queryset):
        question = _("Change the topics of these documents")
        return self._amend(request, queryset, "change_topics", TopicsForm, question)

    @admin.action(
        description=gettext_lazy("Change licence or next review…"), permissions=["change"]
    )
    def change_facts(self, request, queryset):
        question = _("Change what is said about these documents")
        return self._amend(request, queryset, "change_facts", FactsForm, question)

    def _amend(self, request, queryset, action, form_class, question):
        may_publish = self.has_publish_permission(request)
        asked = request.POST if "asked" in request.POST else None
        form = form_class(asked, may_publish=may_publish)
        if not form.is_valid():
            return _ask(self, request, queryset, action, question, _("Change them"), form=form)
        amend_each(self, request, queryset, form.amendment())
        return None


def amend_each(admin_, request, documents, amendment) -> None:
    """Change every document that the person may change, and say what became of each."""

    def act(document):
        if not may_edit(request.user, document):
            state = {"state": document.get_status_display()}
            raise Refused(_("It can't be changed while it is %(state)s.") % state)
        if amendment.publish and not request.user.has_perm("infocenter.publish_document", document):
            raise Refused(_("You may not publish it."))
        services.amend_document(document, amendment, by=request.user, seen_version=document.version)

    each_of(admin_, request, documents, "infocenter.change_document", act)
