"""The sets by which harvesters narrow down: departments, types and topics."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, override

from infocenter import labels
from infocenter.models import Edition, Record
from infocenter.reading import Published

LANGUAGE = "en"  # in which sets are named: the protocol has one name for a set


class NoSuchSet(Exception):
    """Nothing is called so here."""


def every() -> list[tuple[str, str]]:
    """(setSpec, name) of all sets that ever had a record, the wholes before their parts."""
    records = Record.objects.order_by()
    departments, types = labels.departments(LANGUAGE), labels.types(LANGUAGE)
    used = dict.fromkeys(records.values_list("edition__department", flat=True).distinct())
    kinds = dict.fromkeys(records.values_list("edition__type", flat=True).distinct())
    topics = set(records.values_list("edition__topics", flat=True).distinct())
    with override(LANGUAGE):
        wholes = (gettext("Department"), gettext("Type"), gettext("Topic"))
    return [
        ("department", wholes[0]),
        *((_department(pk), each.name) for pk, each in departments.items() if pk in used),
        ("type", wholes[1]),
        *((f"type:{each}", types[each]) for each in sorted(kinds)),
        ("topic", wholes[2]),
        *(
            (f"topic:{each.key}", each.name)
            for pk, each in labels.topics(LANGUAGE).items()
            if pk in topics
        ),
    ]


def _department(pk: int) -> str:
    return f"department:{labels.departments(LANGUAGE)[pk].key}"


def of(edition: Published) -> list[str]:
    """The sets to which a document belongs, or belonged last."""
    topics = labels.topics(LANGUAGE)
    return [
        _department(edition.department_id),
        f"type:{edition.type}",
        *(f"topic:{topics[pk].key}" for pk in topics if pk in edition.topics),
    ]


def narrowed(records: QuerySet[Record], name: str) -> QuerySet[Record]:
    """Only the records of a set."""
    whole, _colon, part = name.partition(":")
    if whole == "department":
        units = [pk for pk, each in labels.departments(LANGUAGE).items() if part == each.key]
        found, condition = bool(units), Q(edition__department__in=units)
    elif whole == "type":
        found, condition = part in labels.types(LANGUAGE), Q(edition__type=part)
    elif whole == "topic":
        through = Edition.topics.through.objects.filter(edition=OuterRef("edition"))
        topics = [pk for pk, each in labels.topics(LANGUAGE).items() if part == each.key]
        found = bool(topics)
        condition = Q(Exists(through.filter(topic__in=topics) if part else through))
    else:
        raise NoSuchSet
    if part and not found:
        raise NoSuchSet
    return records if not part and whole != "topic" else records.filter(condition)
