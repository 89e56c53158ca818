import django.contrib.auth.models
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("auth.group",),
            managers=[
                ("objects", django.contrib.auth.models.GroupManager()),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Short and permanent, such as IC. It is part of addresses.",
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9-]*$",
                                "Capital letters, digits and hyphens, such as IC.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_zh_hant", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_pt", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_zh_hans", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="what it does")),
                (
                    "description_zh_hant",
                    models.TextField(blank=True, null=True, verbose_name="what it does"),
                ),
                (
                    "description_pt",
                    models.TextField(blank=True, null=True, verbose_name="what it does"),
                ),
                (
                    "description_en",
                    models.TextField(blank=True, null=True, verbose_name="what it does"),
                ),
                (
                    "description_zh_hans",
                    models.TextField(blank=True, null=True, verbose_name="what it does"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.department",
                        verbose_name="part of",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "address_zh_hant",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                (
                    "address_pt",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                (
                    "address_zh_hans",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="address"),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "department",
                "verbose_name_plural": "departments",
                "ordering": ["position", "code"],
                "permissions": [
                    ("act_everywhere", "Can act in all departments, not only the own one")
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadershipSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leadership_seat",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[("head", "Head"), ("deputy", "Deputy head"), ("member", "Member")],
                        max_length=10,
                        verbose_name="position",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat in the leadership group",
                "verbose_name_plural": "leadership group",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("position", "head")),
                        fields=("position",),
                        name="one_head_of_the_leadership_group",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_calendars",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_calendars",
                        to="organisation.department",
                    ),
                ),
                ("nonce", models.CharField(max_length=32)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "department"), name="one_work_calendar_of_a_department"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="organisation.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="organisation.role",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "department", "role"), name="one_membership_per_role"
                    )
                ],
            },
        ),
    ]
