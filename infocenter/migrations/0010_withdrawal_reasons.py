"""The reason of a withdrawal becomes one column per language.

The one text that there was goes to the language that serves most readers of those that the document
is written in.
"""

from django.db import migrations, models

from portal import languages


def to_columns(apps, schema_editor):
    documents = apps.get_model("infocenter", "Document").objects
    for document in documents.exclude(withdrawal_reason=""):
        written = set(document.translations.values_list("language", flat=True))
        language = languages.best(languages.CODES[0], written) or languages.CODES[0]
        columns = {f"withdrawal_reason_{language.replace('-', '_')}": document.withdrawal_reason}
        documents.filter(pk=document.pk).update(withdrawal_reason="", **columns)


def from_columns(apps, schema_editor):
    documents = apps.get_model("infocenter", "Document").objects
    for document in documents.all():
        for code in languages.fallbacks(languages.CODES[0]):
            reason = getattr(document, f"withdrawal_reason_{code.replace('-', '_')}")
            if reason:
                documents.filter(pk=document.pk).update(withdrawal_reason=reason)
                break


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0009_changes_in_languages")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="withdrawal_reason_zh_hant",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawal_reason_pt",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawal_reason_en",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="withdrawal_reason_zh_hans",
            field=models.TextField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(to_columns, from_columns),
    ]
