from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """How people sign in, what proves that it is them, and where they are signed in."""

    name = "portal.accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from portal.accounts import sessions, telling
        from portal.organisation.services import when_account_changed

        when_account_changed(telling.tell_of_change)
        # Django tells of every sign-in, whoever made it: none is missing in the list of sessions.
        user_logged_in.connect(sessions.begin, dispatch_uid="portal.accounts.sessions")
