"""Public policies, consultations and answers as the API says them."""

from rest_framework import serializers

from policies.models import (
    Article,
    Choice,
    Consultation,
    Point,
    Policy,
    PolicyStage,
    PublishedAnswer,
    Question,
    Response,
)
from policies.states.consultations import ConsultationStatus, QuestionKind, Stage
from policies.states.policies import PolicyStatus
from portal.rest.fields import Code, Moment, Versions, Words


def published_ids(documents) -> list[int]:
    """Of the documents that residents see."""
    return sorted(each.pk for each in documents.all())


class ArticleSerializer(serializers.ModelSerializer):
    """A clause of a policy. Its anchor is for ever."""

    heading = Versions(read_only=True, help_text="What stands above it.")
    body = Versions(read_only=True, help_text="Its words in Markdown.")

    class Meta:
        model = Article
        fields = ("number", "anchor", "since", "repealed", "heading", "body")
        read_only_fields = fields
        extra_kwargs = {
            "number": {"help_text": "As it is printed."},
            "anchor": {"help_text": "The end of its address: `#` and this."},
            "since": {"help_text": "In force from; null: as the policy."},
            "repealed": {"help_text": "Repealed on; null: it holds."},
        }


class StageSerializer(serializers.ModelSerializer):
    """A time in the life of a policy."""

    status = serializers.ChoiceField(PolicyStatus.choices, read_only=True, help_text="The state.")
    note = Words(read_only=True, help_text="What residents are told of it.")

    class Meta:
        model = PolicyStage
        fields = ("status", "began_on", "note")
        read_only_fields = fields
        extra_kwargs = {"began_on": {"help_text": "When it began."}}


class PolicyRowSerializer(serializers.ModelSerializer):
    """A policy in a list."""

    department = Code(read_only=True, help_text="The code of who leads it.")
    supporting = Code(many=True, read_only=True, help_text="Codes of who supports it.")
    topics = Code("slug", many=True, read_only=True, help_text="What it is about.")
    title = Versions(read_only=True, help_text="Its title.")
    summary = Versions(read_only=True, help_text="What it is, in short.")
    status = serializers.ChoiceField(
        PolicyStatus.choices, read_only=True, help_text="The state that was decided."
    )
    standing = serializers.ChoiceField(
        PolicyStatus.choices,
        read_only=True,
        help_text="The state today: its dates hold by themselves.",
    )
    published_at = Moment(read_only=True, help_text="When it became public.")
    updated_at = Moment(read_only=True, help_text="When it was changed last.")

    class Meta:
        model = Policy
        fields: tuple[str, ...] = (
            "id", "number", "department", "supporting", "topics", "title", "summary", "status",
            "standing", "adopted_date", "effective_date", "expiry_date", "published_at",
            "updated_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "number": {"help_text": "The official number, or empty."},
            "adopted_date": {"help_text": "When it was adopted, if it was."},
            "effective_date": {"help_text": "In force from, if that is known."},
            "expiry_date": {"help_text": "The last day, if there is one."},
        }


class PolicySerializer(PolicyRowSerializer):
    """A policy whole, with its articles."""

    body = Versions(read_only=True, help_text="Why there is this policy, in Markdown.")
    articles = ArticleSerializer(many=True, read_only=True, help_text="In their order.")
    stages = StageSerializer(many=True, read_only=True, help_text="Its life, the newest first.")
    documents = serializers.SerializerMethodField(help_text="Ids of public documents.")
    replaced_by = serializers.SerializerMethodField(help_text="The policy that follows, or null.")

    class Meta(PolicyRowSerializer.Meta):
        fields = (
            *PolicyRowSerializer.Meta.fields,
            *("body", "articles", "stages", "documents", "replaced_by"),
        )
        read_only_fields = fields

    def get_documents(self, policy: Policy) -> list[int]:
        return published_ids(policy.documents)

    def get_replaced_by(self, policy: Policy) -> int | None:
        next_one = policy.replaced_by
        return next_one.pk if next_one and next_one.is_public else None


