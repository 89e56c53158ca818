"""Announcements, events with registrations, campaigns; and who does what with them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER, ROLES, give

KINDS = ("announcement", "event", "campaign")
DRAFT = [f"infocenter.{action}_{kind}" for action in ("add", "change") for kind in KINDS]
DECIDE = [f"infocenter.publish_{kind}" for kind in KINDS]
VISITORS = ["infocenter.view_registration", "infocenter.change_registration"]


def who_does_what(apps, schema_editor):
    for role in ROLES:
        give(apps, role, *(f"infocenter.view_{kind}" for kind in KINDS))
    give(apps, EDITOR, *DRAFT, *VISITORS)
    give(apps, PUBLISHER, *DRAFT, *DECIDE, *VISITORS)
    give(apps, ADMINISTRATOR, *DRAFT, *DECIDE, *(f"infocenter.delete_{kind}" for kind in KINDS))


class Migration(migrations.Migration):
    dependencies = [
        ("infocenter", "0004_search_tokens"),
        ("organisation", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("published", "Published"),
                            ("called_off", "Called off"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published"
                    ),
                ),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="infocenter.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "ordering": ["-published_at", "-id"],
                "permissions": [("publish_announcement", "Can publish and withdraw announcements")],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AnnouncementTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("body", models.TextField(blank=True, help_text="Markdown.", verbose_name="text")),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="infocenter.announcement",
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("published", "Published"),
                            ("called_off", "Called off"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published"
                    ),
                ),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "announcements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="campaigns",
                        to="infocenter.announcement",
                        verbose_name="announcements",
                    ),
                ),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True,
                        related_name="campaigns",
                        to="infocenter.document",
                        verbose_name="documents",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="infocenter.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-published_at", "-id"],
                "permissions": [("publish_campaign", "Can publish and withdraw campaigns")],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CampaignTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("body", models.TextField(blank=True, help_text="Markdown.", verbose_name="text")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="infocenter.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("published", "Published"),
                            ("called_off", "Called off"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published"
                    ),
                ),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "takes_registrations",
                    models.BooleanField(
                        default=True,
                        help_text="People register with an e-mail address, and need no account.",
                        verbose_name="registration on this site",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: as many as come.",
                        null=True,
                        verbose_name="places",
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: when it begins.",
                        null=True,
                        verbose_name="registration closes",
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                ("turns", models.PositiveIntegerField(default=0, editable=False)),
                ("forgotten_at", models.DateTimeField(editable=False, null=True)),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="%(class)ss",
                        to="infocenter.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["-starts_at", "-id"],
                "permissions": [("publish_event", "Can publish, call off and withdraw events")],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="campaign",
            name="events",
            field=models.ManyToManyField(
                blank=True, related_name="campaigns", to="infocenter.event", verbose_name="events"
            ),
        ),
        migrations.CreateModel(
            name="EventTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("body", models.TextField(blank=True, help_text="Markdown.", verbose_name="text")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Name, street and number.",
                        max_length=300,
                        verbose_name="place",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="infocenter.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "language version",
                "verbose_name_plural": "language versions",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed yet"),
                            ("seated", "Has a place"),
                            ("waiting", "On the waiting list"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("person", models.TextField(blank=True, editable=False)),
                ("mark", models.CharField(blank=True, editable=False, max_length=64)),
                ("nonce", models.CharField(editable=False, max_length=32)),
                ("turn", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="registered"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="cancelled")),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
                ("attended", models.BooleanField(null=True, verbose_name="came")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="infocenter.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["turn", "id"],
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(fields=["status", "published_at"], name="announcements_newest"),
        ),
        migrations.AddConstraint(
            model_name="announcementtranslation",
            constraint=models.UniqueConstraint(
                fields=("announcement", "language"), name="one_announcement_text_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigntranslation",
            constraint=models.UniqueConstraint(
                fields=("campaign", "language"), name="one_campaign_text_per_language"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["status", "starts_at"], name="events_by_time"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="event_ends_after_it_begins",
                violation_error_message="An event can't end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__isnull", True),
                    ("taken__lte", models.F("capacity")),
                    _connector="OR",
                ),
                name="event_not_overbooked",
                violation_error_message="More people have a place already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventtranslation",
            constraint=models.UniqueConstraint(
                fields=("event", "language"), name="one_event_text_per_language"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["event", "status", "turn"], name="registrations_in_turn"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ("unconfirmed", "seated", "waiting")),
                    models.Q(("mark", ""), _negated=True),
                ),
                fields=("event", "mark"),
                name="one_registration_per_address",
            ),
        ),
        migrations.RunPython(who_does_what, migrations.RunPython.noop),
    ]
