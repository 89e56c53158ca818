import django.core.validators
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}\\Z")],
                        verbose_name="SHA-256",
                    ),
                ),
                ("size", models.BigIntegerField(verbose_name="size in bytes")),
                ("media_type", models.CharField(max_length=120, verbose_name="type")),
                (
                    "stored_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="stored"),
                ),
                (
                    "text_state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting to be read"),
                            ("ok", "text found"),
                            ("no_text", "no text (scan)"),
                            ("encrypted", "encrypted"),
                            ("broken", "broken"),
                            ("too_large", "too large"),
                            ("timed_out", "timed out"),
                            ("unsupported", "no text in this type"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="text",
                    ),
                ),
                ("text_message", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True, verbose_name="text read from the file")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="pages")),
                (
                    "encoding",
                    models.CharField(blank=True, max_length=20, verbose_name="character encoding"),
                ),
                ("preview", models.CharField(blank=True, max_length=120)),
                ("drawn_pages", models.PositiveSmallIntegerField(default=0)),
                (
                    "extracted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="text read"),
                ),
            ],
            options={
                "verbose_name": "stored file",
                "verbose_name_plural": "stored files",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("text_state", "pending")),
                        fields=["id"],
                        name="files_to_be_read",
                    ),
                    models.Index(fields=["stored_at"], name="files_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 0)), name="file_size_not_negative"
                    )
                ],
            },
        ),
    ]
