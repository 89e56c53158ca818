"""The verbs of the information centre: the only place that changes what is published."""

from infocenter.services.drafting import (
    attach_file,
    create_document,
    remove_attachment,
    replace_attachment,
    save_document,
    save_translation,
)
from infocenter.services.publication import (
    publish_document,
    publish_due,
    return_document,
    revise_document,
    schedule_document,
    submit_document,
    supersede_document,
    withdraw_document,
)

__all__ = [
    "attach_file",
    "create_document",
    "publish_document",
    "publish_due",
    "remove_attachment",
    "replace_attachment",
    "return_document",
    "revise_document",
    "save_document",
    "save_translation",
    "schedule_document",
    "submit_document",
    "supersede_document",
    "withdraw_document",
]
