"""What search filters by beside department and type.

As SQL, because Django would remake the table on SQLite, and lose the trigger of migration 0006.
"""

from django.db import migrations, models

COLUMNS = ("topics", "formats")


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0014_guidance_roles")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE infocenter_searchentry ADD COLUMN {name} text NOT NULL DEFAULT ''",
            f"ALTER TABLE infocenter_searchentry DROP COLUMN {name}",
            state_operations=[
                migrations.AddField(
                    "searchentry",
                    name,
                    models.TextField(blank=True, default=""),
                    preserve_default=False,
                )
            ],
        )
        for name in COLUMNS
    ]
