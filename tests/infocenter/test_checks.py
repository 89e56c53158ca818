"""What is set wrongly is said at start."""

import pytest

from infocenter import checks

RIGHT = {"ADDRESS": "http://127.0.0.1:8080/v1", "MODEL": "e5", "DIMENSION": 384}


@pytest.fixture
def endpoint(settings):
    settings.FAROL_MEANING = "endpoint"
    for name, value in RIGHT.items():
        setattr(settings, f"FAROL_MEANING_{name}", value)


def test_an_endpoint_named_in_full_is_right(endpoint):
    assert checks.meaning_endpoint(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("ADDRESS", ""), ("ADDRESS", "localhost"), ("ADDRESS", "http://[/"), ("MODEL", ""),
     ("DIMENSION", 0)],
)  # fmt: skip
def test_one_that_is_not_is_said_with_the_name_of_the_setting(endpoint, settings, name, value):
    setattr(settings, f"FAROL_MEANING_{name}", value)
    (said,) = checks.meaning_endpoint(None)
    assert said.id == "infocenter.E001"
    assert f"FAROL_MEANING_{name}" in said.msg


def test_switched_off_nothing_is_said(endpoint, settings):
    settings.FAROL_MEANING, settings.FAROL_MEANING_ADDRESS = "off", ""
    assert checks.meaning_endpoint(None) == checks.meaning_package(None) == []
