from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="Closed days don't count for deadlines; open ones do, also on a weekend.",
                        verbose_name="offices are open",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Residents read it where a deadline is explained, such as “Typhoon”.",
                        max_length=200,
                        verbose_name="reason",
                    ),
                ),
                (
                    "name_zh_hant",
                    models.CharField(
                        help_text="Residents read it where a deadline is explained, such as “Typhoon”.",
                        max_length=200,
                        null=True,
                        verbose_name="reason",
                    ),
                ),
                (
                    "name_pt",
                    models.CharField(
                        help_text="Residents read it where a deadline is explained, such as “Typhoon”.",
                        max_length=200,
                        null=True,
                        verbose_name="reason",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="Residents read it where a deadline is explained, such as “Typhoon”.",
                        max_length=200,
                        null=True,
                        verbose_name="reason",
                    ),
                ),
                (
                    "name_zh_hans",
                    models.CharField(
                        help_text="Residents read it where a deadline is explained, such as “Typhoon”.",
                        max_length=200,
                        null=True,
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "special day",
                "verbose_name_plural": "special days",
                "ordering": ["-day"],
            },
        ),
    ]
