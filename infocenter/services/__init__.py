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
from infocenter.services.events import call_off, save_event
from infocenter.services.guidance import delete_guidance, preview_guidance, save_guidance
from infocenter.services.outreach import (
    create_outreach,
    delete_outreach,
    publish_outreach,
    return_outreach,
    revise_outreach,
    save_outreach,
    show_due,
    show_outreach,
    submit_outreach,
    withdraw_outreach,
)
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
from infocenter.services.registrations import (
    cancel_registration,
    confirm_registration,
    drop_unconfirmed,
    forget_visitors,
    look_at_registrations,
    move_up,
    register_visitor,
    remind_visitors,
    take_attendance,
    takes_registrations,
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
    "call_off",
    "cancel_registration",
    "choose_popular_searches",
    "choose_reading",
    "confirm_registration",
    "create_document",
    "create_outreach",
    "delete_draft",
    "delete_guidance",
    "delete_outreach",
    "delete_topic",
    "describe_attachment",
    "describe_columns",
    "drop_unconfirmed",
    "forget_sheets",
    "forget_visitors",
    "hide_popular_search",
    "look_at_registrations",
    "move_up",
    "offer_dataset",
    "open_correction",
    "plan_sheet",
    "preview_guidance",
    "publish_document",
    "publish_due",
    "publish_outreach",
    "receive_sheet",
    "register_visitor",
    "remind_of_reviews",
    "remind_visitors",
    "remove_attachment",
    "replace_attachment",
    "retract_document",
    "return_document",
    "return_outreach",
    "revise_document",
    "revise_outreach",
    "save_document",
    "save_event",
    "save_guidance",
    "save_outreach",
    "save_topic",
    "save_translation",
    "schedule_document",
    "settle_searches",
    "show_due",
    "show_outreach",
    "submit_document",
    "submit_outreach",
    "supersede_document",
    "take_attendance",
    "take_back_dataset",
    "take_credit_back",
    "take_sheet",
    "takes_registrations",
    "unpack_sheet",
    "withdraw_document",
    "withdraw_outreach",
]
