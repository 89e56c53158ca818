"""Public things of the information centre as the API says them."""

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from infocenter import addresses, labels
from infocenter.datasets.page import FILES
from infocenter.models import Column, EditionDataset, Topic
from infocenter.reading import Published
from infocenter.states import ColumnKind, DocumentType, EditionKind, Format, Licence
from portal import languages
from portal.organisation.models import Department
from portal.rest.fields import Code, Moment, Versions, Words

HOME = settings.LANGUAGE_CODE  # whose pages links lead to; the others are a click away


class DepartmentSerializer(serializers.ModelSerializer):
    """A unit of the administration."""

    name = Words(read_only=True, help_text="What it is called.")
    description = Words(read_only=True, help_text="What it does.")
    address = Words(read_only=True, help_text="Where it is.")
    parent = Code(
        read_only=True,
        allow_null=True,
        help_text="The code of the unit that it is part of, or null.",
    )
    email = serializers.CharField(read_only=True, help_text="Where to write to; may be empty.")
    website = serializers.CharField(read_only=True, help_text="Its own site; may be empty.")

    class Meta:
        model = Department
        fields = (
            "id",
            "code",
            "name",
            "description",
            "parent",
            "email",
            "phone",
            "address",
            "website",
        )
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Its number in the feed of changes."},
            "code": {"help_text": "Short and permanent, such as IC."},
            "phone": {"help_text": "Where to call; may be empty."},
        }


class TopicSerializer(serializers.ModelSerializer):
    """A subject under which things are found."""

    name = Words(read_only=True, help_text="What it is called.")

    class Meta:
        model = Topic
        fields = ("id", "slug", "name", "position")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Its number in the feed of changes."},
            "slug": {"help_text": "What addresses and filters call it."},
            "position": {"help_text": "Its place among the topics."},
        }


class FileSerializer(serializers.Serializer):
    """A file as it was published. Its bytes never change."""

    id = serializers.IntegerField(
        source="attachment_id", read_only=True, help_text="Of the file within all documents."
    )
    name = serializers.CharField(read_only=True, help_text="The name to save it under.")
    language = serializers.CharField(
        read_only=True, help_text="In which language it is; empty if that was not said."
    )
    media_type = serializers.CharField(read_only=True, help_text="What it is, by its content.")
    format = serializers.ChoiceField(
        Format.choices, read_only=True, help_text="The family of its format."
    )
    size = serializers.IntegerField(read_only=True, help_text="Bytes.")
    sha256 = serializers.CharField(read_only=True, help_text="SHA-256 of its bytes, in hex.")
    pages = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="How many pages it has, where that is known."
    )
    url = serializers.SerializerMethodField(
        help_text="Where it is downloaded, from the root of this site."
    )

    def get_url(self, file) -> str:
        return (
            f"{addresses.document(self.context['document'], HOME)}files/{file.attachment_id}/"
            + (addresses.quote(file.name, safe=""))
        )


