"""Files that arrive piece by piece: lost connections cost the piece, not the file."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.files.names import safe_name
from portal.files.services import store
from portal.rest.models import Upload
from portal.rest.problems import Problem
from portal.workflow import Refused


def place(upload: Upload) -> Path:
    """Where its pieces are put together."""
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / f"upload-{upload.pk}"


def begin(*, by, name: str, size: int) -> Upload:
    """Announce a file."""
    if size > settings.FAROL_MAX_UPLOAD_MB * 2**20:
        raise Problem("too-large")
    return Upload.objects.create(user=by, name=safe_name(name), size=size)


@transaction.atomic
def take(upload: Upload, offset: int, piece: bytes) -> Upload:
    """Add a piece that begins at `offset`: where the pieces before it end."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.file_id or offset != upload.received:
        raise Problem("wrong-offset", headers={"Upload-Offset": str(upload.received)})
    if offset + len(piece) > upload.size:
        raise Problem("too-large", _("It is longer than was announced."))
    path = place(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(offset)  # what was written and not noted: the process was killed
        file.seek(offset)
        file.write(piece)
    upload.received, upload.changed_at = offset + len(piece), timezone.now()
    upload.save(update_fields=["received", "changed_at"])
    if upload.received == upload.size:
        _finish(upload)
    return upload


def _finish(upload: Upload) -> None:
    path = place(upload)
    try:
        upload.file = store(path, upload.name)
    except Refused:
        path.unlink(missing_ok=True)
        raise
    upload.save(update_fields=["file"])
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def give_up(upload: Upload) -> None:
    """Forget an upload, and remove its pieces. A file made of it stays."""
    place(upload).unlink(missing_ok=True)
    upload.delete()
