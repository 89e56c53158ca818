"""Background work: an inspection."""

from django_tasks import task


@task(priority=-5)
def inspect(inspection_id: int) -> None:
    """Look at everything, and keep what was found."""
    from portal.inspection import reports
    from portal.inspection.models import Inspection

    inspection = Inspection.objects.get(pk=inspection_id)
    if inspection.finished_at is None:
        reports.keep(inspection, list(reports.run(reports.looking())))
