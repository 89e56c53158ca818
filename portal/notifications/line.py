"""The conversation with a mail server, in two halves: what can be taken back, and the last word.

Until the dot that ends a mail has been sent, the server has to throw away what it heard if the line
breaks (RFC 5321, 4.1.1.4 and 6.1). So whoever dies before that has sent nothing for sure.
"""

import re
import smtplib
from typing import Any, cast

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address

_A_DOT = re.compile(rb"(?m)^\.")
END = b".\r\n"


def begin(server: smtplib.SMTP, mail: EmailMultiAlternatives) -> None:
    """Everything but the last word. Raises SMTPException: then nothing was sent."""
    encoding = mail.encoding or "utf-8"
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sanitize_address(mail.from_email, encoding))
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, said, mail.from_email)
    [to] = mail.recipients()
    code, said = server.rcpt(sanitize_address(to, encoding))
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({to: (code, said)})
    code, said = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPDataError(code, said)
    content = _A_DOT.sub(b"..", cast(Any, mail.message()).as_bytes(linesep="\r\n"))
    server.send(content if content.endswith(b"\r\n") else content + b"\r\n")


def finish(server: smtplib.SMTP) -> None:
    """The last word, and the server's answer: from here on the mail may be on its way."""
    server.send(END)
    code, said = server.getreply()
    if code != 250:
        raise smtplib.SMTPDataError(code, said)
