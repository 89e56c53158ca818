from django.db import migrations, models


def those_with_a_picture(apps, schema_editor):
    files = apps.get_model("files", "StoredFile").objects.exclude(preview="")
    files.update(drawn_pages=1)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_when_stored_last"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="drawn_pages",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(those_with_a_picture, migrations.RunPython.noop),
    ]
