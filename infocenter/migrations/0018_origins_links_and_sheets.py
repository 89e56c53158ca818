"""Which text a translation is of; what links to what; sheets and reminders.

Editions gain columns: their triggers are taken away meanwhile, and hold for these afterwards.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

immutable = import_module("infocenter.migrations.0003_immutable_editions")


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_drawn_pages"),
        ("infocenter", "0018_datasets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(immutable.unprotect, immutable.protect),
        migrations.AlterModelOptions(
            name="document",
            options={
                "ordering": ["-updated_at", "-id"],
                "permissions": [
                    ("submit_document", "Can submit a document for review"),
                    ("publish_document", "Can approve, return, schedule and publish a document"),
                    ("withdraw_document", "Can withdraw or supersede a document"),
                    ("correct_document", "Can open a document for a correction"),
                ],
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.AddField(
            model_name="documenttranslation",
            name="translated_edition",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="which text of it"
            ),
        ),
        migrations.AddField(
            model_name="documenttranslation",
            name="translated_from",
            field=models.CharField(
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
        migrations.AddField(
            model_name="editiontranslation",
            name="behind_since",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="editiontranslation",
            name="translated_edition",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="editiontranslation",
            name="translated_from",
            field=models.CharField(
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
        migrations.CreateModel(
            name="DocumentSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
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
                ("review_on", models.DateField()),
                (
                    "occasion",
                    models.CharField(
                        choices=[("coming", "Comes soon"), ("overdue", "Overdue")], max_length=10
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="infocenter.document",
                    ),
                ),
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
                ("name", models.CharField(max_length=500)),
                ("problem", models.TextField(blank=True)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
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
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_from",
                        to="infocenter.document",
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
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("document", "entry"), name="one_link_per_entry")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="documentsheet",
            index=models.Index(fields=["made_at"], name="sheets_by_age"),
        ),
        migrations.AddConstraint(
            model_name="reviewreminder",
            constraint=models.UniqueConstraint(
                fields=("document", "review_on", "occasion"), name="reminded_once_of_a_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetfile",
            constraint=models.UniqueConstraint(
                fields=("sheet", "name"), name="one_file_of_a_name_per_sheet"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("kind", "correction")),
                fields=["-published_at", "-id"],
                name="edition_corrections",
            ),
        ),
        migrations.RunPython(immutable.protect, immutable.unprotect),
    ]
