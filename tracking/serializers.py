"""Public programmes, measures, reports, indicators and notices as the API says them."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import override
from rest_framework import serializers

from infocenter.serializers import HOME
from portal.rest.fields import Code, Moment, Words
from tracking.models import (
    Claim,
    Evidence,
    Indicator,
    Measure,
    Notice,
    NoticeStep,
    Observation,
    Phase,
    Programme,
    ProgressReport,
)
from tracking.states.measures import Health
from tracking.states.notices import Cause
from tracking.states.reports import Verdict

NAME = "What it is called."


class PhaseSerializer(serializers.ModelSerializer):
    """A part of a programme's time."""

    name = Words(read_only=True, help_text=NAME)

    class Meta:
        model = Phase
        fields = ("id", "name", "start", "due")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "What measures call it."},
            "start": {"help_text": "The first day."},
            "due": {"help_text": "The last day."},
        }


class ProgrammeSerializer(serializers.ModelSerializer):
    """How a policy is carried out: phases with dates, and measures."""

    department = Code(read_only=True, help_text="The code of who leads it.")
    name = Words(read_only=True, help_text=NAME)
    summary = Words(read_only=True, help_text="What it is, in short.")
    phases = PhaseSerializer(many=True, read_only=True, help_text="In their order.")
    published_at = Moment(read_only=True, help_text="When it became public.")
    updated_at = Moment(read_only=True, help_text="When it was changed last.")

    class Meta:
        model = Programme
        fields = (
            "id", "number", "department", "policy", "name", "summary", "start", "due", "phases",
            "published_at", "updated_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "number": {"help_text": "The official number."},
            "policy": {"help_text": "The id of the policy that it carries out, or null."},
            "start": {"help_text": "The first day."},
            "due": {"help_text": "The last day."},
        }


class MilestoneSerializer(serializers.Serializer):
    """A step of a measure, as it is known now."""

    id = serializers.IntegerField(read_only=True, help_text="What reports call it.")
    name = Words(read_only=True, help_text=NAME)
    weight = serializers.IntegerField(read_only=True, help_text="Points of the measure's 100.")
    due = serializers.DateField(read_only=True, help_text="The last day.")
    original_due = serializers.DateField(
        read_only=True, help_text="The last day that was promised first."
    )
    percent = serializers.IntegerField(read_only=True, help_text="Reached, as verified last.")
    reached_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="Complete since, if it is."
    )


class MeasureSerializer(serializers.ModelSerializer):
    """One task of a programme, in milestones, and how it stands."""

    department = Code(read_only=True, help_text="The code of who leads it.")
    supporting = Code(many=True, read_only=True, help_text="Codes of who supports it.")
    name = Words(read_only=True, help_text=NAME)
    description = Words(read_only=True, help_text="What is done.")
    milestones = MilestoneSerializer(
        many=True, read_only=True, source="steps", help_text="The plan, in its order."
    )
    progress = serializers.SerializerMethodField(help_text="Percent, by what is verified.")
    health = serializers.SerializerMethodField(help_text="How it stands today.")

    class Meta:
        model = Measure
        fields = (
            "id", "programme", "phase", "number", "department", "supporting", "name",
            "description", "start", "due", "original_start", "original_due", "progress", "health",
            "milestones", "depends_on",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "programme": {"help_text": "The id of its programme."},
            "phase": {"help_text": "The id of its phase in the programme, or null."},
            "number": {"help_text": "Unique within the programme."},
            "start": {"help_text": "The first day."},
            "due": {"help_text": "The last day."},
            "original_start": {"help_text": "The first day that was promised first."},
            "original_due": {"help_text": "The last day that was promised first."},
            "depends_on": {"help_text": "Ids of measures that have to be done before."},
        }

    def get_progress(self, measure: Measure) -> int:
        return measure.now[0].progress if measure.now else 0  # type: ignore[attr-defined]

    def get_health(self, measure: Measure) -> serializers.ChoiceField(Health.choices):  # type: ignore[valid-type]
        return measure.now[0].health if measure.now else Health.NOT_STARTED  # type: ignore[attr-defined]


class ClaimSerializer(serializers.ModelSerializer):
    """What a department says that a milestone has reached."""

    class Meta:
        model = Claim
        fields = ("milestone", "percent", "reached_on")
        read_only_fields = fields
        extra_kwargs = {
            "milestone": {"help_text": "The id of the milestone."},
            "percent": {"help_text": "How far it is."},
            "reached_on": {"help_text": "Complete since, if it is."},
        }


