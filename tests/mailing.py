"""A real mail server, which takes mails, refuses, delays or drops them."""

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests.serving import free_port


@dataclass
class Mailbox:
    """What the server took, and how it behaves: an answer per step, seconds, or hanging up."""

    mails: list = field(default_factory=list)
    to: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)  # step: answer
    seconds: float = 0
    hang_up: str = ""  # "before" or "after" it took the mail
    seen: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.seen += 1
        await asyncio.sleep(self.seconds)
        if self.hang_up == "before":
            server.transport.abort()
            return "250 nobody hears this"
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.to += envelope.rcpt_tos
        if self.hang_up == "after":
            server.transport.abort()
        return "250 OK"


@contextmanager
def serving(box: Mailbox):
    """A server that puts what it takes into `box`; the answer is its port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def mailbox(settings):
    """The server that the portal is set to send by."""
    box = Mailbox()
    with serving(box) as port:
        send_by(settings, port)
        yield box


def send_by(settings, port: int) -> None:
    """Have this process send its mails there."""
    settings.FAROL_MAIL = "smtp://here"
    settings.FAROL_MAIL_FROM = "portal@example.org"
    settings.FAROL_SITE_URL = "https://portal.example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 2


@pytest.fixture
def no_server(settings, mailbox):
    """Nothing listens where the mail server should be."""
    settings.EMAIL_PORT = free_port()
