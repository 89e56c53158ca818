"""The verbs of the information centre: the only place that changes what is published."""

from infocenter.services.attaching import (
    attach_file,
    describe_attachment,
    remove_attachment,
    replace_attachment,
)
from infocenter.services.bulk import Amendment, amend_document
from infocenter.services.corrections import open_correction, take_credit_back
from infocenter.services.datasets import (
    ask_forgotten,
    choose_reading,
    describe_columns,
    offer_dataset,
    take_back_dataset,
)
from infocenter.services.drafting import (
    create_document,
    delete_draft,
    save_document,
    save_translation,
)
from infocenter.services.guidance import delete_guidance, preview_guidance, save_guidance
from infocenter.services.publication import (
    publish_document,
    publish_due,
    retract_document,
    return_document,
    revise_document,
    schedule_document,
    submit_document,
    supersede_document,
    withdraw_document,
)
from infocenter.services.reviews import remind_of_reviews
from infocenter.services.searches import (
    choose_popular_searches,
    hide_popular_search,
    settle_searches,
)
from infocenter.services.sheets import (
    forget_sheets,
    plan_sheet,
    receive_sheet,
    take_sheet,
    unpack_sheet,
)
from infocenter.services.topics import delete_topic, save_topic

__all__ = [
    "Amendment",
    "amend_document",
    "ask_forgotten",
    "attach_file",
    "choose_popular_searches",
    "choose_reading",
    "create_document",
    "delete_draft",
    "delete_guidance",
    "delete_topic",
    "describe_attachment",
    "describe_columns",
    "forget_sheets",
    "hide_popular_search",
    "offer_dataset",
    "open_correction",
    "plan_sheet",
    "preview_guidance",
    "publish_document",
    "publish_due",
    "receive_sheet",
    "remind_of_reviews",
    "remove_attachment",
    "replace_attachment",
    "retract_document",
    "return_document",
    "revise_document",
    "save_document",
    "save_guidance",
    "save_topic",
    "save_translation",
    "schedule_document",
    "settle_searches",
    "submit_document",
    "supersede_document",
    "take_back_dataset",
    "take_credit_back",
    "take_sheet",
    "unpack_sheet",
    "withdraw_document",
]
