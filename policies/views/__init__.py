"""Pages of policies, consultations and cases."""

from policies.views.answers import answer_detail, answer_helpful, answer_list
from policies.views.cases import case_home, case_new, case_related
from policies.views.consultations import (
    consultation_detail_page,
    consultation_list,
    consultation_responses,
    consultation_results,
)
from policies.views.figures import case_figures, case_figures_csv
from policies.views.policies import article_wordings, policy_detail, policy_list
from policies.views.responses import consultation_change, consultation_respond
from policies.views.tracking import case_file, case_track

__all__ = [
    "answer_detail",
    "answer_helpful",
    "answer_list",
    "article_wordings",
    "case_figures",
    "case_figures_csv",
    "case_file",
    "case_home",
    "case_new",
    "case_related",
    "case_track",
    "consultation_change",
    "consultation_detail_page",
    "consultation_list",
    "consultation_respond",
    "consultation_responses",
    "consultation_results",
    "policy_detail",
    "policy_list",
]
