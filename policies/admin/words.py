"""What the verbs of policies are called in the history."""

from django.utils.translation import gettext_lazy as _

from portal.history.words import name_verbs

name_verbs(
    {
        "policy.created": _("Policy written"),
        "policy.changed": _("Policy changed"),
        "policy.deleted": _("Policy thrown away"),
        "policy.published": _("Shown to residents"),
        "policy.hidden": _("Hidden from residents"),
        "policy.consult": _("Put to consultation"),
        "policy.adopt": _("Adopted"),
        "policy.enforce": _("Brought into force"),
        "policy.amend": _("Amended"),
        "policy.repeal": _("Repealed"),
        "policy.expire": _("Come to its end"),
        "policy.article_added": _("Article added"),
        "policy.article_changed": _("Article changed"),
        "policy.article_repealed": _("Article repealed"),
        "policy.article_deleted": _("Article thrown away"),
    }
)
