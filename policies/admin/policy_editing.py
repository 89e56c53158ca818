"""A policy, or one of its articles, in the editor's hands: forms in, services out."""

from policies import services
from policies.admin.policy_forms import (
    ArticleForm,
    CorrectionForm,
    DescriptionForm,
    TextsForm,
    WordsForm,
)
from policies.models import Article, ArticleTranslation, Policy, PolicyTranslation
from portal import languages
from portal.organisation.stepped_admin import Editing


class PolicyEditing(Editing):
    """A policy, or a new one."""

    def __init__(self, request, policy: Policy | None, typed=None):
        self.user, self.policy = request.user, policy
        seen = typed.get("version", "") if typed is not None else ""
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        self.description = DescriptionForm(typed, instance=policy or Policy(), user=request.user)
        known = {each.language: each for each in policy.translations.all()} if policy else {}
        self.texts = [
            TextsForm(typed, instance=known.get(code) or PolicyTranslation(), language=code)
            for code in languages.CODES
        ]

    def save(self) -> Policy:
        """Keep what was changed, all or nothing. Raises Refused."""
        form, values = self.description, dict(self.description.cleaned_data)
        joined = {name: values.pop(name) for name in ("supporting", "documents", "topics")}
        if self.policy is None:
            return services.create_policy(
                by=self.user,
                **joined,
                translations={c: each for c, each in self.changed_texts().items() if each},
                **values,
            )
        return services.save_policy(
            form.instance,
            by=self.user,
            changed=form.changed_data,
            seen_version=self.seen_version,
            **joined,
            translations=self.changed_texts(),
        )


class ArticleEditing(Editing):
    """An article of a policy, or a new one."""

    def __init__(self, request, policy: Policy, article: Article | None, typed=None):
        self.user, self.policy, self.article = request.user, policy, article
        self.description = ArticleForm(typed, instance=article or Article(policy=policy))
        known = {each.language: each for each in article.translations.all()} if article else {}
        self.texts = [
            WordsForm(typed, instance=known.get(code) or ArticleTranslation(), language=code)
            for code in languages.CODES
        ]
        self.correction = CorrectionForm(typed) if article and policy.is_public else None

    @property
    def forms(self) -> tuple:
        """All of them."""
        return (*super().forms, *([self.correction] if self.correction else []))

    def save(self) -> Article:
        """Keep it. Raises Refused."""
        if self.article is None:
            return services.add_article(
                self.policy,
                by=self.user,
                translations=self.changed_texts(),
                **self.description.cleaned_data,
            )
        return services.save_article(
            self.description.instance,
            by=self.user,
            translations=self.changed_texts(),
            changed=self.description.changed_data,
            correction=self.correction.correction() if self.correction else None,
        )
