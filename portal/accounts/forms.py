"""What people type to show that it is them."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from portal.accounts import guessing, services
from portal.accounts.guessing import Attempt
from portal.accounts.telling import note_guessing
from portal.throttling import Verdict, network_of

MOST = 64  # characters of a code


class SignInForm(AdminAuthenticationForm):
    """User name and password, not to be guessed."""

    is_too_often = False
    request: HttpRequest

    def clean(self):
        username = self.cleaned_data.get("username") or ""
        attempt = guessing.of_password(username, network_of(self.request))
        verdict = attempt.begin()
        if not verdict:
            self.is_too_often = True
            raise ValidationError(too_often(verdict))
        try:
            cleaned = super().clean()
        except ValidationError:
            user = User.objects.filter(username=username).first()
            _note_last(attempt, user, "user.guessed_at")
            raise
        attempt.was_right()
        return cleaned


def _note_last(attempt: Attempt, user: User | None, verb: str) -> None:
    """The history tells of many wrong ones once, not of each."""
    if attempt.begin():
        attempt.was_right()
    elif user is not None:
        note_guessing(user, verb)


def too_often(verdict: Verdict) -> str:
    """What is said to who guesses."""
    when = date_format(localtime(verdict.retry_at), "TIME_FORMAT") if verdict.retry_at else ""
    return _("Too many attempts from here. Try again after %(time)s.") % {"time": when}


class CodeForm(forms.Form):
    """A one-time code, or a recovery code; which of them shows by its length."""

    code = forms.CharField(
        label=_("Code"),
        max_length=MOST,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args, request, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person
        self.way = ""

    def clean_code(self):
        code = self.cleaned_data["code"]
        is_of_app = sum(each.isalnum() for each in code) <= 8
        asked = guessing.of_code if is_of_app else guessing.of_recovery_code
        attempt = asked(self.person, network_of(self.request))
        verdict = attempt.begin()
        if not verdict:
            raise ValidationError(too_often(verdict))
        take = services.take_code if is_of_app else services.take_recovery_code
        if not take(self.person, code):
            _note_last(attempt, self.person, "user.codes_guessed_at")
            raise ValidationError(
                _("This code isn't right, or was used already. Wait for the next one.")
                if is_of_app
                else _("This isn't one of your recovery codes, or it was used already.")
            )
        attempt.was_right()
        self.way = "app" if is_of_app else "recovery"
        return code


class PasswordForm(forms.Form):
    """The own password once more."""

    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person

    def clean_password(self):
        attempt = guessing.of_password(self.person.get_username(), network_of(self.request))
        verdict = attempt.begin()
        if not verdict:
            raise ValidationError(too_often(verdict))
        if not self.person.check_password(self.cleaned_data["password"]):
            _note_last(attempt, self.person, "user.guessed_at")
            raise ValidationError(_("This is not your password."))
        attempt.was_right()
        return self.cleaned_data["password"]


class AppForm(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label=_("The six digits that the app shows"),
        max_length=MOST,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(forms.Form):
    """A new passkey, as the browser says it."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        required=False,
        help_text=_("Such as: my telephone. It tells you later which one it is."),
    )
    answer = forms.CharField(widget=forms.HiddenInput, required=False)
