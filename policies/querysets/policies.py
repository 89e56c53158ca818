"""Which policies and articles: for residents, for staff."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Q, Value, When

from policies.states.policies import ENDS, PolicyStatus
from portal.organisation.querysets import within

if TYPE_CHECKING:
    from policies.models import Article, Policy


class PolicyQuerySet(models.QuerySet["Policy"]):
    def public(self):
        """What residents see."""
        return self.filter(is_public=True)

    def managed_by(self, user, permission="policies.view_policy"):
        """Policies of the departments in which `user` holds `permission`."""
        return within(self, user, permission)

    def visible_to(self, user):
        """What is public, and what the person's own departments prepare."""
        return (self.public() | self.managed_by(user)).distinct()

    def as_of(self, day):
        """Each with its `standing` on a day: its dates hold, even if the clock is late."""
        begun = Q(status=PolicyStatus.ADOPTED, effective_date__lte=day)
        return self.annotate(
            standing=Choice(
                When(status__in=ENDS, expiry_date__lt=day, then=Value(PolicyStatus.EXPIRED)),
                When(begun, then=Value(PolicyStatus.IN_FORCE)),
                default=F("status"),
            )
        )

    def in_list_order(self):
        """Newest first; the id breaks ties, so that pages by key are stable."""
        return self.order_by("-date", "-pk")

    def beyond(self, day, pk, *, descending=True):
        """What comes after a place in the order by date."""
        step = "lt" if descending else "gt"
        return self.filter(
            Q(**{f"date__{step}": day}) | Q(**{f"pk__{step}": pk}),
            **{f"date__{step}e": day},  # a range that an index can follow
        )


PolicyManager = models.Manager.from_queryset(PolicyQuerySet)


class ArticleQuerySet(models.QuerySet["Article"]):
    def standing(self):
        """Articles that nobody has repealed."""
        return self.filter(repealed=None)
