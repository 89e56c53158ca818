"""A delivery as a mail: words from templates, in the reader's language, as text and as HTML."""

from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, loader
from django.utils.translation import override

from portal import languages, sealing
from portal.context_processors import site_name
from portal.notifications.models import Delivery


def letter(delivery: Delivery, connection=None) -> EmailMultiAlternatives:
    """The mail. The first line of `emails/<kind>.txt` is its subject."""
    told = sealing.unseal(delivery.sealed)
    words = {
        **told["context"],
        "site_name": site_name(delivery.language),
        "site_url": settings.FAROL_SITE_URL,
        "lang": languages.bcp47(delivery.language),
        "language": delivery.language,
        "contact_email": settings.FAROL_CONTACT_EMAIL,
    }
    with override(delivery.language):
        text = _rendered(f"emails/{delivery.kind}.txt", words, autoescape=False)
        subject, _line, body = text.strip().partition("\n")
        html = _rendered(f"emails/{delivery.kind}.html", {**words, "subject": subject})
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        from_email=settings.FAROL_MAIL_FROM,
        to=[told["to"]],
        headers=_headers(delivery, told.get("unsubscribe", "")),
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _rendered(name: str, words: dict, autoescape: bool = True) -> str:
    template = loader.get_template(name).template  # type: ignore[attr-defined]  # Django's own
    return template.render(Context(words, autoescape=autoescape))


def _headers(delivery: Delivery, unsubscribe: str) -> dict[str, str]:
    headers = {
        "Message-ID": delivery.message_id,
        "Date": formatdate(delivery.made_at.timestamp()),
        "Auto-Submitted": "auto-generated",  # no answers of absent people to it, please
        "Content-Language": languages.bcp47(delivery.language),
    }
    if unsubscribe:  # RFC 8058: a mail program's button ends a subscription by one POST
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
