import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.RenameField("storedfile", "created_at", "stored_at"),
        migrations.AlterField(
            model_name="storedfile",
            name="stored_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="stored"),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["stored_at"], name="files_by_age"),
        ),
    ]
