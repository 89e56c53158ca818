"""Background work. Tasks take ids, load, and call a service."""

from django_tasks import task


@task(priority=10)
def deliver(delivery_id: int) -> None:
    """Send one mail now: somebody may wait for it, so files and tables come after it."""
    from portal.notifications.sending import send

    send(delivery_id)


@task(priority=-10)
def deliver_all(delivery_ids: list[int]) -> None:
    """Send many mails, after those that somebody waits for."""
    from portal.notifications.sending import send_all

    send_all(delivery_ids)
