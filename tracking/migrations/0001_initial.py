import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import tracking.models.trainings


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0001_initial"),
        ("infocenter", "0001_initial"),
        ("organisation", "0001_initial"),
        ("policies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NormsInForce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "margin",
                    models.PositiveSmallIntegerField(
                        default=20,
                        help_text="Points by which planned progress may lead the actual one before a measure is at risk.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="margin",
                    ),
                ),
                (
                    "report_months",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="months of a report",
                    ),
                ),
                (
                    "report_days",
                    models.PositiveSmallIntegerField(
                        default=15,
                        help_text="After the end of its months, before it is missing.",
                        validators=[django.core.validators.MaxValueValidator(180)],
                        verbose_name="days for a report",
                    ),
                ),
                (
                    "public_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "All"),
                            (2, "Formal notices, and those before the leadership group"),
                            (3, "Those before the leadership group"),
                            (4, "None"),
                        ],
                        default=2,
                        verbose_name="notices that residents see",
                    ),
                ),
            ],
            options={
                "verbose_name": "norms",
                "verbose_name_plural": "norms",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="number")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="organisation.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="policies.policy",
                        verbose_name="policy",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_zh_hant",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_pt",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_zh_hans",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                ("start", models.DateField(verbose_name="begins")),
                ("due", models.DateField(verbose_name="last day")),
                (
                    "is_public",
                    models.BooleanField(default=False, editable=False, verbose_name="public"),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["-start", "-id"],
                "permissions": [
                    ("publish_programme", "Can show a programme to residents, and hide it")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("start"))),
                        name="programme_ends_after_it_begins",
                        violation_error_message="It can't end before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="tracking.programme",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("start", models.DateField(verbose_name="begins")),
                ("due", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "phase",
                "verbose_name_plural": "phases",
                "ordering": ["start", "id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("start"))),
                        name="phase_ends_after_it_begins",
                        violation_error_message="It can't end before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="policies.policy",
                        verbose_name="policy",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "summary_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="summary"),
                ),
                ("summary_pt", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "summary_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="summary"),
                ),
                (
                    "pass_mark",
                    models.PositiveSmallIntegerField(
                        default=80,
                        help_text="Percent of the quiz's questions that must be right.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="pass mark",
                    ),
                ),
                (
                    "is_open",
                    models.BooleanField(default=False, editable=False, verbose_name="open"),
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
                    "materials",
                    models.ManyToManyField(
                        blank=True,
                        related_name="trainings",
                        to="infocenter.document",
                        verbose_name="materials",
                    ),
                ),
                (
                    "departments",
                    models.ManyToManyField(
                        help_text="Completion is counted in these departments.",
                        related_name="trainings",
                        to="organisation.department",
                        verbose_name="for whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "training",
                "verbose_name_plural": "trainings",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="tracking.training",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "place_zh_hant",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_pt",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="places",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["starts_at", "id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="session_ends_after_it_begins",
                        violation_error_message="It can't end before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="policies.policy",
                        verbose_name="policy",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="organisation.department",
                        verbose_name="evaluated by",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "summary_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="summary"),
                ),
                ("summary_pt", models.TextField(blank=True, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, null=True, verbose_name="summary")),
                (
                    "summary_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="summary"),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True, help_text="What was looked at, and how.", verbose_name="method"
                    ),
                ),
                (
                    "method_zh_hant",
                    models.TextField(
                        blank=True,
                        help_text="What was looked at, and how.",
                        null=True,
                        verbose_name="method",
                    ),
                ),
                (
                    "method_pt",
                    models.TextField(
                        blank=True,
                        help_text="What was looked at, and how.",
                        null=True,
                        verbose_name="method",
                    ),
                ),
                (
                    "method_en",
                    models.TextField(
                        blank=True,
                        help_text="What was looked at, and how.",
                        null=True,
                        verbose_name="method",
                    ),
                ),
                (
                    "method_zh_hans",
                    models.TextField(
                        blank=True,
                        help_text="What was looked at, and how.",
                        null=True,
                        verbose_name="method",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="from")),
                ("period_end", models.DateField(verbose_name="to")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "ordering": ["-period_end", "-id"],
                "permissions": [
                    ("publish_evaluation", "Can publish an evaluation, and withdraw it")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="evaluation_ends_after_it_begins",
                        violation_error_message="It can't end before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="tracking.evaluation",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="weight",
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Poor"),
                            (2, "Weak"),
                            (3, "Fair"),
                            (4, "Good"),
                            (5, "Very good"),
                        ],
                        null=True,
                        verbose_name="score",
                    ),
                ),
                ("grounds", models.TextField(blank=True, verbose_name="grounds")),
                (
                    "grounds_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="grounds"),
                ),
                ("grounds_pt", models.TextField(blank=True, null=True, verbose_name="grounds")),
                ("grounds_en", models.TextField(blank=True, null=True, verbose_name="grounds")),
                (
                    "grounds_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="grounds"),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["position", "id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None),
                            models.Q(("score__gte", 1), ("score__lte", 5)),
                            _connector="OR",
                        ),
                        name="score_on_its_scale",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="criterion_weighs_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="tracking.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="tracking.phase",
                        verbose_name="phase",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="Unique within the programme, such as 2.1.",
                        max_length=20,
                        verbose_name="number",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="organisation.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who answers for it in the department. Residents don't see this.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="what is done")),
                (
                    "description_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="what is done"),
                ),
                (
                    "description_pt",
                    models.TextField(blank=True, null=True, verbose_name="what is done"),
                ),
                (
                    "description_en",
                    models.TextField(blank=True, null=True, verbose_name="what is done"),
                ),
                (
                    "description_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="what is done"),
                ),
                ("start", models.DateField(verbose_name="begins")),
                ("due", models.DateField(verbose_name="last day")),
                ("original_start", models.DateField(editable=False)),
                ("original_due", models.DateField(editable=False)),
                (
                    "position",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="place"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "supporting",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_measures",
                        to="organisation.department",
                        verbose_name="supporting departments",
                    ),
                ),
                (
                    "depends_on",
                    models.ManyToManyField(
                        blank=True,
                        related_name="needed_by",
                        to="tracking.measure",
                        verbose_name="depends on",
                    ),
                ),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
                "ordering": ["programme", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "number"),
                        name="measure_number_unique_within_programme",
                        violation_error_message="This programme already has a measure of this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("start"))),
                        name="measure_ends_after_it_begins",
                        violation_error_message="It can't end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="tracking.measure",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
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
                (
                    "baseline",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="baseline"),
                ),
                (
                    "baseline_on",
                    models.DateField(blank=True, null=True, verbose_name="baseline of"),
                ),
                (
                    "target",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="target"),
                ),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="target for")),
                (
                    "position",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="place"),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="tracking.evaluation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("strength", "Strength"), ("weakness", "Weakness")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                ("text", models.TextField(verbose_name="finding")),
                ("text_zh_hant", models.TextField(null=True, verbose_name="finding")),
                ("text_pt", models.TextField(null=True, verbose_name="finding")),
                ("text_en", models.TextField(null=True, verbose_name="finding")),
                ("text_zh_hans", models.TextField(null=True, verbose_name="finding")),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="tracking.programme",
                        verbose_name="programme",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                (
                    "place_zh_hant",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_pt",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                (
                    "place_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="place"),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "minutes_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="minutes"),
                ),
                ("minutes_pt", models.TextField(blank=True, null=True, verbose_name="minutes")),
                ("minutes_en", models.TextField(blank=True, null=True, verbose_name="minutes")),
                (
                    "minutes_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="minutes"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("approved", "Minutes approved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
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
            ],
            options={
                "verbose_name": "coordination meeting",
                "verbose_name_plural": "coordination meetings",
                "ordering": ["-starts_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="tracking.measure",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=300, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=300, null=True, verbose_name="name")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        help_text="Points of the measure's 100.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="weight",
                    ),
                ),
                ("due", models.DateField(verbose_name="last day")),
                ("original_due", models.DateField(editable=False)),
                (
                    "position",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="place"),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("reached_on", models.DateField(blank=True, editable=False, null=True)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ["position", "id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                        name="milestone_weighs_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="milestone_at_most_whole"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="from")),
                ("period_end", models.DateField(verbose_name="to")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("verified", "Verified"),
                            ("returned", "Returned"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("narrative", models.TextField(blank=True, verbose_name="what was done")),
                (
                    "narrative_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="what was done"),
                ),
                (
                    "narrative_pt",
                    models.TextField(blank=True, null=True, verbose_name="what was done"),
                ),
                (
                    "narrative_en",
                    models.TextField(blank=True, null=True, verbose_name="what was done"),
                ),
                (
                    "narrative_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="what was done"),
                ),
                ("obstacles", models.TextField(blank=True, verbose_name="obstacles")),
                (
                    "obstacles_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="obstacles"),
                ),
                ("obstacles_pt", models.TextField(blank=True, null=True, verbose_name="obstacles")),
                ("obstacles_en", models.TextField(blank=True, null=True, verbose_name="obstacles")),
                (
                    "obstacles_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="obstacles"),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_evidence", "No evidence"),
                            ("not_started", "Not started"),
                            ("limited", "Limited progress"),
                            ("substantial", "Substantial progress"),
                            ("complete", "Complete"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="verdict",
                    ),
                ),
                ("remark", models.TextField(blank=True, editable=False, verbose_name="remark")),
                (
                    "remark_zh_hant",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="remark"),
                ),
                (
                    "remark_pt",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="remark"),
                ),
                (
                    "remark_en",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="remark"),
                ),
                (
                    "remark_zh_hans",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="remark"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "progress report",
                "verbose_name_plural": "progress reports",
                "ordering": ["-period_end", "-id"],
                "permissions": [
                    ("verify_progressreport", "Can verify and return progress reports")
                ],
                "indexes": [
                    models.Index(fields=["status", "submitted_at"], name="reports_to_verify")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "period_end"),
                        name="one_report_of_a_measure_for_a_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "verified"), _negated=True),
                        fields=("measure",),
                        name="one_open_report_of_a_measure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="report_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "verified"), _negated=True),
                            models.Q(("verdict", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_verified_report_has_a_verdict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupervisionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("milestone", "A milestone is overdue"),
                            ("measure", "A measure is overdue"),
                            ("report", "A report is missing"),
                        ],
                        max_length=12,
                        verbose_name="opens when",
                    ),
                ),
                (
                    "after_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Days between the last day and the notice.",
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days after",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Reminder"),
                            (2, "Formal notice"),
                            (3, "Before the leadership group"),
                        ],
                        default=1,
                        verbose_name="level",
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Then it climbs to the next level, where it has as many days again.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days to answer",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="tracking.programme",
                        verbose_name="programme",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("looked_to", models.DateField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "rule of supervision",
                "verbose_name_plural": "rules of supervision",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="tracking.milestone",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="tracking.supervisionrule",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("milestone", "A milestone is overdue"),
                            ("measure", "A measure is overdue"),
                            ("report", "A report is missing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("occasion", models.CharField(blank=True, max_length=60)),
                ("missed", models.DateField()),
                ("text", models.TextField(blank=True, verbose_name="what is asked")),
                (
                    "text_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="what is asked"),
                ),
                ("text_pt", models.TextField(blank=True, null=True, verbose_name="what is asked")),
                ("text_en", models.TextField(blank=True, null=True, verbose_name="what is asked")),
                (
                    "text_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="what is asked"),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Reminder"),
                            (2, "Formal notice"),
                            (3, "Before the leadership group"),
                        ],
                        default=1,
                        verbose_name="level",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To be answered"),
                            ("answered", "Answered"),
                            ("paused", "Paused"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened")),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(default=10, verbose_name="days to answer"),
                ),
                ("due", models.DateField(verbose_name="to be answered by")),
                (
                    "proof",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="tracking.progressreport",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "supervision notice",
                "verbose_name_plural": "supervision notices",
                "ordering": ["-opened_on", "-id"],
                "permissions": [("answer_notice", "Can answer notices to the own department")],
                "indexes": [models.Index(fields=["status", "due"], name="notices_that_may_climb")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("occasion", ""), _negated=True),
                        fields=("rule", "measure", "occasion"),
                        name="one_notice_of_a_rule_for_an_occasion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 3)),
                        name="notice_has_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("proof__isnull", False),
                            _connector="OR",
                        ),
                        name="notice_closed_on_proof",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="tracking.meeting",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="tracking.notice",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="what it is about")),
                (
                    "text_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="what it is about"),
                ),
                (
                    "text_pt",
                    models.TextField(blank=True, null=True, verbose_name="what it is about"),
                ),
                (
                    "text_en",
                    models.TextField(blank=True, null=True, verbose_name="what it is about"),
                ),
                (
                    "text_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="what it is about"),
                ),
                ("decision", models.TextField(blank=True, verbose_name="decision")),
                (
                    "decision_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="decision"),
                ),
                ("decision_pt", models.TextField(blank=True, null=True, verbose_name="decision")),
                ("decision_en", models.TextField(blank=True, null=True, verbose_name="decision")),
                (
                    "decision_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="decision"),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_items",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_items",
                        to="tracking.agendaitem",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_items",
                        to="tracking.finding",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_items",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who answers for it in the department. Residents don't see this.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                ("text", models.TextField(verbose_name="what is to be done")),
                ("text_zh_hant", models.TextField(null=True, verbose_name="what is to be done")),
                ("text_pt", models.TextField(null=True, verbose_name="what is to be done")),
                ("text_en", models.TextField(null=True, verbose_name="what is to be done")),
                ("text_zh_hans", models.TextField(null=True, verbose_name="what is to be done")),
                ("due", models.DateField(verbose_name="last day")),
                ("original_due", models.DateField(editable=False)),
                (
                    "account",
                    models.TextField(blank=True, editable=False, verbose_name="what was done"),
                ),
                (
                    "account_zh_hant",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="what was done"
                    ),
                ),
                (
                    "account_pt",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="what was done"
                    ),
                ),
                (
                    "account_en",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="what was done"
                    ),
                ),
                (
                    "account_zh_hans",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="what was done"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To be done"),
                            ("reported", "Reported as done"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("closed_on", models.DateField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "action item",
                "verbose_name_plural": "action items",
                "ordering": ["due", "id"],
                "permissions": [
                    ("report_actionitem", "Can report action items of the own department done")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agenda_item", None), ("finding", None), _connector="XOR"
                        ),
                        name="action_item_comes_from_a_meeting_or_an_evaluation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="tracking.meeting",
                    ),
                ),
                (
                    "invited",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("present", "Present"),
                            ("excused", "Excused"),
                            ("absent", "Absent"),
                        ],
                        default="invited",
                        max_length=10,
                        verbose_name="presence",
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=200, verbose_name="who came")),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["invited__position", "invited__code"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "invited"),
                        name="department_invited_once",
                        violation_error_message="This department is invited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="date_changes",
                        to="tracking.measure",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="date_changes",
                        to="tracking.milestone",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("start", "begins"), ("due", "last day")], max_length=8
                    ),
                ),
                ("before", models.DateField()),
                ("after", models.DateField()),
                ("reason", models.TextField()),
                ("reason_zh_hant", models.TextField(null=True)),
                ("reason_pt", models.TextField(null=True)),
                ("reason_en", models.TextField(null=True)),
                ("reason_zh_hans", models.TextField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NoticeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="tracking.notice",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("climbed", "Climbed to the next level"),
                            ("raised", "Raised by hand"),
                            ("answered", "Answered"),
                            ("paused", "Paused"),
                            ("resumed", "Resumed"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Reminder"),
                            (2, "Formal notice"),
                            (3, "Before the leadership group"),
                        ]
                    ),
                ),
                ("due", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                ("words_zh_hant", models.TextField(blank=True, null=True)),
                ("words_pt", models.TextField(blank=True, null=True)),
                ("words_en", models.TextField(blank=True, null=True)),
                ("words_zh_hans", models.TextField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observations",
                        to="tracking.indicator",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "source_zh_hant",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="source"),
                ),
                (
                    "source_pt",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="source"),
                ),
                (
                    "source_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="source"),
                ),
                (
                    "source_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="source"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("replaced_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "observation",
                "verbose_name_plural": "observations",
                "ordering": ["on", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("indicator", "on"),
                        name="one_value_of_an_indicator_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="tracking.progressreport",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="tracking.milestone",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="infocenter.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="A document is public anyway.",
                        verbose_name="residents can open it",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", None), ("file__isnull", False)),
                            models.Q(("document__isnull", False), ("file", None)),
                            _connector="OR",
                        ),
                        name="evidence_is_a_document_or_a_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="tracking.progressreport",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="tracking.milestone",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="reached, in percent",
                    ),
                ),
                (
                    "reached_on",
                    models.DateField(
                        blank=True,
                        help_text="The day, when it is complete.",
                        null=True,
                        verbose_name="complete since",
                    ),
                ),
            ],
            options={
                "ordering": ["milestone__position", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "milestone"), name="one_claim_of_a_milestone_in_a_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="claim_at_most_whole"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        help_text="A month, a quarter or a year: 2026-07, 2026-Q3.",
                        max_length=7,
                        verbose_name="period",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_reports",
                        to="organisation.department",
                        verbose_name="published by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "To be approved"),
                            ("approved", "Published"),
                            ("rejected", "Rejected"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_reports",
                        to="infocenter.document",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "public report",
                "verbose_name_plural": "public reports",
                "ordering": ["-made_at", "-id"],
                "permissions": [
                    ("approve_publicreport", "Can approve public reports, which publishes them")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "rejected"), _negated=True),
                        fields=("period",),
                        name="one_public_report_of_a_period",
                        violation_error_message="There already is a report of this period.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recognition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("commendation", "Commendation"), ("criticism", "Criticism")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="tracking.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                ("grounds", models.TextField(verbose_name="grounds")),
                ("grounds_zh_hant", models.TextField(null=True, verbose_name="grounds")),
                ("grounds_pt", models.TextField(null=True, verbose_name="grounds")),
                ("grounds_en", models.TextField(null=True, verbose_name="grounds")),
                ("grounds_zh_hans", models.TextField(null=True, verbose_name="grounds")),
                (
                    "reply",
                    models.TextField(
                        blank=True, editable=False, verbose_name="the department's reply"
                    ),
                ),
                (
                    "reply_zh_hant",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="the department's reply"
                    ),
                ),
                (
                    "reply_pt",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="the department's reply"
                    ),
                ),
                (
                    "reply_en",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="the department's reply"
                    ),
                ),
                (
                    "reply_zh_hans",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="the department's reply"
                    ),
                ),
                ("decision", models.TextField(blank=True, editable=False, verbose_name="decision")),
                (
                    "decision_zh_hant",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="decision"
                    ),
                ),
                (
                    "decision_pt",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="decision"
                    ),
                ),
                (
                    "decision_en",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="decision"
                    ),
                ),
                (
                    "decision_zh_hans",
                    models.TextField(
                        blank=True, editable=False, null=True, verbose_name="decision"
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, editable=False, verbose_name="public"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("given", "Decided"),
                            ("rejected", "Rejected"),
                            ("revoked", "Revoked"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "recognition",
                "verbose_name_plural": "recognitions",
                "ordering": ["-proposed_at", "-id"],
                "permissions": [
                    ("decide_recognition", "Can decide on recognitions"),
                    ("answer_recognition", "Can reply to recognitions of the own department"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="tracking.milestone",
                    ),
                ),
                ("due", models.DateField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("milestone", "due"), name="one_reminder_of_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="tracking.session",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("signed_up", "Signed up"),
                            ("cancelled", "Signed off"),
                            ("attended", "Attended"),
                            ("absent", "Absent"),
                        ],
                        default="signed_up",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "sign-up",
                "verbose_name_plural": "sign-ups",
                "ordering": ["at", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "user"), name="one_place_for_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="tracking.measure",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                    ),
                ),
                ("known_from", models.DateTimeField()),
                ("known_to", models.DateTimeField(null=True)),
                ("start", models.DateField()),
                ("due", models.DateField()),
                ("original_due", models.DateField()),
                ("progress", models.PositiveSmallIntegerField()),
                ("at_risk_from", models.DateField()),
                ("reported_to", models.DateField(null=True)),
                ("completed_on", models.DateField(null=True)),
                ("milestones", models.JSONField()),
            ],
            options={
                "ordering": ["measure", "known_from", "id"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["measure", "known_from"], name="standings_by_time")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("known_to", None)),
                        fields=("measure",),
                        name="one_standing_of_a_measure_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="standing_at_most_whole"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuizQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="tracking.training",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="question")),
                (
                    "text_zh_hant",
                    models.CharField(max_length=500, null=True, verbose_name="question"),
                ),
                ("text_pt", models.CharField(max_length=500, null=True, verbose_name="question")),
                ("text_en", models.CharField(max_length=500, null=True, verbose_name="question")),
                (
                    "text_zh_hans",
                    models.CharField(max_length=500, null=True, verbose_name="question"),
                ),
                (
                    "options",
                    models.TextField(
                        help_text="One in each line, in every language.", verbose_name="answers"
                    ),
                ),
                (
                    "options_zh_hant",
                    models.TextField(
                        help_text="One in each line, in every language.",
                        null=True,
                        verbose_name="answers",
                    ),
                ),
                (
                    "options_pt",
                    models.TextField(
                        help_text="One in each line, in every language.",
                        null=True,
                        verbose_name="answers",
                    ),
                ),
                (
                    "options_en",
                    models.TextField(
                        help_text="One in each line, in every language.",
                        null=True,
                        verbose_name="answers",
                    ),
                ),
                (
                    "options_zh_hans",
                    models.TextField(
                        help_text="One in each line, in every language.",
                        null=True,
                        verbose_name="answers",
                    ),
                ),
                (
                    "right",
                    models.PositiveSmallIntegerField(
                        help_text="Its line, from 1.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="right answer",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "quiz",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="QuizAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="tracking.training",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                ("is_passed", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="tracking.training",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "code",
                    models.CharField(
                        default=tracking.models.trainings.new_code, max_length=12, unique=True
                    ),
                ),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "user"), name="one_certificate_of_a_training"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="tracking.actionitem",
                    ),
                ),
                ("due", models.DateField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "due"), name="one_action_reminder_of_a_day"
                    )
                ],
            },
        ),
    ]
