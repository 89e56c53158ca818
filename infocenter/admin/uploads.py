"""Files on their way into a document: stored as they arrive, attached when the person saves.

What has arrived is named by a signed token in the form. So nothing is lost when the form comes
back with an error, and nobody can attach a file that somebody else brought.
"""

from dataclasses import dataclass

from django.core import signing

from portal.files.models import StoredFile
from portal.files.names import safe_name
from portal.files.services import HELD, store
from portal.workflow import Refused

SALT = "infocenter.arrived-file"


@dataclass(frozen=True)
class Arrived:
    """A stored file that waits to be attached, or to take the place of attachment `instead_of`."""

    file: StoredFile
    name: str
    instead_of: int | None
    token: str


@dataclass(frozen=True)
class Failed:
    """An upload that was refused, and why."""

    name: str
    reason: str


def receive(upload, user, instead_of: int | None = None) -> Arrived | Failed:
    """Store one uploaded file."""
    name = safe_name(upload.name or "")
    try:
        file = store(upload, name)
    except Refused as refusal:
        return Failed(name, str(refusal))
    token = signing.dumps([file.pk, name, instead_of, user.pk], salt=SALT, compress=True)
    return Arrived(file, name, instead_of, token)


def recall(tokens, user) -> list[Arrived]:
    """The files that arrived earlier, by their tokens; forged and foreign ones are left out."""
    arrived = []
    for token in dict.fromkeys(tokens):
        try:
            pk, name, instead_of, owner = signing.loads(token, salt=SALT, max_age=HELD)
        except (signing.BadSignature, ValueError):
            continue
        file = StoredFile.objects.without_text().filter(pk=pk).first()
        if file is not None and owner == user.pk:
            arrived.append(Arrived(file, name, instead_of, token))
    return arrived
