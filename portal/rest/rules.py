"""Who manages accounts manages the keys that open them."""

import rules

from portal.organisation.rules import manages_people, sees_people


@rules.predicate
def sees_keys(user, thing=None):
    """Keys and service accounts are seen by who sees accounts."""
    return sees_people(user)


@rules.predicate
def manages_keys(user, thing=None):
    """A key opens an account: who may not manage that may make none for it."""
    return manages_people(user, getattr(thing, "user", thing))


for model in ("key", "serviceaccount"):
    rules.set_perm(f"rest.view_{model}", sees_keys)
    for action in ("add", "change", "delete"):
        rules.set_perm(f"rest.{action}_{model}", manages_keys)
