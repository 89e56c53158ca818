"""Background work. Tasks take ids, load, and call a service."""

from django_tasks import task


@task()
def deliver(delivery_id: int) -> None:
    """Send one mail now."""
    from portal.notifications.sending import send

    send(delivery_id)
