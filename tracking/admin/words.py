"""What was done in tracking, in words."""

from django.utils.translation import gettext_lazy as _

from portal.history.words import name_verbs

name_verbs(
    {
        "programme.created": _("Programme created"),
        "programme.changed": _("Programme changed"),
        "programme.deleted": _("Programme deleted"),
        "programme.published": _("Programme shown to residents"),
        "programme.hidden": _("Programme hidden"),
        "phase.added": _("Phase added"),
        "phase.changed": _("Phase changed"),
        "phase.removed": _("Phase removed"),
        "measure.added": _("Measure added"),
        "measure.changed": _("Measure changed"),
        "measure.deleted": _("Measure deleted"),
        "indicator.added": _("Indicator added"),
        "indicator.changed": _("Indicator changed"),
        "indicator.removed": _("Indicator removed"),
        "indicator.observed": _("Value of an indicator recorded"),
        "report.opened": _("Report begun"),
        "report.changed": _("Report changed"),
        "report.submitted": _("Report submitted"),
        "report.verified": _("Report verified"),
        "report.returned": _("Report returned"),
        "report.discarded": _("Draft of a report thrown away"),
        "evidence.added": _("Evidence added"),
        "evidence.removed": _("Evidence removed"),
        "notice.opened": _("Notice opened"),
        "notice.answered": _("Notice answered"),
        "notice.climbed": _("Notice climbed"),
        "notice.raised": _("Notice raised"),
        "notice.paused": _("Notice paused"),
        "notice.resumed": _("Notice goes on"),
        "notice.closed": _("Notice closed"),
        "rule.added": _("Rule added"),
        "rule.changed": _("Rule changed"),
        "rule.deleted": _("Rule deleted"),
        "norms.changed": _("Norms changed"),
    }
)
