"""What residents and programs get: list, table, chart, slices; and clear words where they don't."""

import csv
import io
import json
import re
from decimal import Decimal

import duckdb
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from infocenter import services
from infocenter.datasets.engine import client as engine
from infocenter.services.datasets import load_table
from portal.files.models import StoredFile
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def air():
    """A public dataset."""
    return make.published_dataset(
        languages=("en", "zh-hant"), columns={"pm25": "Fine particles", "station": "Place"}
    )


def words(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_residents_filter_group_and_see_a_chart_and_its_numbers(client, air):
    home = f"/en/data/{air.pk}/"
    page = client.get(home)
    assert page.status_code == 200
    assert "Fine particles" in words(page)
    assert "5 rows" in words(page)
    assert page["Cache-Control"] == "public, no-cache"
    assert not page.cookies
    narrowed = client.get(home, {"pm25.ge": "19", "station.is": "North", "q": ""})
    assert narrowed.status_code == 302  # to the address without what was left empty
    page = client.get(narrowed["Location"])
    assert "2 rows" in words(page)
    assert re.search(r"30\.1", words(page))
    grouped = client.get(f"{home}?group=date.month&group=station&show=mean.pm25&show=count")
    html = grouped.content.decode()
    assert "chart-plot" in html
    assert "Fine particles: mean" in words(grouped)
    bars = client.get(f"{home}?group=station&show=mean.pm25").content.decode()
    assert bars.count("chart-bar") >= 3
    assert 'aria-sort="descending"' in client.get(f"{home}?sort=-pm25").content.decode()
    assert "28,20" in words(client.get(home.replace("en", "pt") + "?group=station&show=mean.pm25"))


def test_what_cant_be_asked_is_said_with_400_and_the_form_comes_back(client, air):
    page = client.get(f"/en/data/{air.pk}/?pm25.ge=lots&station.is=North")
    assert page.status_code == 400
    assert "wants a number" in words(page)
    assert 'value="North" checked' in page.content.decode()
    told = client.get(f"/en/data/{air.pk}/rows.json?nothing.is=1")
    assert (told.status_code, told["Content-Type"]) == (400, "application/problem+json")
    assert "nothing" in told.json()["errors"][0]
    for query in ("page=%00", "%00.is=1", "q=%ed%a0%80", "pm25.ge=" + "9" * 5000, "x" * 9000):
        assert client.get(f"/en/data/{air.pk}/?{query}").status_code in (200, 302, 400)


def test_slices_are_taken_in_every_format_and_formulas_run_in_none(client, air, tmp_path):
    base, query = f"/en/data/{air.pk}/rows", "?pm25.ge=12&sort=pm25"

    def take(end):
        response = client.get(base + end + query)
        assert response.status_code == 200, end
        assert response["ETag"]
        return b"".join(response)

    plain = list(csv.DictReader(io.StringIO(take(".csv").decode())))
    assert [each["pm25"] for each in plain] == ["12.0", "19.9", "26.3", "30.1"]
    assert plain[0]["note"] == "@home"
    sheet = take("-spreadsheet.csv")
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert rows[0] == ["date", "Place", "Fine particles", "note"]
    assert [row[3] for row in rows[1:]] == ["'@home", "", "'=1+1", "quiet"]
    book = load_workbook(io.BytesIO(take(".xlsx"))).active
    assert book["C2"].value == 12
    assert (book["D4"].value, book["D4"].data_type) == ("=1+1", "s")
    told = json.loads(take(".json"))
    assert told["rows"][0] == {"date": "2026-03-05", "station": "West", "pm25": 12,
                               "note": "@home"}  # fmt: skip
    assert told["dataset"]["sha256"] == air.attachment.file.sha256
    path = tmp_path / "taken.parquet"
    path.write_bytes(take(".parquet"))
    found = duckdb.connect().execute("SELECT max(pm25), count(*) FROM read_parquet(?)", [str(path)])
    assert found.fetchone() == (Decimal("30.1"), 4)
    etag = client.head(base + ".csv" + query)["ETag"]
    assert client.get(base + ".csv" + query, headers={"If-None-Match": etag}).status_code == 304
    grouped = client.get(f"{base}.csv?group=station&show=sum.pm25")
    assert b"North,56.4" in b"".join(grouped)


def test_the_list_the_document_the_search_and_the_map_lead_to_it(client, air):
    listed = client.get("/en/data/")
    address = f"/en/data/{air.pk}/"
    assert address in listed.content.decode()
    assert "Fine particles" in words(listed)
    code = air.document.department.code
    assert address in client.get(f"/en/data/?department={code}").content.decode()
    assert "was left out" in words(client.get("/en/data/?department=NOBODY"))
    assert address in client.get(f"/en/documents/{air.document_id}/").content.decode()
    assert address in client.get("/en/search/?q=fine+particles").content.decode()
    assert f"/en/data/{air.pk}/" in client.get("/sitemap-pages.xml").content.decode()


def test_nothing_unpublished_can_be_asked(client, air):
    draft = make.dataset(make.draft_document(), b"secret,n\nhush-hush,1\n", "secret.csv")
    for end in ("", "rows.csv", "rows.json"):
        response = client.get(f"/en/data/{draft.pk}/{end}")
        assert response.status_code == 404
        assert b"hush-hush" not in response.content
    document = air.document
    services.withdraw_document(document, by=None, reason={"en": "A mistake."})
    gone = client.get(f"/en/data/{air.pk}/?q=North")
    assert gone.status_code == 410
    assert "A mistake." in words(gone)
    assert client.get(f"/en/data/{air.pk}/rows.csv").status_code == 410


def test_a_table_that_is_still_being_read_says_so(client):
    document = make.draft_document(files=[("air.csv", make.AIR)])
    dataset = services.offer_dataset(make.file_of(document), by=None)
    services.publish_document(document, by=None)
    response = client.get(f"/pt/data/{dataset.pk}/")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("busy", 503, "ask again in a few seconds"),
        ("away", 503, "at this moment"),
        ("time", 422, "took too long"),
        ("memory", 422, "too many groups"),
        ("failed", 503, "fault is ours"),
    ],
)
def test_why_there_is_no_answer_is_said_and_what_is_known_is_shown(
    client, air, monkeypatch, code, status, said
):
    monkeypatch.setattr(engine, "ask", lambda question, patience=0: {"error": code})
    page = client.get(f"/en/data/{air.pk}/?group=station")
    assert page.status_code == status
    assert said in words(page)
    assert ("What the columns mean" in words(page)) == (code != "busy")
    assert ("Retry-After" in page) == (code in ("busy", "away"))
    program = client.get(f"/en/data/{air.pk}/rows.json")
    assert (program.status_code, program["Content-Type"]) == (status, "application/problem+json")