class ChoiceSerializer(serializers.ModelSerializer):
    """Something that may be chosen."""

    text = Words(read_only=True, help_text="Its words.")

    class Meta:
        model = Choice
        fields = ("id", "text")
        read_only_fields = fields
        extra_kwargs = {"id": {"help_text": "What figures call it."}}


class QuestionSerializer(serializers.ModelSerializer):
    """A question of a consultation."""

    kind = serializers.ChoiceField(
        QuestionKind.choices, read_only=True, help_text="How it is answered."
    )
    text = Words(read_only=True, help_text="What is asked.")
    hint = Words(read_only=True, help_text="How to answer it.")
    choices = ChoiceSerializer(many=True, read_only=True, help_text="What may be chosen.")

    class Meta:
        model = Question
        fields = ("id", "kind", "text", "hint", "is_required", "most", "choices")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "What figures call it."},
            "is_required": {"help_text": "Whether it has to be answered."},
            "most": {"help_text": "So many may be chosen; null: no limit."},
        }


class PointSerializer(serializers.ModelSerializer):
    """You said, we did."""

    said = Words(read_only=True, help_text="What was said.")
    did = Words(read_only=True, help_text="What was done.")
    article = serializers.SlugRelatedField(
        "anchor",
        read_only=True,
        allow_null=True,
        help_text="The article that was changed, or null.",
    )

    class Meta:
        model = Point
        fields = ("said", "did", "outcome", "article")
        read_only_fields = fields
        extra_kwargs = {"outcome": {"help_text": "What came of it."}}


class ConsultationRowSerializer(serializers.ModelSerializer):
    """A consultation in a list."""

    department = Code(read_only=True, help_text="The code of who asks.")
    title = Versions(read_only=True, help_text="Its title.")
    summary = Versions(read_only=True, help_text="What is asked, in short.")
    stage = serializers.SerializerMethodField(help_text="What residents find now, by the clock.")
    opens_at = Moment(read_only=True, help_text="When it opens.")
    closes_at = Moment(read_only=True, help_text="When it closes.")
    first_closing = Moment(
        read_only=True, allow_null=True, help_text="When it was to close first, if that was moved."
    )
    answered_at = Moment(
        read_only=True, allow_null=True, help_text="When the government answered, if it did."
    )
    updated_at = Moment(read_only=True, help_text="When it was changed last.")

    class Meta:
        model = Consultation
        fields: tuple[str, ...] = (
            "id", "policy", "department", "audience", "title", "summary", "stage", "opens_at",
            "closes_at", "first_closing", "answered_at", "updated_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "policy": {"help_text": "The id of the policy that it is on."},
            "audience": {"help_text": "Whom it asks."},
        }

    def get_stage(self, consultation: Consultation) -> serializers.ChoiceField(Stage.choices):  # type: ignore[valid-type]
        return consultation.stage()


class ConsultationSerializer(ConsultationRowSerializer):
    """A consultation whole. The answer is there once it is published."""

    body = Versions(read_only=True, help_text="What is proposed and why, in Markdown.")
    answer = serializers.SerializerMethodField(help_text="The government's answer, in Markdown.")
    points = serializers.SerializerMethodField(help_text="The answer, point by point.")
    reason = Words(read_only=True, help_text="Why its end was moved, or why it was withdrawn.")
    questions = QuestionSerializer(many=True, read_only=True, help_text="In their order.")
    documents = serializers.SerializerMethodField(help_text="Ids of public documents.")

    class Meta(ConsultationRowSerializer.Meta):
        fields = (
            *ConsultationRowSerializer.Meta.fields,
            *("body", "answer", "points", "reason", "questions", "documents"),
        )
        read_only_fields = fields

    def _is_answered(self, consultation: Consultation) -> bool:
        return consultation.status == ConsultationStatus.ANSWERED

    def get_answer(self, consultation: Consultation) -> Versions(read_only=True):  # type: ignore[valid-type]
        if not self._is_answered(consultation):
            return {}
        answers = Versions()
        answers.bind("answer", self)
        return answers.to_representation(consultation)

    def get_points(self, consultation: Consultation) -> PointSerializer(many=True):  # type: ignore[valid-type]
        shown = consultation.points.all() if self._is_answered(consultation) else []
        return PointSerializer(shown, many=True).data

    def get_documents(self, consultation: Consultation) -> list[int]:
        return published_ids(consultation.documents)


