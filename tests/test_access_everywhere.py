"""Every kind of page, public and for staff, in Chromium: axe, narrow windows, forced colours.

Journeys by keyboard are in tests/journeys/.
"""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from portal import languages
from tests.barriers import FULL, barriers, looked_at, share, too_wide
from tests.factories import organisation
from tests.factories.city import DOCS_OF_API, STATUS, city
from tests.journeys.people import sign_in

pytestmark = [pytest.mark.once, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def portal_server(standing_portal):
    return standing_portal


@pytest.fixture(scope="module")
def made(portal_server):
    return city()


def open_page(page, name, address) -> None:
    response = page.goto(address)
    assert response.status == STATUS.get(name, 200), f"{name}: {response.status}"


@pytest.mark.parametrize(("half", "language"), list(enumerate(("zh-hant", "pt", "zh-hans", "en"))))
def test_public_pages_have_no_barriers(made, new_page, half, language):
    """Each page in a small window and in a large one, by day and by night."""
    pages = [*share(made.pages(language), half, 2).values()]
    pages += [DOCS_OF_API] if language == "en" else []
    faults = looked_at(new_page(), pages, language)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("half", "locale", "language"), [(0, "zh-TW", "zh-hans"), (1, "pt-PT", "en")]
)
def test_staff_pages_have_no_barriers(made, new_page, half, locale, language):
    """In the windows of these languages: what is wide in a large one, and Portuguese in a small."""
    page = new_page(locale=locale)
    faults = looked_at(page, ["/admin/login/"], language)
    sign_in(page, made.publisher)
    faults += looked_at(page, share(made.staff_pages(), half, 2).values(), language)
    assert not faults, "\n".join(faults)


def test_no_list_and_no_form_of_the_admin_breaks_its_policy(made, new_page):
    """`new_page` fails if one does. Most of these have scripts of Django's own."""
    page = sign_in(new_page(), organisation.user(is_superuser=True))
    for model in site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        for address in (reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")):
            response = page.goto(address)
            assert response.status in (200, 403), f"{address}: {response.status}"


def test_no_page_scrolls_sideways_at_400_percent(made, new_page):
    """A window of 1280 x 1024 pixels at 400 % is 320 x 256, each of 4 x 4."""
    page = new_page(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    addresses = {
        f"{name}, {language}": (name, address)
        for language in (languages.CODES if FULL else ("zh-hant", "pt"))
        for name, address in made.pages(language).items()
    }
    addresses["docs of the API"] = ("docs of the API", DOCS_OF_API)
    sign_in(page, made.publisher)
    addresses |= {f"staff: {name}": (name, each) for name, each in made.staff_pages().items()}
    faults = []
    for where, (name, address) in addresses.items():
        open_page(page, name, address)
        faults += [f"{where}: {each}" for each in too_wide(page)]
    assert not faults, "\n".join(faults)


def test_pages_hold_with_the_readers_own_colours(made, new_page):
    """Chromium still tells axe our colour of text beside the reader's own of the ground."""
    page = new_page(forced_colors="active", contrast="more")
    faults = []
    for name, address in made.pages("pt").items():
        open_page(page, name, address)
        faults += [f"{name}: {each}" for each in barriers(page, but=("color-contrast",))]
        faults += page.evaluate(
            """name => [...document.querySelectorAll("body, body *")]
            .filter(each => getComputedStyle(each).forcedColorAdjust === "none")
            .map(each => `${name}: keeps its colours: ${each.outerHTML.slice(0, 120)}`)""",
            name,
        )
    assert not faults, "\n".join(faults)


def test_nothing_moves_for_who_wants_no_motion(made, new_page):
    page = new_page(reduced_motion="reduce")
    for name, address in made.pages("en").items():
        open_page(page, name, address)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter(each => {
            const style = getComputedStyle(each);
            const long = value => value.split(",").some(part => parseFloat(part) > 0.01);
            return (style.animationName !== "none" && long(style.animationDuration))
                || (style.transitionProperty !== "none" && long(style.transitionDuration))
                || style.scrollBehavior === "smooth";
        }).map(each => each.outerHTML.slice(0, 120))"""
        )
        assert not moving, name
