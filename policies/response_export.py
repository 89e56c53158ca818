"""All responses to a consultation as a table, for those who analyse them: a row for each."""

import io

from policies.models import Consultation, Question, Reply
from policies.states.consultations import QuestionKind
from portal.spreadsheets import CsvWriter


def table(consultation: Consultation) -> str:
    """CSV with a mark at its start by which spreadsheets know UTF-8. Names aren't in it."""
    questions = list(consultation.questions.all())
    out = io.StringIO()
    out.write("\ufeff")
    rows = CsvWriter(out)
    head = ["number", "language", "sent", "organisation", "alike", "may_publish"]
    rows.writerow([*head, *map(str, questions)])
    counted = consultation.responses.counted().order_by("pk")
    marks = list(counted.values_list("mark", flat=True))
    for each in counted.prefetch_related("replies__choice"):
        replies: dict[int, list[Reply]] = {}
        for reply in each.replies.all():
            replies.setdefault(reply.question_id, []).append(reply)
        rows.writerow(
            [
                each.number,
                each.language,
                each.sent_at.isoformat(timespec="minutes"),
                each.respondent().organisation,
                marks.count(each.mark) if each.mark else "",
                int(each.may_publish),
                *(_cell(one, replies.get(one.pk, [])) for one in questions),
            ]
        )
    return out.getvalue()


def _cell(question: Question, replies: list[Reply]) -> str:
    if question.kind == QuestionKind.TEXT:
        return "".join(each.words() for each in replies)
    if question.kind == QuestionKind.SCALE:
        return "".join(str(each.value) for each in replies)
    return "; ".join(str(each.choice) for each in replies)
