import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("infocenter", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="organisation.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("in_consultation", "In consultation"),
                            ("adopted", "Adopted"),
                            ("in_force", "In force"),
                            ("amended", "In force, amended"),
                            ("repealed", "Repealed"),
                            ("expired", "Expired"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "adopted_date",
                    models.DateField(blank=True, null=True, verbose_name="adopted on"),
                ),
                (
                    "effective_date",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "expiry_date",
                    models.DateField(
                        blank=True,
                        help_text="The last day, if there is one.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="policies.policy",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, editable=False, verbose_name="public"),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("date", models.DateField(default=django.utils.timezone.localdate, editable=False)),
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
                (
                    "supporting",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_policies",
                        to="organisation.department",
                        verbose_name="supporting departments",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True,
                        related_name="policies",
                        to="infocenter.document",
                        verbose_name="documents",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="policies",
                        to="infocenter.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "policy",
                "verbose_name_plural": "policies",
                "ordering": ["-updated_at", "-id"],
                "permissions": [
                    ("publish_policy", "Can show and hide a policy, and move it to its next state")
                ],
                "indexes": [
                    models.Index(fields=["is_public", "date", "id"], name="policies_in_list_order")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("department", "number"),
                        name="policy_number_unique_within_department",
                        violation_error_message="This department already has a policy of this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expiry_date__gte", models.F("effective_date"))),
                        name="policy_ends_after_it_begins",
                        violation_error_message="A policy can't end before it is in force.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articles",
                        to="policies.policy",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As it is printed, such as 3 or 3-A.",
                        max_length=20,
                        verbose_name="number",
                    ),
                ),
                ("anchor", models.SlugField(editable=False, max_length=40)),
                ("position", models.PositiveIntegerField(default=0, verbose_name="place")),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        help_text="Empty: as the policy itself.",
                        null=True,
                        verbose_name="in force from",
                    ),
                ),
                ("repealed", models.DateField(blank=True, null=True, verbose_name="repealed on")),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["position", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "anchor"), name="one_article_per_anchor"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("repealed__gte", models.F("since"))),
                        name="article_repealed_after_it_began",
                        violation_error_message="An article can't be repealed before it is in force.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="policies.article",
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
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField()),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-replaced_at", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CannedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("text_zh_hant", models.TextField(null=True, verbose_name="text")),
                ("text_pt", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                ("text_zh_hans", models.TextField(null=True, verbose_name="text")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("suggestion", "Suggestion"),
                            ("complaint", "Complaint"),
                            ("application", "Application"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "ready-made answer",
                "verbose_name_plural": "ready-made answers",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="number")),
                ("submission", models.CharField(editable=False, max_length=64, unique=True)),
                ("code", models.CharField(editable=False, max_length=128)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("suggestion", "Suggestion"),
                            ("complaint", "Complaint"),
                            ("application", "Application"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("awaiting_resident", "Waiting for your reply"),
                            ("transferred", "Transferred"),
                            ("answered", "Answered"),
                            ("reopened", "Reopened"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Website"),
                            ("counter", "Counter"),
                            ("phone", "Telephone"),
                            ("api", "Another system"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="came by",
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
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                ("about_kind", models.CharField(blank=True, max_length=20)),
                ("about_id", models.PositiveBigIntegerField(blank=True, null=True)),
                ("about_place", models.CharField(blank=True, max_length=200)),
                ("person", models.TextField(blank=True, editable=False)),
                ("subject", models.TextField(blank=True, editable=False)),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received"
                    ),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                ("is_extended", models.BooleanField(default=False, verbose_name="extended")),
                (
                    "is_suspect",
                    models.BooleanField(
                        default=False,
                        help_text="It may be spam: an officer decides.",
                        verbose_name="in quarantine",
                    ),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rating"),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="infocenter.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "may_publish",
                    models.BooleanField(
                        default=False,
                        help_text="The resident has said so.",
                        verbose_name="answer may be published",
                    ),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reopened"),
                ),
                (
                    "forgotten_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="people forgotten"),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="policies.case",
                        verbose_name="split from",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="policies.case",
                        verbose_name="answered with",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["-received_at"],
                "indexes": [
                    models.Index(fields=["department", "status"], name="cases_of_departments")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating", None), ("rating__range", (1, 5)), _connector="OR"
                        ),
                        name="case_ratings_from_1_to_5",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="policies.case",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sealed", models.TextField(editable=False)),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last change"
                    ),
                ),
                ("waits", models.BooleanField(default=False, verbose_name="waits for approval")),
            ],
            options={
                "verbose_name": "draft of an answer",
                "verbose_name_plural": "drafts of answers",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CasePause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="policies.case",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("resident", "waiting for the resident"),
                            ("incomplete", "the matter was incomplete"),
                            ("third_party", "others had to be consulted"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("case",),
                        name="one_open_pause_per_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
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
                        related_name="consultations",
                        to="policies.policy",
                        verbose_name="policy",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody"),
                            ("businesses", "Businesses"),
                            ("associations", "Associations"),
                            ("professions", "A profession"),
                            ("families", "Families"),
                            ("young", "Young people"),
                            ("older", "Older people"),
                            ("staff", "Public servants"),
                        ],
                        default="everybody",
                        max_length=20,
                        verbose_name="asks",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                ("first_closing", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "reason_zh_hant",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="reason"),
                ),
                (
                    "reason_pt",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="reason"),
                ),
                (
                    "reason_en",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="reason"),
                ),
                (
                    "reason_zh_hans",
                    models.TextField(blank=True, editable=False, null=True, verbose_name="reason"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True,
                        related_name="consultations",
                        to="infocenter.document",
                        verbose_name="documents",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["-closes_at", "-id"],
                "permissions": [
                    (
                        "publish_consultation",
                        "Can publish, extend, answer and withdraw a consultation",
                    )
                ],
                "indexes": [
                    models.Index(fields=["status", "closes_at"], name="consultations_by_closing")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="consultation_closes_after_it_opens",
                        violation_error_message="A consultation can't close before it opens.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="policies.consultation",
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
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences in plain language.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="What is proposed, and why. Markdown.",
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="As a whole; its points have pages of their own. Markdown. After closing.",
                        verbose_name="the government's answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "language"),
                        name="one_consultation_version_per_language",
                    )
                ],
            },
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
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DeadlineProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "calendar",
                    models.CharField(
                        choices=[
                            ("macau", "Macau, government offices"),
                            ("hong_kong", "Hong Kong, general holidays"),
                            ("mainland", "Mainland China, statutory holidays"),
                        ],
                        max_length=20,
                        verbose_name="calendar",
                    ),
                ),
                ("is_active", models.BooleanField(default=False, verbose_name="active")),
                (
                    "consultation_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="days that a consultation lasts at least",
                    ),
                ),
                (
                    "consultation_source",
                    models.TextField(
                        blank=True,
                        help_text="Where the operator can look it up. To be confirmed by the operator.",
                        verbose_name="source of these days",
                    ),
                ),
            ],
            options={
                "verbose_name": "set of deadlines",
                "verbose_name_plural": "sets of deadlines",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("is_active",),
                        name="one_active_set_of_deadlines",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="policies.deadlineprofile",
                        verbose_name="set of deadlines",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("suggestion", "Suggestion"),
                            ("complaint", "Complaint"),
                            ("application", "Application"),
                            ("correction", "Correction"),
                        ],
                        help_text="Empty: all kinds that have no rule of their own.",
                        max_length=20,
                        verbose_name="kind of matter",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all departments that have no rule of their own.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days")],
                        default="working",
                        max_length=10,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "acknowledge",
                    models.PositiveSmallIntegerField(default=2, verbose_name="days to acknowledge"),
                ),
                (
                    "refer",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="days to refer it to the department in charge",
                    ),
                ),
                (
                    "answer",
                    models.PositiveSmallIntegerField(default=20, verbose_name="days to answer"),
                ),
                (
                    "extension",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="days of the one extension"
                    ),
                ),
                (
                    "on_resident",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("stops", "the clock stands still"),
                            ("restarts", "the clock begins anew"),
                        ],
                        default="stops",
                        max_length=10,
                        verbose_name="while the resident is asked",
                    ),
                ),
                (
                    "on_incomplete",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("stops", "the clock stands still"),
                            ("restarts", "the clock begins anew"),
                        ],
                        default="stops",
                        max_length=10,
                        verbose_name="when what was missing has come",
                    ),
                ),
                (
                    "on_third_party",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("stops", "the clock stands still"),
                            ("restarts", "the clock begins anew"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="while others are consulted",
                    ),
                ),
                ("legal_basis", models.TextField(blank=True, verbose_name="legal basis")),
                (
                    "legal_basis_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_pt",
                    models.TextField(blank=True, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_en",
                    models.TextField(blank=True, null=True, verbose_name="legal basis"),
                ),
                (
                    "legal_basis_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="legal basis"),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the operator can look it up.",
                        verbose_name="source",
                    ),
                ),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=False,
                        help_text="Until then staff and residents read that it is to be confirmed.",
                        verbose_name="confirmed by the operator",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline rule",
                "verbose_name_plural": "deadline rules",
                "ordering": ["profile", "kind", "department"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "kind", "department"),
                        name="one_deadline_rule_by_department",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department", None)),
                        fields=("profile", "kind"),
                        name="one_deadline_rule_for_all_departments",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="policies.case",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("from_resident", "From the resident"),
                            ("to_resident", "To the resident"),
                            ("internal", "Internal note"),
                        ],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("matter", "What it is about"),
                            ("reply", "Reply"),
                            ("question", "Question to the resident"),
                            ("answer", "Answer"),
                            ("declined", "Reason for declining it"),
                            ("transferred", "Reason for the transfer"),
                            ("extended", "Reason for the extension"),
                            ("paused", "Why the clock stands still"),
                            ("reopened", "Why the answer does not help"),
                            ("rated", "Word on the answer"),
                            ("withdrawn", "Withdrawal"),
                            ("note", "Internal note"),
                        ],
                        default="matter",
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                ("sealed", models.TextField(editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("submission",),
                        name="one_message_of_each_submission",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="policies.case",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="policies.message",
                    ),
                ),
                (
                    "submission",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sealed_name", models.TextField(editable=False)),
                ("media_type", models.CharField(max_length=120, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("place", models.CharField(editable=False, max_length=32, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
            ],
            options={
                "verbose_name": "file of a case",
                "verbose_name_plural": "files of cases",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="policies.consultation",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="place")),
                ("said", models.TextField(verbose_name="what was said")),
                ("said_zh_hant", models.TextField(null=True, verbose_name="what was said")),
                ("said_pt", models.TextField(null=True, verbose_name="what was said")),
                ("said_en", models.TextField(null=True, verbose_name="what was said")),
                ("said_zh_hans", models.TextField(null=True, verbose_name="what was said")),
                ("did", models.TextField(verbose_name="what was done")),
                ("did_zh_hant", models.TextField(null=True, verbose_name="what was done")),
                ("did_pt", models.TextField(null=True, verbose_name="what was done")),
                ("did_en", models.TextField(null=True, verbose_name="what was done")),
                ("did_zh_hans", models.TextField(null=True, verbose_name="what was done")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "Taken up"),
                            ("partly", "Taken up in part"),
                            ("later", "To be decided later"),
                            ("not", "Not taken up"),
                        ],
                        max_length=10,
                        verbose_name="came of it",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        help_text="The article that was changed by it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policies.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="infocenter.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "verbose_name_plural": "points",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PolicyStage",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="policies.policy",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("in_consultation", "In consultation"),
                            ("adopted", "Adopted"),
                            ("in_force", "In force"),
                            ("amended", "In force, amended"),
                            ("repealed", "Repealed"),
                            ("expired", "Expired"),
                        ],
                        max_length=16,
                    ),
                ),
                ("began_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("note_zh_hant", models.TextField(blank=True, null=True)),
                ("note_pt", models.TextField(blank=True, null=True)),
                ("note_en", models.TextField(blank=True, null=True)),
                ("note_zh_hans", models.TextField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-began_on", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PolicyTranslation",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="policies.policy",
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
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Why there is this policy. Markdown.",
                        verbose_name="objectives",
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("policy", "language"), name="one_policy_version_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "department",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practice",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "approves_answers",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody else who may approve answers reads each before it is sent.",
                        verbose_name="answers need approval",
                    ),
                ),
            ],
            options={
                "verbose_name": "practice of a department",
                "verbose_name_plural": "practices of departments",
            },
        ),
        migrations.CreateModel(
            name="PublishedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_answer",
                        to="policies.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="infocenter.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "consented_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="the resident agreed"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="published"),
                ),
                (
                    "helpful",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="helpful"),
                ),
                (
                    "unhelpful",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="not helpful"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True,
                        related_name="answers",
                        to="infocenter.document",
                        verbose_name="documents",
                    ),
                ),
                (
                    "policies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="answers",
                        to="policies.policy",
                        verbose_name="policies",
                    ),
                ),
            ],
            options={
                "verbose_name": "published answer",
                "verbose_name_plural": "published answers",
                "ordering": ["-published_at", "-pk"],
                "indexes": [
                    models.Index(fields=["status", "-published_at", "-id"], name="answers_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedAnswerTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="policies.publishedanswer",
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
                ("question", models.CharField(max_length=200, verbose_name="question")),
                ("text", models.TextField(verbose_name="answer")),
            ],
            options={
                "verbose_name": "language version of a published answer",
                "verbose_name_plural": "language versions of published answers",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "language"), name="one_version_of_an_answer_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="policies.consultation",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="place")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "In own words"),
                            ("one", "One of several"),
                            ("many", "Any of several"),
                            ("scale", "On a scale from 1 to 5"),
                        ],
                        default="text",
                        max_length=10,
                        verbose_name="kind of answer",
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
                ("hint", models.CharField(blank=True, max_length=500, verbose_name="hint")),
                (
                    "hint_zh_hant",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="hint"),
                ),
                (
                    "hint_pt",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="hint"),
                ),
                (
                    "hint_en",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="hint"),
                ),
                (
                    "hint_zh_hans",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="hint"),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="has to be answered"),
                ),
                (
                    "most",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of a question with any of several. Empty: no limit.",
                        null=True,
                        verbose_name="choices at most",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="policies.question",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("text", models.CharField(max_length=300, verbose_name="choice")),
                (
                    "text_zh_hant",
                    models.CharField(max_length=300, null=True, verbose_name="choice"),
                ),
                ("text_pt", models.CharField(max_length=300, null=True, verbose_name="choice")),
                ("text_en", models.CharField(max_length=300, null=True, verbose_name="choice")),
                (
                    "text_zh_hans",
                    models.CharField(max_length=300, null=True, verbose_name="choice"),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="policies.consultation",
                        verbose_name="consultation",
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="number")),
                ("submission", models.CharField(editable=False, max_length=64, unique=True)),
                ("code", models.CharField(editable=False, max_length=128)),
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
                    "status",
                    models.CharField(
                        choices=[
                            ("counted", "Counted"),
                            ("quarantine", "In quarantine"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="counted",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("person", models.TextField(blank=True, editable=False)),
                ("mark", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "may_publish",
                    models.BooleanField(
                        default=False,
                        help_text="The resident has said so.",
                        verbose_name="may be published",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent"),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="changed")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                (
                    "published_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name, masked"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "response",
                "verbose_name_plural": "responses",
                "ordering": ["-sent_at", "-id"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(fields=["consultation", "status"], name="responses_by_status"),
                    models.Index(fields=["consultation", "mark"], name="responses_alike"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="policies.response",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="policies.question",
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="policies.choice",
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sealed", models.TextField(blank=True, editable=False)),
                ("published", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["question__position", "question_id", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "question", "choice"), name="one_reply_of_each_choice"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="The first rule that fits decides.",
                        verbose_name="position",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("suggestion", "Suggestion"),
                            ("complaint", "Complaint"),
                            ("application", "Application"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="infocenter.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True,
                        help_text="Such as: document.",
                        max_length=20,
                        verbose_name="came from a page of",
                    ),
                ),
                (
                    "owner_department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="the page belongs to",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.department",
                        verbose_name="goes to",
                    ),
                ),
            ],
            options={
                "verbose_name": "routing rule",
                "verbose_name_plural": "routing rules",
                "ordering": ["position", "pk"],
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
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="policies.article",
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
            ],
            options={
                "ordering": ["-at", "-id"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="article_corrections_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="policies.article",
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
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="heading")),
                ("body", models.TextField(help_text="Markdown.", verbose_name="text")),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "language"), name="one_article_version_per_language"
                    )
                ],
            },
        ),
    ]
