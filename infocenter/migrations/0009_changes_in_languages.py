"""What residents read about a change becomes a text of each language version.

The one text that there was goes to the best version. Editions can't be changed, so their triggers
are taken away meanwhile; afterwards they hold for the new columns too.
"""

from importlib import import_module

from django.db import migrations, models

from portal import languages

immutable = import_module("infocenter.migrations.0003_immutable_editions")

# Of the working copy and of the edition: model, its versions, their foreign key, names of the texts.
MOVED = (
    ("Document", "DocumentTranslation", "document_id", ("change_note", "change_credit")),
    ("Edition", "EditionTranslation", "edition_id", ("change_note", "credit")),
)


def to_versions(apps, schema_editor):
    for whole, version, key, names in MOVED:
        versions = apps.get_model("infocenter", version).objects
        for row in apps.get_model("infocenter", whole).objects.exclude(**dict.fromkeys(names, "")):
            written = versions.filter(**{key: row.pk}).values_list("language", flat=True)
            language = languages.best(languages.CODES[0], set(written)) or languages.CODES[0]
            texts = {name: getattr(row, name) for name in names}
            versions.update_or_create(**{key: row.pk}, language=language, defaults=texts)


def from_versions(apps, schema_editor):
    for whole, version, key, names in MOVED:
        for row in apps.get_model("infocenter", whole).objects.all():
            versions = apps.get_model("infocenter", version).objects.filter(**{key: row.pk})
            told = {each.language: each for each in versions.exclude(**dict.fromkeys(names, ""))}
            language = languages.best(languages.CODES[0], told)
            if language:
                texts = {name: getattr(told[language], name) for name in names}
                type(row).objects.filter(pk=row.pk).update(**texts)


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0008_names_of_edition_fields")]

    operations = [
        migrations.RunPython(immutable.unprotect, immutable.protect),
        migrations.AddField(
            model_name="documenttranslation",
            name="change_note",
            field=models.TextField(
                blank=True,
                help_text="What changes with the next edition. Residents read it in the history.",
                verbose_name="public change note",
            ),
        ),
        migrations.AddField(
            model_name="documenttranslation",
            name="change_credit",
            field=models.CharField(
                blank=True,
                help_text="Who pointed out what is corrected.",
                max_length=200,
                verbose_name="credit",
            ),
        ),
        migrations.AddField(
            model_name="editiontranslation",
            name="change_note",
            field=models.TextField(blank=True, verbose_name="what changed"),
        ),
        migrations.AddField(
            model_name="editiontranslation",
            name="credit",
            field=models.CharField(blank=True, max_length=200, verbose_name="credit"),
        ),
        migrations.RunPython(to_versions, from_versions),
        migrations.RemoveField(model_name="document", name="change_note"),
        migrations.RemoveField(model_name="document", name="change_credit"),
        migrations.RemoveField(model_name="edition", name="change_note"),
        migrations.RemoveField(model_name="edition", name="credit"),
        migrations.RunPython(immutable.protect, immutable.unprotect),
    ]
