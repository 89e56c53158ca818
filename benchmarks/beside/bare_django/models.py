"""The fields of a document, with the index that its list needs."""

from django.db import models


class Document(models.Model):
    """A document in its first language."""

    type = models.CharField(max_length=20)
    department = models.CharField(max_length=12)
    topics = models.CharField(max_length=200)
    reference = models.CharField(max_length=60)
    day = models.DateField()
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=500)
    summary = models.TextField()
    teaser = models.CharField(max_length=300)
    body = models.TextField()

    class Meta:
        app_label = "bare_django"
        indexes = [models.Index(fields=["-day", "-id"], name="document_list")]

    def __str__(self):
        return self.title


class File(models.Model):
    """A file of a document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    format = models.CharField(max_length=20)

    class Meta:
        app_label = "bare_django"

    def __str__(self):
        return self.name


class Matter(models.Model):
    """What somebody wrote, without all that the portal does for it: the first of two rows."""

    number = models.CharField(max_length=20, unique=True)
    subject = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare_django"

    def __str__(self):
        return self.number


class Words(models.Model):
    """The second."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()

    class Meta:
        app_label = "bare_django"

    def __str__(self):
        return self.text[:20]
