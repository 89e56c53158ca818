from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StandingPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        choices=[
                            ("about", "About this site"),
                            ("accessibility", "Accessibility"),
                            ("privacy", "Privacy"),
                            ("terms", "Terms of use"),
                            ("contact", "Contact"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="page",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "title_zh_hant",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_pt",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_zh_hans",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Markdown. A language left empty shows the text that comes with Farol.",
                        verbose_name="text",
                    ),
                ),
                (
                    "body_zh_hant",
                    models.TextField(
                        blank=True,
                        help_text="Markdown. A language left empty shows the text that comes with Farol.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                (
                    "body_pt",
                    models.TextField(
                        blank=True,
                        help_text="Markdown. A language left empty shows the text that comes with Farol.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                (
                    "body_en",
                    models.TextField(
                        blank=True,
                        help_text="Markdown. A language left empty shows the text that comes with Farol.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                (
                    "body_zh_hans",
                    models.TextField(
                        blank=True,
                        help_text="Markdown. A language left empty shows the text that comes with Farol.",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "standing page",
                "verbose_name_plural": "standing pages",
                "ordering": ["slug"],
            },
        ),
    ]
