import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
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
                (
                    "about_type",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                ("about_id", models.PositiveBigIntegerField(editable=False, null=True)),
                ("message_id", models.CharField(max_length=100, unique=True)),
                ("sealed", models.TextField(blank=True, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("taken", "Taken by a sender"),
                            ("handing_over", "Being handed over"),
                            ("sent", "Sent"),
                            ("unclear", "Unclear whether it was sent"),
                            ("failed", "Given up"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("problem", models.CharField(blank=True, max_length=60, verbose_name="problem")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "next_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next attempt"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-pk"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(fields=["status", "next_at"], name="delivery_due"),
                    models.Index(fields=["about_type", "about_id"], name="delivery_about"),
                ],
            },
        ),
    ]
