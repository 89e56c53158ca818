import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("infocenter", "0018_origins_links_and_sheets"),
        ("policies", "0016_article_wordings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="about_place",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="policies.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="infocenter.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="infocenter.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ArticleCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "note",
                    models.TextField(
                        blank=True, verbose_name="what was wrong, and what is right now"
                    ),
                ),
                (
                    "note_zh_hant",
                    models.TextField(
                        blank=True, null=True, verbose_name="what was wrong, and what is right now"
                    ),
                ),
                (
                    "note_pt",
                    models.TextField(
                        blank=True, null=True, verbose_name="what was wrong, and what is right now"
                    ),
                ),
                (
                    "note_en",
                    models.TextField(
                        blank=True, null=True, verbose_name="what was wrong, and what is right now"
                    ),
                ),
                (
                    "note_zh_hans",
                    models.TextField(
                        blank=True, null=True, verbose_name="what was wrong, and what is right now"
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who pointed out what is corrected.",
                        max_length=200,
                        verbose_name="credit",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="policies.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="article_corrections_in_order")
                ],
            },
        ),
    ]
