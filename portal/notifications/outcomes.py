"""Who wants to know what became of a mail: apps register it for the things that mails are about."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.notifications.models import Delivery

Listener = Callable[[int, bool], None]  # the thing's id; whether its address was refused for good
_listeners: dict[type[models.Model], Listener] = {}


def register(about: type[models.Model], listener: Listener) -> None:
    """Have `listener` called, in the transaction that notes it. Call this in `ready`."""
    _listeners[about] = listener


def tell(delivery: Delivery, *, refused: bool) -> None:
    """A mail was taken by the mail server, or its address refused for good."""
    if delivery.about_type_id is None or delivery.about_id is None:
        return
    about = ContentType.objects.get_for_id(delivery.about_type_id).model_class()
    listener = _listeners.get(about) if about else None
    if listener is not None:
        listener(delivery.about_id, refused)