def test_editors_correct_and_describe_the_columns_of_their_own_department(client):
    own = organisation.department("OWN")
    editor = organisation.member(EDITOR, own)
    document = make.draft_document(department=own, by=editor, files=[("air.csv", make.AIR)])
    file = make.file_of(document)
    client.force_login(editor)
    change = reverse("admin:infocenter_document_change", args=[document.pk])
    form = {"version": document.version, "step": "save", "department": own.pk, "type": "dataset",
            "licence": "cc0", "text-zh-hant-title": "空氣", f"file-{file.pk}-name": "air.csv",
            f"file-{file.pk}-language": "", f"file-{file.pk}-position": 1,
            f"file-{file.pk}-queried": "on"}  # fmt: skip
    assert client.post(change, form).status_code == 302
    dataset = document.datasets.get()
    load_table(dataset.working_table())
    page = reverse("admin:infocenter_document_dataset", args=[document.pk, dataset.pk])
    assert page in client.get(change).content.decode()
    shown = client.get(page).content.decode()
    assert 'name="column-pm25-name_pt"' in shown
    columns = dataset.working_table().columns.all()
    typed = {f"column-{each.key}-kind": each.kind for each in columns}
    typed |= {f"column-{each.key}-kind": f"{each.kind}.{each.writing}"
              for each in columns if each.writing}  # fmt: skip
    typed |= {"step": "save", "column-pm25-name_pt": "Partículas finas",
              "column-pm25-unit_pt": "µg/m³", "column-note-kind": "integer.point"}  # fmt: skip
    assert client.post(page, typed).status_code == 302
    table = load_table(dataset.working_table())
    assert table.columns.filter(name_pt="Partículas finas", unit_pt="µg/m³").exists()
    shown = client.get(page).content.decode()
    assert table.status == "failed"
    assert "=1+1" in shown
    assert client.post(page, {"step": "read", "reading-header": "99"}).status_code == 200
    assert client.post(page, {"step": "drop"}).status_code == 302
    assert not document.datasets.get().offered
    client.force_login(organisation.member(PUBLISHER, organisation.department("OTHER")))
    for step in ("", "save", "read", "drop", "offer"):
        answer = client.post(page, {"step": step}) if step else client.get(page)
        assert answer.status_code in (302, 403, 404)
        assert "air" not in answer.content.decode()
    assert StoredFile.objects.count() == 1
