import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import infocenter.models.guidance


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="address part")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["position", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("regulation", "Regulation"),
                            ("notice", "Notice"),
                            ("circular", "Circular"),
                            ("guide", "Guide"),
                            ("form", "Form"),
                            ("report", "Report"),
                            ("statistics", "Statistics"),
                            ("plan", "Plan"),
                            ("budget", "Budget"),
                            ("minutes", "Minutes"),
                            ("tender", "Tender"),
                            ("dataset", "Dataset"),
                            ("other", "Other"),
                        ],
                        default="notice",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="The official number, as it is printed. Unique within the department.",
                        max_length=60,
                        verbose_name="number",
                    ),
                ),
                (
                    "issue_date",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the day of publication.",
                        null=True,
                        verbose_name="issue date",
                    ),
                ),
                (
                    "effective_date",
                    models.DateField(blank=True, null=True, verbose_name="effective date"),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc-by-4.0", "Creative Commons Attribution 4.0"),
                            ("cc0", "CC0: no rights reserved"),
                            ("public-domain", "Public domain: official text"),
                            ("all-rights-reserved", "All rights reserved"),
                        ],
                        default="cc-by-4.0",
                        max_length=30,
                        verbose_name="licence",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where it came from.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                (
                    "verified_by",
                    models.CharField(blank=True, max_length=200, verbose_name="verified by"),
                ),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="verified on"),
                ),
                (
                    "review_on",
                    models.DateField(
                        blank=True,
                        help_text="When to check that it still holds.",
                        null=True,
                        verbose_name="next review",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("scheduled", "Scheduled"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "change_kind",
                    models.CharField(
                        choices=[("update", "Update"), ("correction", "Correction")],
                        default="update",
                        help_text="Of the next edition.",
                        max_length=12,
                        verbose_name="kind of change",
                    ),
                ),
                (
                    "scheduled_for",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="publish at"
                    ),
                ),
                (
                    "status_reason",
                    models.TextField(blank=True, editable=False, verbose_name="reason"),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="infocenter.document",
                        verbose_name="superseded by",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawal_reason", models.TextField(blank=True, editable=False)),
                (
                    "withdrawal_reason_zh_hant",
                    models.TextField(blank=True, editable=False, null=True),
                ),
                ("withdrawal_reason_pt", models.TextField(blank=True, editable=False, null=True)),
                ("withdrawal_reason_en", models.TextField(blank=True, editable=False, null=True)),
                (
                    "withdrawal_reason_zh_hans",
                    models.TextField(blank=True, editable=False, null=True),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                ("import_key", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="documents",
                        to="infocenter.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["-updated_at", "-id"],
                "permissions": [
                    ("submit_document", "Can submit a document for review"),
                    ("publish_document", "Can approve, return, schedule and publish a document"),
                    ("withdraw_document", "Can withdraw or supersede a document"),
                    ("correct_document", "Can open a document for a correction"),
                ],
                "indexes": [
                    models.Index(fields=["status", "scheduled_for"], name="document_due"),
                    models.Index(fields=["department", "status"], name="document_of_department"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("department", "number"),
                        name="number_unique_within_department",
                        violation_error_message="This department already has a document of this number.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("import_key", ""), _negated=True),
                        fields=("department", "import_key"),
                        name="imported_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "scheduled"), _negated=True),
                            ("scheduled_for__isnull", False),
                            _connector="OR",
                        ),
                        name="scheduled_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BestBet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "questions",
                    models.TextField(
                        help_text="One on each line. The whole search must be this; accents and capitals don't matter.",
                        validators=[
                            django.core.validators.MaxLengthValidator(1640),
                            infocenter.models.guidance.check_lines,
                        ],
                        verbose_name="searches",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="best_bets",
                        to="infocenter.document",
                        verbose_name="document",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "recommended document",
                "verbose_name_plural": "recommended documents",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="infocenter.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="files.storedfile",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
                (
                    "added_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "downloads",
                    models.PositiveBigIntegerField(
                        default=0, editable=False, verbose_name="downloads"
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Dataset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="datasets",
                        to="infocenter.document",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="datasets",
                        to="infocenter.attachment",
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=255, verbose_name="sheet")),
                (
                    "offered",
                    models.BooleanField(default=True, verbose_name="can be queried online"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "dataset",
                "verbose_name_plural": "datasets",
                "ordering": ["attachment__position", "attachment_id", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Table",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tables",
                        to="infocenter.dataset",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tables",
                        to="infocenter.attachment",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to be read"),
                            ("loading", "being read"),
                            ("ready", "can be queried"),
                            ("failed", "could not be read"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("choices", models.JSONField(default=dict)),
                ("found", models.JSONField(default=dict)),
                ("failure", models.JSONField(blank=True, null=True)),
                ("key", models.CharField(blank=True, max_length=64)),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "rows",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="rows"),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("loaded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "table",
                "verbose_name_plural": "tables",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ("waiting", "loading"))),
                        fields=["asked_at"],
                        name="tables_to_be_read",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Column",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="infocenter.table",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("source", models.CharField(max_length=255, verbose_name="name in the file")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("integer", "whole number"),
                            ("decimal", "decimal number"),
                            ("date", "date"),
                            ("datetime", "date and time"),
                            ("boolean", "yes or no"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("writing", models.CharField(blank=True, max_length=10)),
                ("sql", models.CharField(max_length=20)),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "name_zh_hant",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_pt",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="name"),
                ),
                (
                    "name_zh_hans",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="name"),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "description_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "description_pt",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "description_en",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                (
                    "description_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="description"),
                ),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
                (
                    "unit_zh_hant",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="unit"),
                ),
                (
                    "unit_pt",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="unit"),
                ),
                (
                    "unit_en",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="unit"),
                ),
                (
                    "unit_zh_hans",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="unit"),
                ),
                ("statistics", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "column",
                "verbose_name_plural": "columns",
                "ordering": ["position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("table", "key"), name="column_keys_differ")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                    ),
                ),
                ("department_id", models.PositiveBigIntegerField(null=True)),
                ("type", models.CharField(blank=True, max_length=20)),
                ("date", models.DateField(null=True)),
                ("superseded", models.BooleanField(default=False)),
                ("topics", models.TextField(blank=True)),
                ("formats", models.TextField(blank=True)),
                ("analyzer", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=500)),
                ("title_key", models.CharField(db_index=True, max_length=200)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["analyzer"], name="entries_by_analyzer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id", "language"), name="one_entry_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="infocenter.searchentry",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_from",
                        to="infocenter.document",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("document", "entry"), name="one_link_per_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "archive",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unpacking", "Files are being unpacked"),
                            ("ready", "Ready to be looked at"),
                            ("done", "Taken in"),
                        ],
                        default="unpacking",
                        max_length=10,
                    ),
                ),
                ("problem", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["made_at"], name="sheets_by_age")],
            },
        ),
        migrations.CreateModel(
            name="DocumentTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="infocenter.document",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        verbose_name="summary",
                    ),
                ),
                ("body", models.TextField(blank=True, help_text="Markdown.", verbose_name="text")),
                (
                    "change_note",
                    models.TextField(
                        blank=True,
                        help_text="What changes with the next edition. Residents read it in the history.",
                        verbose_name="public change note",
                    ),
                ),
                (
                    "change_credit",
                    models.CharField(
                        blank=True,
                        help_text="Who pointed out what is corrected.",
                        max_length=200,
                        verbose_name="credit",
                    ),
                ),
                (
                    "translated_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                        verbose_name="translated from",
                    ),
                ),
                (
                    "translated_edition",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="which text of it"
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "language"), name="one_version_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("regulation", "Regulation"),
                            ("notice", "Notice"),
                            ("circular", "Circular"),
                            ("guide", "Guide"),
                            ("form", "Form"),
                            ("report", "Report"),
                            ("statistics", "Statistics"),
                            ("plan", "Plan"),
                            ("budget", "Budget"),
                            ("minutes", "Minutes"),
                            ("tender", "Tender"),
                            ("dataset", "Dataset"),
                            ("other", "Other"),
                        ],
                        default="notice",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="The official number, as it is printed. Unique within the department.",
                        max_length=60,
                        verbose_name="number",
                    ),
                ),
                (
                    "issue_date",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the day of publication.",
                        null=True,
                        verbose_name="issue date",
                    ),
                ),
                (
                    "effective_date",
                    models.DateField(blank=True, null=True, verbose_name="effective date"),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc-by-4.0", "Creative Commons Attribution 4.0"),
                            ("cc0", "CC0: no rights reserved"),
                            ("public-domain", "Public domain: official text"),
                            ("all-rights-reserved", "All rights reserved"),
                        ],
                        default="cc-by-4.0",
                        max_length=30,
                        verbose_name="licence",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where it came from.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                (
                    "verified_by",
                    models.CharField(blank=True, max_length=200, verbose_name="verified by"),
                ),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="verified on"),
                ),
                (
                    "review_on",
                    models.DateField(
                        blank=True,
                        help_text="When to check that it still holds.",
                        null=True,
                        verbose_name="next review",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="infocenter.document",
                    ),
                ),
                ("edition_number", models.PositiveIntegerField(verbose_name="edition")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First edition"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("is_current", models.BooleanField(default=False, verbose_name="Current")),
                ("is_superseded", models.BooleanField(default=False, verbose_name="Superseded")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the content")),
                (
                    "topics",
                    models.ManyToManyField(
                        related_name="editions", to="infocenter.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ["-date", "-document_id"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["-date", "-document"],
                        name="edition_list",
                    ),
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["department", "-date", "-document"],
                        name="edition_list_of_department",
                    ),
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["type", "-date", "-document"],
                        name="edition_list_of_type",
                    ),
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["-published_at", "-document"],
                        name="edition_list_of_changes",
                    ),
                    models.Index(
                        condition=models.Q(("kind", "correction")),
                        fields=["-published_at", "-id"],
                        name="edition_corrections",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "edition_number"), name="edition_numbers_count_up"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("document",),
                        name="one_current_edition",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionDataset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="datasets",
                        to="infocenter.edition",
                    ),
                ),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="infocenter.dataset",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="infocenter.table",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "dataset"), name="one_table_of_a_dataset_in_an_edition"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="infocenter.edition",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="infocenter.attachment",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                ("position", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("media_type", models.CharField(max_length=120, verbose_name="type")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("text", "Text document"),
                            ("table", "Table"),
                            ("slides", "Slides"),
                            ("web", "Web page"),
                            ("image", "Image"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="format",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EditionTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="infocenter.edition",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("teaser", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("body_html", models.TextField(blank=True)),
                ("change_note", models.TextField(blank=True, verbose_name="what changed")),
                ("credit", models.CharField(blank=True, max_length=200, verbose_name="credit")),
                (
                    "translated_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("zh-hant", "繁體中文"),
                            ("pt", "Português"),
                            ("en", "English"),
                            ("zh-hans", "简体中文"),
                        ],
                        max_length=10,
                    ),
                ),
                ("translated_edition", models.PositiveIntegerField(null=True)),
                ("behind_since", models.PositiveIntegerField(null=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "language"), name="one_edition_version_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmbeddedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("in_file", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=64)),
                ("embedder", models.CharField(max_length=16)),
                ("places", models.JSONField(default=list)),
                ("vectors", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["source"], name="embeddings_by_source")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id", "source"), name="one_embedding_per_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PopularSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("question", models.CharField(max_length=80, verbose_name="question")),
                ("asked", models.PositiveIntegerField(verbose_name="asked")),
                (
                    "entry",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="infocenter.searchentry",
                    ),
                ),
                ("hidden", models.BooleanField(default=False, verbose_name="never suggest")),
                ("day", models.DateField()),
            ],
            options={
                "verbose_name": "suggested search",
                "verbose_name_plural": "suggested searches",
                "ordering": ["-asked", "key"],
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="infocenter.document",
                    ),
                ),
                ("review_on", models.DateField()),
                (
                    "occasion",
                    models.CharField(
                        choices=[("coming", "Comes soon"), ("overdue", "Overdue")], max_length=10
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "review_on", "occasion"),
                        name="reminded_once_of_a_review",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(verbose_name="week from")),
                ("digest", models.CharField(max_length=64)),
                ("question", models.CharField(blank=True, max_length=80, verbose_name="question")),
                ("asked", models.PositiveIntegerField(default=0, verbose_name="asked")),
                ("opened", models.PositiveIntegerField(default=0, verbose_name="results opened")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="days")),
                ("last_day", models.DateField(null=True)),
                ("found", models.PositiveIntegerField(null=True, verbose_name="found")),
            ],
            options={
                "verbose_name": "search",
                "verbose_name_plural": "searches of the weeks",
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(fields=("week", "digest"), name="one_count_per_week")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchInitials",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("initials", models.CharField(db_index=True, max_length=12)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initials",
                        to="infocenter.searchentry",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search initials",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchSound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sound", models.CharField(max_length=20)),
                ("pair", models.CharField(max_length=4)),
                ("shown", models.CharField(max_length=4)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["pair"], name="sounds_by_pair")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sound", "pair"),
                        name="one_sound_per_pair",
                        opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("term", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("entries", models.PositiveIntegerField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=24, unique=True)),
                ("shown", models.CharField(max_length=24)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SheetFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="infocenter.documentsheet",
                    ),
                ),
                ("name", models.CharField(max_length=500)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sheet", "name"), name="one_file_of_a_name_per_sheet"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="One on each line, in any language: official names, short forms, what people say. Traditional and Simplified Chinese, accents and capitals need no line of their own.",
                        validators=[
                            django.core.validators.MaxLengthValidator(1640),
                            infocenter.models.guidance.check_lines,
                        ],
                        verbose_name="words that mean the same",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="infocenter.searchentry",
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("files", models.JSONField(default=list)),
                ("anchors", models.JSONField(default=list)),
                ("embedder", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["embedder"], name="texts_by_embedder")],
            },
        ),
    ]
