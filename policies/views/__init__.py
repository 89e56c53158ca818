"""Pages of policies, consultations and cases."""

from policies.views.cases import case_home, case_new, case_related

__all__ = ["case_home", "case_new", "case_related"]
