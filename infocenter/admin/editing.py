"""A working copy in the editor's hands: forms in, services out, nothing typed is lost."""

from functools import cached_property

from django.db import transaction

from infocenter import origins, services
from infocenter.admin import uploads
from infocenter.admin.forms import DescriptionForm, FileForm, StepForm, TextsForm, WithdrawalForm
from infocenter.models import Document, DocumentTranslation
from portal import languages
from portal.workflow import Refused


class Editing:
    """The forms of one document for one person, filled from the database or from what was typed."""

    def __init__(self, request, document: Document | None, *, locked: bool = False):
        self.user = request.user
        self.document = document
        self.locked = locked
        self.failed: list[uploads.Failed] = []
        self.arrived: list[uploads.Arrived] = []
        self.is_conflict = False
        typed = request.POST if request.method == "POST" else None
        sent = request.FILES if request.method == "POST" else None
        self.seen_version = _number(typed, "version")
        if typed is not None and not locked:
            self._receive(typed, sent)
        self.description = DescriptionForm(
            None if locked else typed, instance=document or Document(), user=self.user
        )
        self.texts = self._texts_forms(None if locked else typed)
        self.files = self._file_forms(None if locked else typed)
        self.step = StepForm(typed, initial={"publish_at": document and document.scheduled_for})
        withdraws = typed is not None and typed.get("step") == "withdraw"
        self.withdrawal = WithdrawalForm(typed, is_needed=withdraws)
        if locked:
            self._lock()

    # --- In ------------------------------------------------------------------------------------

    def _receive(self, typed, sent):
        """Store the files that came with the form, and find those that came before."""
        self.arrived = uploads.recall(typed.getlist("arrived"), self.user)
        for key in sent:
            for upload in sent.getlist(key):
                self._receive_one(key, upload)

    def _receive_one(self, key, upload):
        if key == "files":
            instead_of = None
        elif key.startswith("file-") and key.endswith("-replacement") and self.document:
            instead_of = int(key.split("-")[1]) if key.split("-")[1].isdecimal() else None
        else:
            return
        result = uploads.receive(upload, self.user, instead_of)
        if isinstance(result, uploads.Failed):
            self.failed.append(result)
        else:
            self.arrived.append(result)

    def _texts_forms(self, typed):
        known, editions, moved_on = {}, [], {}
        if self.document:
            known = {each.language: each for each in self.document.translations.all()}
            numbers = self.document.editions.order_by("-edition_number")
            editions = list(numbers.values_list("edition_number", flat=True))
            moved_on = origins.moved_on(self.document)
        forms = [
            TextsForm(
                typed,
                instance=known.get(code) or DocumentTranslation(),
                language=code,
                editions=editions,
            )
            for code in languages.CODES
        ]
        for form in forms:
            form.moved_on = moved_on.get(form.language)
        return forms

    def _file_forms(self, typed):
        if not self.document:
            return []
        return [
            FileForm(typed, instance=each, prefix=f"file-{each.pk}", place=place)
            for place, each in enumerate(self.document.kept_attachments().defer("file__text"), 1)
            if typed is None or f"file-{each.pk}-name" in typed  # added by somebody else: untouched
        ]

    def _lock(self):
        for form in (self.description, *self.texts, *self.files):
            for field in form.fields.values():
                field.disabled = True

    @property
    def forms(self) -> tuple:
        """All that can be filled in."""
        content = (self.description, *self.texts, *self.files)
        return (*content, self.step, self.withdrawal)

    # --- Out -----------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Whether all forms are well formed."""
        content = () if self.locked else (self.description, *self.texts, *self.files)
        forms = (*content, self.step, self.withdrawal)
        faults = [form for form in forms if not form.is_valid()]  # every one shows its errors
        return not faults

    @cached_property
    def has_changed(self) -> bool:
        """Whether anything of the content was changed."""
        forms = (self.description, *self.texts, *self.files)
        return bool(self.arrived) or any(form.has_changed() for form in forms)

    @property
    def asked(self) -> dict:
        """What the step needs: a reason, a time."""
        return {**self.step.cleaned_data, "withdrawal_reason": self.withdrawal.reasons()}

    def save(self) -> Document:
        """Keep what was changed, all or nothing, by the services. Raises Refused."""
        try:
            with transaction.atomic():
                return self._save()
        except Refused:
            if self.document:
                self._look_again(self.document)
            raise

    def _save(self) -> Document:
        form = self.description
        topics = form.cleaned_data.get("topics", ())
        texts = {each.language: each.texts() for each in self.texts if each.has_changed()}
        if self.document is None:
            values = {name: form.cleaned_data[name] for name in form.fields if name != "topics"}
            document = services.create_document(
                by=self.user,
                topics=topics,
                translations=[{"language": code, **each} for code, each in texts.items() if each],
                **values,
            )
        else:
            document = services.save_document(
                form.instance,
                by=self.user,
                changed=form.changed_data,
                seen_version=self.seen_version,
                topics=topics,
                translations=texts,
            )
        self._save_files(document)
        document.refresh_from_db()
        return document

    def _save_files(self, document):
        replaced = {each.instead_of: each for each in self.arrived if each.instead_of}
        for form in self.files:
            attachment = form.instance
            attachment.document = document
            if form.cleaned_data["remove"]:
                services.remove_attachment(attachment, by=self.user)
                continue
            described = form.described()
            if described:
                services.describe_attachment(attachment, by=self.user, **described)
            self._save_offer(form, attachment)
            new = replaced.get(attachment.pk)
            if new:
                services.replace_attachment(attachment, new.file, name=new.name, by=self.user)
        self._settle_places(document)
        there = {(each.file_id, each.name) for each in document.kept_attachments()}
        for each in self.arrived:
            if not each.instead_of and (each.file.pk, each.name) not in there:
                services.attach_file(document, each.file, name=each.name, by=self.user)

    def _save_offer(self, form, attachment):
        """Offer the file's table to be queried, or no more."""
        if "queried" not in form.changed_data:
            return
        if form.cleaned_data["queried"]:
            services.offer_dataset(attachment, by=self.user)
        else:
            for dataset in form.datasets:
                services.take_back_dataset(dataset, by=self.user)

    def _settle_places(self, document):
        """Places count 1, 2, 3 as numbered; of two alike, the one that was moved comes first."""
        moved = {form.instance.pk: form.cleaned_data["position"] for form in self.files}
        changed = {form.instance.pk for form in self.files if "position" in form.changed_data}
        if not changed:
            return
        kept = list(document.kept_attachments())
        kept.sort(key=lambda each: (moved.get(each.pk, each.position), each.pk not in changed))
        for place, each in enumerate(kept, 1):
            if each.position != place:
                services.describe_attachment(each, by=self.user, position=place)

    def _look_again(self, document: Document):
        """After a refusal: what is saved now, to put beside what was typed."""
        saved = Document.objects.get(pk=document.pk)
        self.is_conflict = self.seen_version is not None and saved.version != self.seen_version
        if not self.is_conflict:
            return
        self.seen_version = saved.version  # the next save is made knowing it
        now = {each.language: each for each in saved.translations.all()}
        for form in self.texts:
            other = now.get(form.language)
            form.saved_by_others = [
                (form[name].label, getattr(other, name, ""))
                for name in form.fields
                if str(getattr(other, name, "") or "") != (form[name].value() or "").strip()
            ]
        self.description.saved_by_others = _differing(self.description, saved)


def _differing(form, saved) -> list:
    """Label and saved value of each field that says something else than what was typed."""
    other = DescriptionForm(instance=saved, user=form.user)
    return [
        (form[name].label, _shown(saved, name))
        for name in form.fields
        if str(form[name].value() or "") != str(other[name].value() or "") and name != "topics"
    ]


def _shown(saved, name):
    display = getattr(saved, f"get_{name}_display", None)
    return display() if display else getattr(saved, name)


def _number(typed, name) -> int | None:
    said = typed.get(name, "") if typed is not None else ""
    return int(said) if said.isdecimal() and len(said) < 10 else None
