"""Background work. Tasks take names, load, and call a service."""

from django_tasks import task


@task()
def spread(name: str) -> None:
    """Note who is to be told of a happening, and write the mails that are due."""
    from portal.subscriptions.posting import post_due
    from portal.subscriptions.spreading import spread_happening

    spread_happening(name)
    post_due()
