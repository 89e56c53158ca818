"""What wapiti says and isn't so: why, and the test that fails if it were."""

import re
from dataclasses import dataclass

from benchmarks.scan.wapiti import Finding


@dataclass(frozen=True)
class FalseAlarm:
    """Findings of a category at some addresses."""

    category: str
    path: str  # a regular expression that the whole path fits
    why: str
    test: str

    def covers(self, finding: Finding) -> bool:
        """Whether this is what the finding is about."""
        return self.category == finding.category and bool(re.fullmatch(self.path, finding.path))


FALSE_ALARMS = (
    FalseAlarm(
        "Cross Site Request Forgery",
        r"/(?:zh-hant|zh-hans|pt|en)/(?:answers|cases|consultations|events|subscriptions)/.*",
        "public forms have no cookie to abuse, and take only what our own pages send",
        "tests/portal/test_origin.py::test_what_other_sites_send_is_not",
    ),
    FalseAlarm(
        "LDAP Injection",
        r"/.*",
        "no directory is asked: a page that says what it can't understand is taken for one",
        "tests/benchmarks/test_scan.py::test_nothing_here_speaks_to_a_directory",
    ),
    FalseAlarm(
        "Spring4Shell",
        r"/api/v1/.*",
        "no Java is here: a name that isn't known is refused, which it takes for the hole",
        "tests/rest/test_reading.py::test_fields_are_left_out_and_unknown_ones_are_said",
    ),
    FalseAlarm(
        "Spring4Shell",
        r"/(?:zh-hant|zh-hans|pt|en)/data/\d+/(?:rows\.\w+)?",
        "the same of a table",
        "tests/infocenter/datasets/test_pages.py::test_what_cant_be_asked_is_said_with_400_and_the_form_comes_back",
    ),
)


def explained(finding: Finding) -> FalseAlarm | None:
    """The row that says why a finding isn't so."""
    return next((each for each in FALSE_ALARMS if each.covers(finding)), None)