class CountSerializer(serializers.Serializer):
    """How many chose something."""

    text = serializers.CharField(source="words", help_text="What was chosen.")
    count = serializers.IntegerField(
        allow_null=True, help_text="How many; null: too few to tell without telling who."
    )
    share = serializers.IntegerField(
        allow_null=True, help_text="In percent of the responses, or null."
    )


class QuestionResultSerializer(serializers.Serializer):
    """The figures of one question."""

    question = serializers.IntegerField(source="question.pk", help_text="Its id.")
    counts = CountSerializer(source="rows", many=True, help_text="By choice, or value of a scale.")
    answered = serializers.IntegerField(allow_null=True, help_text="How many answered it, or null.")
    mean = serializers.FloatField(allow_null=True, help_text="Of a scale, if nothing is hidden.")


class ResultsSerializer(serializers.Serializer):
    """What a consultation found. Small numbers are hidden."""

    responses = serializers.IntegerField(help_text="How many count.")
    is_ready = serializers.BooleanField(help_text="Whether figures can be shown.")
    few = serializers.IntegerField(help_text="Numbers below this, but for 0, are hidden.")
    results = QuestionResultSerializer(many=True, help_text="By question.")


class ReplySerializer(serializers.Serializer):
    """What a response says to a question."""

    question = serializers.IntegerField(source="question_id", help_text="Its id.")
    choice = serializers.IntegerField(
        source="choice_id", allow_null=True, help_text="What was chosen, if it is of that kind."
    )
    value = serializers.IntegerField(
        allow_null=True, help_text="On a scale, if it is of that kind."
    )
    words = serializers.CharField(source="published", help_text="In own words, as published.")


class ResponseSerializer(serializers.ModelSerializer):
    """A response that everybody may read, its name masked."""

    name = serializers.CharField(
        source="published_name", read_only=True, help_text="Masked, or empty."
    )
    replies = ReplySerializer(many=True, read_only=True, help_text="To each question.")
    published_at = Moment(read_only=True, help_text="When it was published.")

    class Meta:
        model = Response
        fields = ("id", "name", "language", "published_at", "replies")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Its place among the responses."},
            "language": {"help_text": "In which it was written."},
        }


class AnswerSerializer(serializers.ModelSerializer):
    """A question that somebody had, and its answer, for everybody."""

    department = Code(read_only=True, help_text="The code of who answers.")
    topic = Code("slug", read_only=True, allow_null=True, help_text="What it is about, or null.")
    question = Versions(read_only=True, help_text="What was asked.")
    text = Versions(read_only=True, help_text="The answer in Markdown.")
    documents = serializers.SerializerMethodField(help_text="Ids of public documents.")
    policies = serializers.SerializerMethodField(help_text="Ids of public policies.")
    published_at = Moment(read_only=True, help_text="When it was published.")

    class Meta:
        model = PublishedAnswer
        fields = (
            "id", "department", "topic", "question", "text", "documents", "policies",
            "published_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {"id": {"help_text": "It never changes."}}

    def get_documents(self, answer: PublishedAnswer) -> list[int]:
        return published_ids(answer.documents)

    def get_policies(self, answer: PublishedAnswer) -> list[int]:
        return sorted(each.pk for each in answer.policies.all() if each.is_public)
