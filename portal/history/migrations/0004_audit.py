"""Before and after, from where, lanes and checkpoints; the database refuses to delete, too."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from portal.history.lanes import LANES
from portal.organisation.roles import ADMINISTRATOR, LEADERSHIP, give

TABLES = ("history_event", "history_checkpoint")


def make_lanes(apps, schema_editor):
    heads = apps.get_model("history", "ChainHead")
    for lane in range(1, LANES + 1):
        heads.objects.get_or_create(pk=lane)


def who_audits(apps, schema_editor):
    for role in (ADMINISTRATOR, LEADERSHIP):
        give(apps, role, "history.audit_event")


def protect(apps, schema_editor):
    unprotect(apps, schema_editor)
    postgres = schema_editor.connection.vendor == "postgresql"
    refuse = (
        "FOR EACH ROW EXECUTE FUNCTION history_refuse_change()"
        if postgres
        else "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {refuse}")


def unprotect(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    names = [(f"{table}_no_{act}", table) for table in TABLES for act in ("update", "delete")]
    for name, table in [("history_event_append_only", "history_event"), *names]:
        where = f" ON {table}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("history", "0003_append_only"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "default_permissions": ("view",),
                "ordering": ["-id"],
                "permissions": (("audit_event", "Can see before and after, and from where"),),
                "verbose_name": "event",
                "verbose_name_plural": "history",
            },
        ),
        migrations.AddField(
            "event", "before", models.JSONField(default=dict, editable=False, verbose_name="before")
        ),
        migrations.AddField(
            "event", "after", models.JSONField(default=dict, editable=False, verbose_name="after")
        ),
        migrations.AddField(
            "event",
            "network",
            models.CharField(blank=True, default="", max_length=50, verbose_name="from where"),
            preserve_default=False,
        ),
        migrations.AddField(
            "event",
            "request",
            models.CharField(blank=True, default="", max_length=64, verbose_name="request"),
            preserve_default=False,
        ),
        migrations.AddField("event", "lane", models.PositiveSmallIntegerField(default=1)),
        migrations.AddIndex("event", models.Index(fields=["lane", "id"], name="event_in_lane")),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("heads", models.JSONField()),
                ("events", models.PositiveBigIntegerField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={"ordering": ["-id"], "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("values", models.JSONField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id"), name="portrait_of_thing"
                    )
                ],
            },
        ),
        migrations.RunPython(make_lanes, migrations.RunPython.noop),
        migrations.RunPython(who_audits, migrations.RunPython.noop),
        migrations.RunPython(protect, unprotect),
    ]
