"""How many measures stand how: in all, by programme, by department and by policy."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils.http import urlencode

from infocenter import addresses, labels
from infocenter.presentation import titled
from policies import policy_indexing
from policies.models import Policy, PolicyTranslation
from portal import charts
from portal.labels import Label, label
from tracking.models import Programme, Standing
from tracking.public.asof import AsOf
from tracking.states.measures import Health

ORDER = (Health.DONE, Health.ON_TRACK, Health.AT_RISK, Health.OVERDUE, Health.NOT_STARTED)


def standings(asof: AsOf):
    """What residents may know of each measure of that day, with its health."""
    if asof.is_past:
        known = Standing.objects.known_at(asof.moment)
        public = known.filter(measure__programme__published_at__lte=asof.moment).public()
    else:
        public = Standing.objects.now().public()
    return public.on(asof.day)


def list_address(language: str, asof: AsOf, **filters: str) -> str:
    """The list of measures behind a number."""
    query = urlencode({**filters, **asof.query})
    return f"{addresses.page('tracking:measure-list', language)}{f'?{query}' if query else ''}"


@dataclass(frozen=True)
class Number:
    """How many measures have a health, and where they are listed."""

    health: str
    name: str
    number: int
    percent: int
    address: str


@dataclass
class Counts:
    """Measures by health, of something that has a name and an address."""

    name: Label | str
    address: str
    counts: Counter[str] = field(default_factory=Counter)
    numbers: list[Number] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def bar(self) -> list[charts.Segment]:
        """The same as a bar."""
        return charts.stacked((each.health, each.name, each.number) for each in self.numbers)

    def settle(self, language: str, asof: AsOf, **filters: str) -> "Counts":
        """Say for each health how many there are, and where to see them."""
        self.numbers = [
            Number(
                each.value,
                str(each.label),
                self.counts[each],
                round(100 * self.counts[each] / self.total) if self.total else 0,
                list_address(language, asof, health=each.value, **filters),
            )
            for each in ORDER
        ]
        return self


@dataclass(frozen=True)
class Overview:
    """All that the first page of tracking counts."""

    total: Counts
    programmes: list[Counts]
    departments: list[Counts]
    policies: list[Counts]


def overview(asof: AsOf, language: str) -> Overview:
    """The counts of a day: one query for the numbers, and one for each sort of names."""
    rows = list(standings(asof).by_health("measure__programme", "department"))
    by_programme: dict[int, Counter[str]] = {}
    by_department: dict[int, Counter[str]] = {}
    total: Counter[str] = Counter()
    for programme, department, health, number in rows:
        total[health] += number
        by_programme.setdefault(programme, Counter())[health] += number
        by_department.setdefault(department, Counter())[health] += number
    programmes = Programme.objects.in_bulk(list(by_programme))
    return Overview(
        Counts("", list_address(language, asof), total).settle(language, asof),
        _programmes(programmes, by_programme, asof, language),
        _departments(by_department, asof, language),
        _policies(programmes, by_programme, asof, language),
    )


def of_programmes(programmes, asof: AsOf, language: str) -> list[Counts]:
    """The counts of some programmes."""
    rows = {each.pk: each for each in programmes}
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in rows}
    known = standings(asof).filter(measure__programme__in=rows)
    for pk, health, number in known.by_health("measure__programme"):
        counts[pk][health] += number
    return _programmes(rows, counts, asof, language)


def programme_address(pk: int, language: str, asof: AsOf) -> str:
    """The page of a programme, of the same day."""
    query = f"?{urlencode(asof.query)}" if asof.query else ""
    return f"{addresses.page('tracking:overview', language)}programmes/{pk}/{query}"


def _programmes(rows, counts, asof: AsOf, language: str) -> list[Counts]:
    ordered = sorted(rows.values(), key=lambda each: (each.start, each.pk), reverse=True)
    return [
        Counts(
            label(each, "name", language),
            programme_address(each.pk, language, asof),
            counts[each.pk],
        ).settle(language, asof, programme=each.number)
        for each in ordered
    ]


def _departments(counts, asof: AsOf, language: str) -> list[Counts]:
    return [
        Counts(
            each.name, list_address(language, asof, department=each.key), counts[each.pk]
        ).settle(language, asof, department=each.key)
        for each in labels.departments(language).values()
        if each.pk in counts
    ]


def _policies(programmes, counts, asof: AsOf, language: str) -> list[Counts]:
    """By the policies that residents see."""
    by_policy: dict[int, Counter[str]] = {}
    for pk, each in programmes.items():
        if each.policy_id:
            by_policy.setdefault(each.policy_id, Counter()).update(counts[pk])
    public = Policy.objects.public().filter(pk__in=by_policy).values("pk")
    titles: dict[int, dict[str, str]] = {}
    for each in PolicyTranslation.objects.filter(policy__in=public):
        titles.setdefault(each.policy_id, {})[each.language] = each.title
    found = []
    for pk in sorted(titles):
        title, lang = titled(language, titles[pk])
        name = Label(title)
        name.lang = lang
        address = policy_indexing.address(pk, language)
        found.append(Counts(name, address, by_policy[pk]).settle(language, asof, policy=str(pk)))
    return found


@dataclass(frozen=True)
class Punctuality:
    """What should be done by a day as it was promised first, and what of it was done in time."""

    promised: int
    on_time: int
    late: int  # done, but after its first date
    open: int

    @property
    def rate(self) -> int | None:
        """Of a hundred; None while nothing was promised."""
        return round(100 * self.on_time / self.promised) if self.promised else None


def punctuality(asof: AsOf) -> Punctuality:
    """Measures by their original last day: dates that were moved don't make anything punctual."""
    due = Q(original_due__lt=asof.day) | Q(completed_on__isnull=False)
    on_time = Q(completed_on__lte=F("original_due"))
    found = standings(asof).aggregate(
        promised=Count("pk", filter=due),
        on_time=Count("pk", filter=on_time),
        late=Count("pk", filter=Q(completed_on__gt=F("original_due"))),
        open=Count("pk", filter=Q(original_due__lt=asof.day, completed_on=None)),
    )
    return Punctuality(**found)


def changed_since(asof: AsOf, earlier: AsOf, language: str) -> list[tuple[str, str, int, int]]:
    """(health, its name, how many then, how many now) of two days."""
    then, now = (Counter(standings(each).counted("health")) for each in (earlier, asof))
    return [(each.value, str(each.label), then[each], now[each]) for each in ORDER]
