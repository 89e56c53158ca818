"""Pages of policies, consultations and cases."""

from policies.views.answers import answer_detail, answer_helpful, answer_list
from policies.views.cases import case_home, case_new, case_related
from policies.views.figures import case_figures, case_figures_csv
from policies.views.policies import policy_detail, policy_list
from policies.views.tracking import case_file, case_track

__all__ = [
    "answer_detail",
    "answer_helpful",
    "answer_list",
    "case_figures",
    "case_figures_csv",
    "case_file",
    "case_home",
    "case_new",
    "case_related",
    "case_track",
    "policy_detail",
    "policy_list",
]