class EvidenceSerializer(serializers.ModelSerializer):
    """What shows that a claim is true. What residents may not open has no address."""

    file = serializers.SerializerMethodField(
        help_text="Where its file is downloaded, from the root of this site, or null."
    )
    document = serializers.SerializerMethodField(help_text="The id of a public document, or null.")

    class Meta:
        model = Evidence
        fields = ("id", "milestone", "document", "file")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Within all evidence."},
            "milestone": {"help_text": "The milestone that it is about; null: all."},
        }

    def get_document(self, evidence: Evidence) -> int | None:
        return evidence.document_id

    def get_file(self, evidence: Evidence) -> str | None:
        if not (evidence.file_id and evidence.is_public):
            return None
        with override(HOME):
            name = "tracking:evidence-download"
            return reverse(name, args=[evidence.pk, "-"])[:-1] + quote(evidence.name, safe="")


class ReportSerializer(serializers.ModelSerializer):
    """A department's account of a measure, verified: what it claims, and what was found."""

    narrative = Words(read_only=True, help_text="What was done.")
    obstacles = Words(read_only=True, help_text="What stood in the way.")
    remark = Words(read_only=True, help_text="What the supervisor says.")
    claims = ClaimSerializer(many=True, read_only=True, help_text="By milestone.")
    evidence = EvidenceSerializer(many=True, read_only=True, help_text="What proves the claims.")
    verdict = serializers.ChoiceField(
        Verdict.choices, read_only=True, allow_blank=True, help_text="What the supervisor found."
    )
    decided_at = Moment(read_only=True, help_text="When it was verified.")

    class Meta:
        model = ProgressReport
        fields: tuple[str, ...] = (
            "id", "measure", "period_start", "period_end", "narrative", "obstacles", "claims",
            "evidence", "verdict", "remark", "decided_at",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "measure": {"help_text": "The id of the measure."},
            "period_start": {"help_text": "The first day that it is about."},
            "period_end": {"help_text": "The last day that it is about."},
        }


class ObservationSerializer(serializers.ModelSerializer):
    """A value of an indicator on a day."""

    source = Words(read_only=True, help_text="Where it comes from.")

    class Meta:
        model = Observation
        fields = ("on", "value", "source")
        read_only_fields = fields
        extra_kwargs = {"on": {"help_text": "The day."}, "value": {"help_text": "The value."}}


class IndicatorSerializer(serializers.ModelSerializer):
    """A quantity that a measure should bring from its baseline to its target."""

    name = Words(read_only=True, help_text=NAME)
    unit = Words(read_only=True, help_text="In what it is measured.")
    observations = ObservationSerializer(
        many=True, read_only=True, source="known", help_text="Its values, the oldest first."
    )

    class Meta:
        model = Indicator
        fields = (
            "id", "measure", "name", "unit", "baseline", "baseline_on", "target", "target_on",
            "observations",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "measure": {"help_text": "The id of the measure."},
            "baseline": {"help_text": "Where it stood before."},
            "baseline_on": {"help_text": "When it stood there, if that is known."},
            "target": {"help_text": "Where it should be."},
            "target_on": {"help_text": "By when, if that was said."},
        }


class NoticeStepSerializer(serializers.ModelSerializer):
    """One thing that happened to a notice."""

    words = Words(read_only=True, help_text="What was said with it.")

    class Meta:
        model = NoticeStep
        fields = ("act", "on", "level", "due", "words")
        read_only_fields = fields
        extra_kwargs = {
            "act": {"help_text": "What happened."},
            "on": {"help_text": "When."},
            "level": {"help_text": "The level since then."},
            "due": {"help_text": "To be answered by, or promised for."},
        }


class NoticeSerializer(serializers.ModelSerializer):
    """A department is asked to say what it does about a measure."""

    department = Code(read_only=True, help_text="The code of who is asked.")
    cause = serializers.ChoiceField(
        Cause.choices,
        read_only=True,
        allow_blank=True,
        help_text="What a rule found; empty: opened by hand.",
    )
    text = Words(read_only=True, help_text="What is asked; empty if a rule opened it.")
    steps = NoticeStepSerializer(many=True, read_only=True, help_text="All that happened.")

    class Meta:
        model = Notice
        fields: tuple[str, ...] = (
            "id", "measure", "department", "milestone", "cause", "text", "level", "status",
            "opened_on", "due", "steps",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "measure": {"help_text": "The id of the measure."},
            "milestone": {"help_text": "The id of the milestone that it is about, or null."},
            "level": {"help_text": "1 reminder, 2 formal notice, 3 before the leadership group."},
            "status": {"help_text": "Who acts next."},
            "opened_on": {"help_text": "When it was opened."},
            "due": {"help_text": "To be answered by; once answered, the day that was promised."},
        }
