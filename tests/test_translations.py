"""The interface speaks four languages, completely."""

import re

import pytest

from portal import translations

# What is written the same in every language: names, codes and units.
SAME = {"PDF", "Circular", "Farol", "SHA-256", "Markdown.", "Total", "E-mail", "Supervisor"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CATALOGUES = ("zh_Hant", "pt", "zh_Hans")


def messages(locale):
    return [message for message in translations.read(locale) if message.id]


def sources(message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_the_catalogues_are_in_step_with_the_sources():
    assert translations.check() == 0


@pytest.mark.parametrize("locale", translations.LOCALES)
def test_nothing_is_missing_or_fuzzy(locale):
    lacking = [m.id for m in messages(locale) if m.fuzzy or not all(strings(m))]
    assert lacking == []


@pytest.mark.parametrize("locale", CATALOGUES)
def test_nothing_is_left_in_english(locale):
    left = [
        m.id
        for m in messages(locale)
        if set(strings(m)) & set(sources(m)) - SAME and re.search("[A-Za-z]{3}", strings(m)[0])
    ]
    assert left == []


@pytest.mark.parametrize("locale", translations.LOCALES)
def test_placeholders_are_those_of_the_source(locale):
    """A singular may leave its number out; nothing may bring in a name that isn't given."""
    for message in messages(locale):
        allowed = set(PLACEHOLDER.findall(" ".join(sources(message))))
        for string in strings(message):
            found = set(PLACEHOLDER.findall(string))
            assert found == allowed or (len(sources(message)) > 1 and found < allowed), message.id


@pytest.mark.parametrize("locale", ["zh_Hant", "zh_Hans"])
def test_chinese_is_written_in_its_own_script(locale):
    other = {"zh_Hant": "这们对时为会发说语门开关", "zh_Hans": "這們對時為會發說語門開關"}[locale]
    mixed = [m.id for m in messages(locale) if set("".join(strings(m))) & set(other)]
    assert mixed == []
