"""Background work. Tasks take ids, load, and call a service."""

from django_tasks import task


@task()
def deliver(message_id: int) -> None:
    """Send one message now."""
    from portal.webhooks.delivering import send

    send(message_id)
