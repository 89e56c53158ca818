"""What is done about the demonstration's programme: notices, evaluations, meetings, trainings."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from infocenter.models import Document
from policies.models import Policy
from portal.demonstration import read_toml
from portal.demonstration.tracking import WRITTEN, columns, month_day
from portal.organisation.models import Department
from tracking import services
from tracking.models import (
    AgendaItem,
    Evaluation,
    Finding,
    Measure,
    Meeting,
    Notice,
    QuizQuestion,
    Session,
    SupervisionRule,
    Training,
)
from tracking.states.notices import Level, NoticeStatus

YEAR = timedelta(days=365)
HANDLED = 3  # every third notice that stands is answered, every third one paused


def oversee() -> None:
    """Fill in what is done about the programme."""
    with transaction.atomic():
        _Overseer(read_toml("tracking.toml")["programme"]["number"]).oversee()


def _moment(days: int, hour: int = 10) -> datetime:
    """That many days from now, at an hour of the day here."""
    day = localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour), get_current_timezone())


def _words(told: dict[str, str]) -> dict[str, str]:
    return {code: told[code] for code in WRITTEN}


class _Overseer:
    def __init__(self, number: str):
        self.told = read_toml("oversight.toml")
        self.departments = {each.code: each for each in Department.objects.all()}
        self.users = {each.username: each for each in get_user_model().objects.all()}
        self.supervisor, self.leader = self.users["supervisor"], self.users["head"]
        measures = Measure.objects.filter(programme__number=number).select_related("department")
        self.measures = {each.number: each for each in measures}
        self.programme = measures[0].programme
        self.policies = {
            code: Policy.objects.public().filter(department__code=code).first()
            for code in {each["policy"] for each in self.told["evaluations"]}
        }

    def oversee(self) -> None:
        self._notices()
        for each in self.told["evaluations"]:
            self._evaluation(each)
        for each in self.told["recognitions"]:
            self._recognition(each)
        for each in self.told["meetings"]:
            self._meeting(each)
        for each in self.told["trainings"]:
            self._training(each)
        self._public_reports()

    def _public_reports(self) -> None:
        """The last quarter that is over waits; the one before it was approved."""
        day = localdate()
        for place in range(2):
            quarter = (day.month - 1) // 3
            year, quarter = (day.year, quarter) if quarter else (day.year - 1, 4)
            report = services.make_report(
                f"{year}-Q{quarter}", department=self.departments["GM"], by=self.supervisor
            )
            if place:
                services.approve_report(report, by=self.leader)
            day = day.replace(year=year, month=quarter * 3 - 2, day=1)

    def _officer(self, department: Department):
        return self.users[f"{department.code.lower()}.measures"]

    def _notices(self) -> None:
        """What the rules would have opened in a year, some of it answered or paused."""
        today = localdate()
        for each in self.told["rules"]:
            about = {name: each[name] for name in ("cause", "after_days", "level", "answer_days")}
            rule = SupervisionRule(looked_to=today - YEAR, **about, **columns("name", each["name"]))
            services.save_rule(rule, by=self.supervisor)
        services.apply_rules(today)
        answers = self.told["answers"]
        standing = Notice.objects.standing().order_by("opened_on", "pk")
        for place, notice in enumerate(standing):
            on = min(notice.opened_on + timedelta(days=4), today)
            if place % HANDLED == 0:
                services.answer_notice(
                    notice,
                    by=self._officer(notice.department),
                    plan=_words(answers["promised"]),
                    until=today + timedelta(days=25),
                    on=on,
                )
            elif place % HANDLED == 1 and place > HANDLED:
                why = _words(answers["paused"])
                services.pause_notice(notice, by=self.supervisor, reason=why, on=on)
        asked = _words(answers["asked"])
        late = standing.filter(status=NoticeStatus.OPEN).first()
        if late:
            about = {"by": self.supervisor, "text": asked, "on": today - timedelta(days=2)}
            services.open_notice(late.measure, level=Level.FORMAL, **about)
        services.climb_notices(today)

    def _evaluation(self, told: dict[str, Any]) -> None:
        evaluation = Evaluation(
            policy=self.policies[told["policy"]],
            department=self.departments["GM"],
            period_start=month_day(told["start"]),
            period_end=month_day(told["due"] + 1) - timedelta(days=1),
            **columns("name", told["name"]),
            **columns("summary", told["summary"]),
            **columns("method", told["method"]),
        )
        services.save_evaluation(evaluation, by=self.supervisor)
        for criterion, score in zip(evaluation.criteria.all(), told["scores"], strict=True):
            criterion.score = score
            for column, words in columns("grounds", told["grounds"]).items():
                setattr(criterion, column, words)
            services.save_criterion(criterion, by=self.supervisor)
        for each in told["findings"]:
            finding = Finding(
                evaluation=evaluation,
                kind=each["kind"],
                measure=self.measures[each["measure"]],
                **columns("text", each["text"]),
            )
            services.save_finding(finding, by=self.supervisor)
            for action in each.get("actions", ()):
                self._action(finding, action)
        at = _moment(-told["published"])
        services.publish_evaluation(evaluation, by=self.supervisor, at=at)

    def _action(self, source: Finding | AgendaItem, told: dict[str, Any]) -> None:
        action = services.open_action(
            source,
            by=self.supervisor,
            department=self.departments[told["department"]],
            due=localdate() + timedelta(days=told["due"]),
            text=_words(told["text"]),
        )
        if told.get("reported"):
            by = self._officer(action.department)
            services.report_action(action, by=by, account=_words(told["text"]))

    def _recognition(self, told: dict[str, Any]) -> None:
        measure = self.measures[told["measure"]]
        recognition = services.propose_recognition(
            measure,
            by=self.supervisor,
            kind=told["kind"],
            grounds=_words(told["grounds"]),
            at=_moment(-told["days"]),
        )
        if "reply" in told:
            by = self._officer(measure.department)
            services.reply_to_recognition(recognition, by=by, reply=_words(told["reply"]))
        if "decision" in told:
            services.decide_recognition(
                recognition,
                by=self.leader,
                decision=_words(told["decision"]),
                is_given=True,
                is_public=told["public"],
                at=_moment(12 - told["days"]),
            )

    def _meeting(self, told: dict[str, Any]) -> None:
        starts_at = _moment(told["days"], 15)
        room = {"zh-hant": "三號會議室", "pt": "Sala 3", "en": "Room 3"}
        meeting = Meeting(
            programme=self.programme,
            starts_at=starts_at,
            **columns("name", told["name"]),
            **columns("place", room),
        )
        services.save_meeting(meeting, by=self.supervisor)
        day = min(starts_at.date(), localdate())
        services.draw_agenda(meeting, by=self.supervisor, today=day)
        if "minutes" not in told:
            return
        for place, each in enumerate(meeting.attendance.all()):
            each.presence = "excused" if place == 1 else "present"
            each.who = "" if place == 1 else f"{each.invited.code} · 2"
            services.save_attendance(each, by=self.supervisor)
        for item in meeting.agenda.all()[:2]:
            for column, words in columns("decision", told["decision"]).items():
                setattr(item, column, words)
            services.save_agenda_item(item, by=self.supervisor)
            code = item.measure.department.code if item.measure else "GM"
            task = {"department": code, "due": 14, "text": told["decision"]}
            self._action(item, task)
        services.hold_meeting(meeting, by=self.supervisor)
        for column, words in columns("minutes", told["minutes"]).items():
            setattr(meeting, column, words)
        services.save_meeting(meeting, by=self.supervisor)
        services.approve_minutes(meeting, by=self.supervisor)

    def _training(self, told: dict[str, Any]) -> None:
        training = Training(
            policy=self.policies[told["policy"]],
            **columns("name", told["name"]),
            **columns("summary", told["summary"]),
        )
        materials = Document.objects.filter(editions__is_current=True).order_by("pk")
        services.save_training(
            training,
            by=self.supervisor,
            departments=[self.departments[code] for code in told["departments"]],
            materials=materials[: told["materials"]],
        )
        starts_at = _moment(told["days"], 9)
        session = Session(
            training=training, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3)
        )
        services.save_session(session, by=self.supervisor)
        for each in told.get("questions", ()):
            question = QuizQuestion(training=training, right=each["right"])
            for name in ("text", "options"):
                for column, words in columns(name, each[name]).items():
                    setattr(question, column, words)
            services.save_question(question, by=self.supervisor)
        services.open_training(training, by=self.supervisor)
        self._attend(session, told["departments"][:-1])

    def _attend(self, session: Session, codes: list[str]) -> None:
        """The measure officers of some departments take part; all but the last pass the quiz."""
        people = [self._officer(self.departments[code]) for code in codes]
        before = min(session.starts_at, _moment(0)) - timedelta(days=3)
        places = [services.sign_up(session, user=each, at=before) for each in people]
        if session.starts_at.date() > localdate():
            return
        came, after = [each.pk for each in places], session.ends_at
        services.note_attendance(session, by=self.supervisor, came=came, at=after)
        right = {each.pk: each.right for each in session.training.questions.all()}
        for person in people[:-1]:
            services.take_quiz(session.training, user=person, answers=right, at=after)
