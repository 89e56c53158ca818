import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.inspection.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Limits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "home_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days without anything new on the home page"
                    ),
                ),
                (
                    "news_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days without news in a section"
                    ),
                ),
                (
                    "section_days",
                    models.PositiveSmallIntegerField(
                        default=183,
                        verbose_name="days without anything new in a section of notices or policies",
                    ),
                ),
                (
                    "stale_sections",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="stale sections that are too many",
                    ),
                ),
                (
                    "empty_sections",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="empty sections that are too many",
                    ),
                ),
                (
                    "case_days",
                    models.PositiveSmallIntegerField(
                        default=92, verbose_name="days in which a matter must be answered"
                    ),
                ),
                (
                    "correction_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        verbose_name="working days in which a report of an error must be answered",
                    ),
                ),
                (
                    "slow_seconds",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (3, "3"), (5, "5"), (10, "10"), (15, "15"), (30, "30")],
                        default=15,
                        verbose_name="seconds after which a visit is slow",
                    ),
                ),
                (
                    "slow_percent",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="percent of slow visits that are too many",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        default=portal.inspection.models.official,
                        verbose_name="languages that each document needs",
                    ),
                ),
            ],
            options={
                "verbose_name": "limits of inspections",
                "verbose_name_plural": "limits of inspections",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "failed",
                    models.PositiveSmallIntegerField(default=0, verbose_name="failed checks"),
                ),
                ("found", models.PositiveIntegerField(default=0, verbose_name="findings")),
                ("outcomes", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "inspection",
                "verbose_name_plural": "inspections",
                "ordering": ["-made_at", "-id"],
                "default_permissions": ("view", "add"),
            },
        ),
        migrations.CreateModel(
            name="VisitDuration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("up_to", models.PositiveIntegerField()),
                ("visits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "up_to"), name="one_count_per_duration")
                ],
            },
        ),
    ]
