"""`manage.py make_report --period 2026-Q3`: a public report, for approval."""

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from portal.organisation.models import Department
from portal.workflow import Refused
from tracking import services
from tracking.periods import read
from tracking.report_contents import contents


class Command(BaseCommand):
    help = "Makes the public report of a period; the leadership group approves it in admin."

    def add_arguments(self, parser):
        parser.add_argument("--period", required=True, help="2026-07, 2026-Q3 or 2026")
        parser.add_argument("--department", help="code of the department that publishes it")

    def handle(self, *args, period, department, **options):
        departments = Department.objects.active().filter(
            **({"code": department} if department else {"programmes__is_public": True})
        )
        publisher = departments.first()
        if publisher is None:
            raise CommandError("There is no such department; say another with --department.")
        try:
            report = services.make_report(period, department=publisher, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        page = reverse("admin:tracking_publicreport_change", args=[report.pk])
        self.stdout.write(contents(read(report.period), "en").summary)
        self.stdout.write(f"Made for {publisher.code}. It waits for approval: {page}")
