"""No file may stop an import, whatever it is called and whatever is in it."""

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.core.management import call_command

from infocenter.importing.sources import Folder
from infocenter.models import Document
from tests.factories.organisation import department


@pytest.fixture
def hostile(tmp_path):
    """A folder with everything that can be wrong, and two good files."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("outside")
    (folder / "good.txt").write_text("The good text is in here.")
    (folder / "zero.pdf").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(2000))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04" + os.urandom(2000))
    (folder / "program.pdf").write_bytes(b"\x7fELF" + os.urandom(500))
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "inside.txt").symlink_to(folder / "good.txt")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "out").symlink_to(tmp_path)
    (folder / ".hidden").write_text("hidden")
    (folder / "~$lock.docx").write_text("lock")
    (folder / "=cmd|' calc'!A0.txt").write_text("The name is a formula of a table.")
    (folder / "\u202etxt.exe\n.txt").write_text("A name with an override and a line end.")
    (folder / ("長" * 80 + ".txt")).write_text("很長的名稱", "utf-8")
    with open(os.fsencode(folder) + b"/" + "報告".encode("big5") + b".txt", "wb") as file:
        file.write("名稱是大五碼。".encode("big5"))
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s"))
    return folder


def run(folder, report, *options):
    arguments = ["--department", "IC", "--report", str(report), "--jobs", "2", *options]
    call_command("import_documents", str(folder), *arguments, verbosity=0)
    with open(report, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
def test_hostile_files_are_all_accounted_for(hostile, tmp_path):
    department("IC")
    rows = {row["source"]: row for row in run(hostile, tmp_path / "r.csv", "--publish")}
    outcomes = {name: row["outcome"] for name, row in rows.items()}
    assert outcomes["good.txt"] == "published"
    assert outcomes["broken.pdf"] == outcomes["broken.docx"] == "published"
    assert rows["broken.pdf"]["text"] == "broken"
    for name in ("zero.pdf", "program.pdf", "link.txt", "loop", "out", "pipe.txt", "s"):
        assert outcomes[name] == "failed", name
        assert rows[name]["message"]
    assert outcomes["報告.txt"] == "published"
    assert not {".hidden", "~$lock.docx"} & set(outcomes)
    assert all(not row["source"].startswith("=") for row in rows.values())
    assert len(rows) == len(list(Folder(hostile).items()))
    assert not Document.objects.filter(translations__title__contains="\u202e").exists()
    again = run(hostile, tmp_path / "r2.csv", "--publish")
    assert {row["outcome"] for row in again} == {"unchanged", "failed"}


@pytest.mark.django_db
def test_wrong_rows_fail_alone(tmp_path):
    department("IC")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a text of the file")
    lines = [
        json.dumps({"title": "Good", "text": "fine"}),
        "{not json",
        "[1, 2]",
        '"text"',
        "",
        "[" * 100_000,
        json.dumps({"title": "Nothing else"}),
        json.dumps({"file": "missing.txt", "title": "M"}),
        json.dumps({"file": "../../etc/passwd", "title": "M"}),
        json.dumps({"file": "/etc/passwd", "title": "M"}),
        json.dumps({"file": ".", "title": "M"}),
        json.dumps({"file": "a.txt", "sha256": "0" * 64}),
        json.dumps({"title": "\ud800\0broken\u0007", "text": "x\ud800\0"}),
        json.dumps({"title": "Long", "text": "long " * 2_100_000}),
        json.dumps({"title": {"a": 1}, "text": ["a", 3, None], "date": 20240801, "number": True}),
        json.dumps({"title": "N" * 3000, "number": "9" * 3000, "text": "x", "id": "i" * 3000}),
    ]
    data = "\n".join(lines).encode("utf-8", "surrogatepass") + b"\n\xff\xfe\xfa\n"
    (folder / "list.jsonl").write_bytes(data)
    rows = run(folder, tmp_path / "r.csv", "--publish")
    outcomes = [row["outcome"] for row in rows]
    assert outcomes.count("published") == 4
    assert len(outcomes) == 17
    assert all(row["message"] for row in rows if row["outcome"] == "failed")
    assert Document.objects.filter(translations__title="broken").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table",
    [
        "file,title\na.txt,Ok,extra\na.txt,Fine\n",
        'file,title\n"a.txt,never closed\na.txt,Fine\n',
        "file\ttitle\na.txt\tFine\n",
        "\ufefffile,title\r\na.txt,Fine\r\n",
        "file,title\na.txt,Fi\0ne\n",
        "檔案,標題\na.txt,好\n",
    ],
)
def test_odd_tables_are_read_as_far_as_they_go(tmp_path, table):
    department("IC")
    (tmp_path / "a.txt").write_text("a text of the file")
    (tmp_path / "MANIFEST.csv").write_text(table, "utf-8")
    rows = run(tmp_path, tmp_path.with_name("r.csv"))
    assert "created" in {row["outcome"] for row in rows}


KILLED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from django.core.management import call_command
call_command("import_documents", sys.argv[2], "--department", "IC", "--publish", "--report",
             sys.argv[3], verbosity=0)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_goes_on_to_the_same_set(tmp_path):
    from django.db import connection

    department("IC")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        (folder / f"file {number}.txt").write_text(f"The text of file number {number}.")
    rows = [{"id": str(n), "title": f"Row {n}", "text": f"Text {n}. " * 50} for n in range(150)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    arguments = [str(connection.settings_dict["NAME"]), str(folder), str(tmp_path / "killed.csv")]
    for enough in (5, 60):
        child = subprocess.Popen([sys.executable, "-c", KILLED, *arguments], cwd=os.getcwd())
        until = time.monotonic() + 60
        while Document.objects.count() < enough and time.monotonic() < until:
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert 0 < Document.objects.count() < 158
    rows = run(folder, tmp_path / "r.csv", "--publish")
    assert {row["outcome"] for row in rows} == {"published", "unchanged"}
    assert len(rows) == Document.objects.count() == 158
    assert not Document.objects.exclude(editions__is_current=True).exists()
    titles = Document.objects.values_list("translations__title", flat=True)
    assert len(set(titles)) == 158
