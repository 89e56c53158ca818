"""How often something may be done."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import RequestFactory
from django.utils import timezone

from portal.throttling import Count, allow, give_back, network_of, sweep

pytestmark = pytest.mark.django_db


def pass_time(seconds) -> None:
    Count.objects.update(until=F("until") - timedelta(seconds=seconds))


def test_so_often_and_no_more_until_the_time_is_over():
    assert [bool(allow("guess", "case", 3, 60)) for _each in range(5)] == [True] * 3 + [False] * 2
    refused = allow("guess", "case", 3, 60)
    assert timedelta(seconds=50) < refused.retry_at - timezone.now() <= timedelta(seconds=60)
    pass_time(61)
    assert allow("guess", "case", 3, 60)
    assert Count.objects.get().done == 1


def test_each_is_counted_alone():
    assert allow("guess", "one", 1, 60)
    assert allow("guess", "other", 1, 60)
    assert allow("file", "one", 1, 60)
    assert not allow("guess", "one", 1, 60)


def test_never_is_never():
    assert not allow("guess", "one", 0, 60)


def test_a_count_can_be_given_back():
    allow("guess", "one", 1, 60)
    give_back("guess", "one")
    assert allow("guess", "one", 1, 60)


def test_who_it_was_cannot_be_read():
    allow("guess", "203.0.113.7", 1, 60)
    assert "203" not in f"{Count.objects.get().who} {Count.objects.get()}"


def test_what_is_over_is_forgotten():
    allow("guess", "one", 1, 60)
    assert sweep() == 0
    pass_time(61)
    assert sweep() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_rightly():
    start = threading.Barrier(8)
    answers = []

    def ask():
        start.wait()
        try:
            answers.extend(bool(allow("guess", "one", 10, 60)) for _each in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _each in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(answers), sum(answers)) == (40, 10)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_a_network_is_an_address_or_a_household(address, network):
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_a_proxy_says_who_asks_and_nobody_else_can(settings):
    claimed = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}
    request = RequestFactory().get("/", headers=claimed, REMOTE_ADDR="127.0.0.1")
    assert network_of(request) == "127.0.0.1"
    settings.FAROL_CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    assert network_of(request) == "203.0.113.7"