class DocumentRowSerializer(serializers.Serializer):
    """A document in a list, as its current edition has it."""

    id = serializers.IntegerField(
        source="document_id", read_only=True, help_text="Of the document: it never changes."
    )
    number = serializers.CharField(
        read_only=True, help_text="The official number; empty if it has none."
    )
    type = serializers.ChoiceField(
        DocumentType.choices, read_only=True, help_text="What sort it is."
    )
    department = serializers.SerializerMethodField(help_text="The code of who published it.")
    topics = serializers.SerializerMethodField(help_text="What it is about.")
    title = Versions(help_text="The title.", read_only=True)
    summary = Versions(help_text="What it says, in short.", read_only=True)
    languages = serializers.SerializerMethodField(help_text="In which it was written.")
    date = serializers.DateField(read_only=True, help_text="Of issue, or else of publication.")
    issue_date = serializers.DateField(
        read_only=True, allow_null=True, help_text="The official date, if there is one."
    )
    effective_date = serializers.DateField(
        read_only=True, allow_null=True, help_text="From when it holds, if that was said."
    )
    licence = serializers.ChoiceField(
        Licence.choices, read_only=True, help_text="What may be done with it."
    )
    edition = serializers.IntegerField(
        source="edition_number", read_only=True, help_text="The number of this edition."
    )
    kind = serializers.ChoiceField(
        EditionKind.choices, read_only=True, help_text="Why there is this edition."
    )
    published_at = Moment(read_only=True, help_text="When this edition was published.")
    is_superseded = serializers.BooleanField(
        read_only=True, help_text="Whether another document has replaced it."
    )
    sha256 = serializers.CharField(
        read_only=True, help_text="SHA-256 of the edition's content: the same content, the same."
    )
    files = serializers.SerializerMethodField(help_text="Its files, in order.")

    def get_department(self, edition: Published) -> str:
        return self._named("departments")[edition.department_id].key

    def _named(self, what: str) -> dict[int, labels.Named]:
        """Departments or topics by id: looked up once for all rows."""
        if what not in self.context:
            self.context[what] = getattr(labels, what)(HOME)
        return self.context[what]

    def get_topics(self, edition: Published) -> list[str]:
        known = self._named("topics")
        return [each.key for pk, each in known.items() if pk in edition.topics]

    def get_languages(self, edition: Published) -> list[str]:
        return [code for code in languages.CODES if code in edition.versions]

    def get_files(self, edition: Published) -> FileSerializer(many=True):  # type: ignore[valid-type]
        return FileSerializer(
            edition.files, many=True, context={"document": edition.document_id}
        ).data


class DocumentSerializer(DocumentRowSerializer):
    """A document whole, as its current edition, or the one that was asked for, has it."""

    body = serializers.SerializerMethodField(help_text="The text in Markdown.")
    source = serializers.CharField(
        read_only=True, help_text="Where it came from; empty if that was not said."
    )
    source_url = serializers.CharField(
        read_only=True, help_text="The address of the source, or empty."
    )
    verified_by = serializers.CharField(
        read_only=True, help_text="Who has looked whether it is right, or empty."
    )
    verified_on = serializers.DateField(read_only=True, allow_null=True, help_text="When.")
    review_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="When it is looked at next."
    )
    change_note = serializers.SerializerMethodField(help_text="What this edition changed.")

    def get_body(self, edition: Published) -> Words(read_only=True):  # type: ignore[valid-type]
        return {code: text for code, text in self.context["bodies"].items() if text}

    def get_change_note(self, edition: Published) -> Words(read_only=True):  # type: ignore[valid-type]
        change = self.context["changes"].get(edition.pk)
        return {code: note for code, note in change.notes.items() if note} if change else {}


class ColumnSerializer(serializers.ModelSerializer):
    """A column of a table."""

    name = serializers.SerializerMethodField(help_text="What it is called, by language.")
    description = Words(help_text="What its values mean.", read_only=True)
    unit = Words(help_text="In what they are measured.", read_only=True)
    kind = serializers.ChoiceField(
        ColumnKind.choices, read_only=True, help_text="What its values are."
    )

    class Meta:
        model = Column
        fields = ("key", "kind", "source", "name", "description", "unit")
        read_only_fields = fields
        extra_kwargs = {
            "key": {"help_text": "What questions call it."},
            "source": {"help_text": "What the file calls it."},
        }

    def get_name(self, column: Column) -> Words(read_only=True):  # type: ignore[valid-type]
        names = Words()
        names.bind("name", self)
        return names.to_representation(column)


class DatasetRowSerializer(serializers.Serializer):
    """A table that can be asked."""

    id = serializers.IntegerField(
        source="dataset_id", read_only=True, help_text="It stays when the file is replaced."
    )
    title = serializers.SerializerMethodField(help_text="The title of its document, by language.")
    document = serializers.IntegerField(
        source="edition.document_id", read_only=True, help_text="The document that it belongs to."
    )
    edition = serializers.IntegerField(
        source="edition.edition_number", read_only=True, help_text="The edition that has it."
    )
    department = serializers.CharField(
        source="edition.department.code", read_only=True, help_text="The code of who published it."
    )
    file = serializers.IntegerField(
        source="table.attachment_id", read_only=True, help_text="The file that it was read from."
    )
    sheet = serializers.CharField(
        source="dataset.sheet", read_only=True, help_text="The sheet of the file, or empty."
    )
    rows = serializers.IntegerField(
        source="table.rows", read_only=True, help_text="How many rows it has."
    )
    date = serializers.DateField(
        source="edition.date", read_only=True, help_text="The date of its document."
    )
    published_at = Moment(
        source="edition.published_at", read_only=True, help_text="When it became as it is."
    )

    def get_title(self, shown: EditionDataset) -> Words(read_only=True):  # type: ignore[valid-type]
        titles = Versions()
        titles.bind("title", self)
        return titles.to_representation(shown.edition)


