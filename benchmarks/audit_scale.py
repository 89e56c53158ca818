"""A long history: how long it takes to verify and to export, and whether one changed row is named.

`python -m benchmarks.audit_scale` (`--database postgres`) writes a million events into a throw-away
portal: in bulk, but each hashed and chained by the code that hashes and chains them in life.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks import commands, machine, throwaway
from benchmarks.commands import bar

BATCH = 5000
BEGUN = datetime(2021, 1, 4, 1, tzinfo=UTC)
SECONDS, MEMORY = 60, 200  # to verify a million events, and the megabytes that it may take
PEOPLE, DEPARTMENTS = 200, 40
VERBS = ("document.changed", "document.published", "case.seen", "case.received", "measure.changed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument(
        "--rounds", type=int, default=3, help="of each measurement; the median counts"
    )
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with throwaway.portal(options.database) as folder:
        fill(options.events)
        return measure(folder, options.events, options.rounds)


# --- A long history -------------------------------------------------------------------------------


def fill(count: int) -> None:
    """Events of five years in chains that hold, in as many lanes as writers would use."""
    from django.db import connection, transaction

    from portal.history.lanes import LANES
    from portal.history.models import ChainHead, Event

    lanes = LANES if connection.vendor == "postgresql" else 1
    heads = dict(ChainHead.objects.filter(pk__lte=lanes).values_list("pk", "hash"))
    events = _chained(count, heads)
    while batch := list(islice(events, BATCH)):
        with transaction.atomic():
            Event.objects.bulk_create(batch)
            for lane, hash in heads.items():
                ChainHead.objects.filter(pk=lane).update(hash=hash)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _chained(count: int, heads: dict[int, str]) -> Iterator:
    """Events, each behind the one before in its lane; `heads` moves with them."""
    for number, event in enumerate(_events(count)):
        event.lane = 1 + number % len(heads)
        event.previous_hash = heads[event.lane]
        event.hash = heads[event.lane] = event.computed_hash()
        yield event


def _events(count: int) -> Iterator:
    from django.contrib.auth import get_user_model
    from django.contrib.contenttypes.models import ContentType

    from portal.history.models import Event
    from portal.organisation.models import Department

    people = get_user_model().objects.bulk_create(
        get_user_model()(username=f"person{n}") for n in range(PEOPLE)
    )
    departments = Department.objects.bulk_create(
        Department(code=f"D{n}", name_zh_hant=f"部門{n}", name_en=f"Department {n}", position=n)
        for n in range(DEPARTMENTS)
    )
    kinds = list(ContentType.objects.values_list("pk", flat=True))
    dice = random.Random("history")
    for number in range(count):
        changed = number % 3 != 0
        yield Event(
            at=BEGUN + timedelta(seconds=150 * number, microseconds=dice.randrange(1_000_000)),
            actor_id=dice.choice(people).pk if number % 5 else None,
            department_id=dice.choice(departments).pk,
            verb=dice.choice(VERBS),
            content_type_id=dice.choice(kinds),
            object_id=dice.randrange(1, 100_000),
            label=f"關於第{number}號文件的公告 Despacho n.º {number}",
            reason="因應公眾意見更正" if number % 10 == 0 else "",
            data={"edition": dice.randrange(1, 9)} if changed else {},
            before=_portrait(dice) if changed else {},
            after=_portrait(dice) if changed else {},
            network=f"10.{dice.randrange(256)}.{dice.randrange(256)}.0/24",
            request=f"{dice.getrandbits(128):032x}",
        )


def _portrait(dice: random.Random) -> dict:
    return {
        f"translations:{dice.randrange(100_000)}:title": f"標題 {dice.randrange(100_000)}",
        "status": dice.choice(("draft", "published")),
        "topics": sorted(dice.sample(range(40), 3)),
        "updated_by_id": dice.randrange(PEOPLE),
    }


# --- What it takes --------------------------------------------------------------------------------


def measure(folder: Path, count: int, rounds: int) -> int:
    """Verify, export, verify the export, tamper; how many promises weren't kept is the status."""
    export, heads = folder / "audit.jsonl", folder / "heads.jsonl"
    heads.write_text(commands.manage("export_audit", "--head").said)
    script = (sys.executable, "-I", machine.ROOT / "docs" / "verify_audit.py")
    size = f"{_size_of_history() / commands.MEGABYTE:,.0f} MB with its indexes"
    print(f"{count:,} events, {size}; of {rounds} rounds the one in the middle", flush=True)
    whole = _middle("verify_audit", rounds, "manage.py", "verify_audit", "-v", 2)
    recent = _middle("verify_audit --recent", 1, "manage.py", "verify_audit", "--recent")
    exported = _middle("export_audit", rounds, "manage.py", "export_audit", export)
    print(f"  {export.stat().st_size / commands.MEGABYTE:,.0f} MB exported")
    alone = _middle("docs/verify_audit.py", rounds, *script[1:], export, heads)
    limit = max(10, SECONDS * count / 1_000_000)
    shown = re.findall(r"\d+%\|", whole.said)
    kept = [
        bar(f"verified in {limit:.0f} s, under {MEMORY} MB", _within(whole, limit)),
        bar("and shows how far it is", len(shown) > 3 or count < BATCH),
        bar("from the last check on in a few seconds", recent.seconds < 10),
        bar(f"exported in {limit:.0f} s, under {MEMORY} MB", _within(exported, limit)),
        bar(f"verified without the portal in {limit:.0f} s", _within(alone, limit)),
        bar("a row changed by SQL is named", _is_named(count // 2)),
    ]
    return 0 if all(kept) else 1


def _middle(name: str, rounds: int, *words: object) -> commands.Ran:
    ran = [commands.run(sys.executable, *words) for _round in range(rounds)]
    middle = sorted(ran, key=lambda each: each.seconds)[rounds // 2]
    print(f"  {name:24}{middle}", flush=True)
    return middle


def _within(ran: commands.Ran, seconds: float) -> bool:
    return ran.seconds <= seconds and ran.memory <= MEMORY


def _size_of_history() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('history_event')")
        else:
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%event%'")
        return cursor.fetchone()[0]


def _is_named(pk: int) -> bool:
    """Whether a row in the middle that somebody changed by SQL is the one that is found."""
    from portal.history.models import Event
    from tests.history.tampering import by_hand

    reason = Event.objects.get(pk=pk).reason
    by_hand("UPDATE history_event SET reason = %s WHERE id = %s", "forged", pk)
    ran = commands.manage("verify_audit", code=1)
    print(f"  {'one row changed':24}{ran}\n    {ran.said.splitlines()[0]}")
    by_hand("UPDATE history_event SET reason = %s WHERE id = %s", reason, pk)
    return re.findall(r"^Event (\d+): it was changed", ran.said, re.MULTILINE) == [str(pk)]


if __name__ == "__main__":
    sys.exit(main())
