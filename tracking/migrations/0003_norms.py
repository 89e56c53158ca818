from django.db import migrations


def norms_to_begin_with(apps, schema_editor):
    apps.get_model("tracking", "NormsInForce").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("tracking", "0002_roles")]
    operations = [migrations.RunPython(norms_to_begin_with, migrations.RunPython.noop)]
