"""Programs that others wrote, unmodified, against a running portal."""

import os
import random
import warnings

import pytest
from ckanapi import RemoteCKAN

from infocenter import services
from infocenter.interop import oai
from infocenter.models import Record
from tests.factories import infocenter as make

with warnings.catch_warnings():  # an old way of writing patterns in it
    warnings.simplefilter("ignore")
    from sickle import Sickle
    from sickle.oaiexceptions import NoRecordsMatch

FULL = os.environ.get("FAROL_STRESS") == "full"


def harvested(harvester, mirror=None, **since):
    """A mirror kept by a harvest: title by identifier, without what is deleted."""
    mirror = dict(mirror or {})
    try:
        for record in harvester.ListRecords(metadataPrefix="oai_dc", **since):
            if record.deleted:
                mirror.pop(record.header.identifier, None)
            else:
                mirror[record.header.identifier] = record.metadata["title"]
    except NoRecordsMatch:
        pass
    return mirror


def test_sickle_keeps_a_mirror_exact(live_server, monkeypatch):
    if not FULL:
        monkeypatch.setattr(oai, "PAGE", 9)
    documents = [make.published_document() for _each in range(2 * oai.PAGE + 5)]
    harvester = Sickle(f"{live_server.url}/oai")
    assert harvester.Identify().deletedRecord == "persistent"
    assert {each.setSpec for each in harvester.ListSets()} >= {"department", "type:notice"}
    assert [each.metadataPrefix for each in harvester.ListMetadataFormats()] == ["oai_dc"]
    mirror = harvested(harvester)
    assert len(mirror) == len(documents)
    first = Record.objects.order_by("changed_at").first()
    Record.objects.update(changed_at=first.changed_at.replace(year=2020))  # all of that is past
    chance = random.Random(7)
    for document in chance.sample(documents, 12):
        if chance.random() < 0.5:
            services.withdraw_document(document, by=None, reason={"en": "Wrong."})
        else:
            make.next_edition(document, title=f"Changed {document.pk}")
    documents.append(make.published_document())
    mirror = harvested(harvester, mirror, **{"from": "2021-01-01T00:00:00Z"})
    assert mirror == harvested(harvester)
    one = harvester.GetRecord(identifier=next(iter(mirror)), metadataPrefix="oai_dc")
    assert one.metadata["title"]


def test_ckanapi_reads_the_catalogue(live_server):
    document = make.published_document(
        files=["a.csv"], translations=[make.texts("en", title="Rivers")]
    )
    with RemoteCKAN(live_server.url, user_agent="tests") as ckan:
        name = f"document-{document.pk}"
        assert ckan.action.package_list() == [name]
        assert ckan.action.package_show(id=name)["title"] == "Rivers"
        assert ckan.action.package_search(q="rivers", rows=5)["count"] == 1
        assert ckan.action.organization_list(all_fields=True)[0]["package_count"] == 1
        assert ckan.action.status_show()["ckan_version"]
        with pytest.raises(Exception, match="Not found"):
            ckan.action.package_show(id="document-999")