class DatasetSerializer(DatasetRowSerializer):
    """A table that can be asked, with its columns."""

    columns = ColumnSerializer(
        source="table.columns", many=True, read_only=True, help_text="In their order."
    )
    slices = serializers.SerializerMethodField(
        help_text="Where all rows are downloaded, by the end of the address. Filters can be added."
    )

    def get_slices(self, shown: EditionDataset) -> dict[str, str]:
        base = f"{addresses.page('infocenter:dataset-list', HOME)}{shown.dataset_id}/rows"
        return {end.lstrip("-."): base + end for end in FILES}


@extend_schema_field({"type": ["string", "number", "boolean", "null"]})
class Value(serializers.JSONField):
    """A value of a table."""


class RowsSerializer(serializers.Serializer):
    """One page of the answer to a question about a table."""

    names = serializers.ListField(
        child=serializers.CharField(), help_text="What the columns of the answer are called."
    )
    rows = serializers.ListField(
        child=serializers.ListField(child=Value(), help_text="One value for each name."),
        help_text="The rows of this page.",
    )
    total = serializers.IntegerField(help_text="How many rows the whole answer has.")
    page = serializers.IntegerField(help_text="Which page this is, from 1.")


class SegmentSerializer(serializers.Serializer):
    """A piece of a passage."""

    text = serializers.CharField(help_text="The words.")
    is_match = serializers.BooleanField(help_text="Whether it is what was looked for.")


class HitSerializer(serializers.Serializer):
    """Something that was found."""

    kind = serializers.CharField(help_text="What it is: document, policy, answer, ...")
    id = serializers.IntegerField(source="object_id", help_text="Of it among its kind.")
    type = serializers.CharField(help_text="What sort of it; may be the kind.")
    language = serializers.CharField(help_text="Of the version that fits best.")
    title = serializers.SerializerMethodField(help_text="Its title.")
    passage = serializers.SerializerMethodField(help_text="Where the words are.")
    number = serializers.CharField(help_text="Its official number, or empty.")
    department = serializers.SerializerMethodField(help_text="The code of who it is from, or null.")
    date = serializers.DateField(allow_null=True, help_text="Its date, if it has one.")
    is_superseded = serializers.BooleanField(
        source="superseded", help_text="Whether another one has replaced it."
    )
    is_recommended = serializers.BooleanField(
        source="recommended", help_text="Whether editors say that it answers this question."
    )
    file = serializers.CharField(source="in_file", help_text="The file that holds it, or empty.")
    file_page = serializers.IntegerField(
        source="page", allow_null=True, help_text="The page of the file."
    )

    def get_title(self, hit) -> str:
        return "".join(each.text for each in hit.title)

    def get_passage(self, hit) -> SegmentSerializer(many=True):  # type: ignore[valid-type]
        return [{"text": each.text, "is_match": each.marked} for each in hit.snippet]

    def get_department(self, hit) -> str | None:
        department = labels.departments(HOME).get(hit.department_id or 0)
        return department.key if department else None


class FoundSerializer(serializers.Serializer):
    """What a search has found."""

    results = HitSerializer(source="hits", many=True, help_text="The best first.")
    total = serializers.IntegerField(help_text="How many things were found.")
    is_more = serializers.BooleanField(
        source="capped", help_text="Whether there are more than `total`."
    )
    next = serializers.SerializerMethodField(help_text="The address of the next page, or null.")

    def get_next(self, found) -> str | None:
        return self.context["address"](found.next) if found.next is not None else None
