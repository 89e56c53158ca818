"""The demonstration's policies: in four languages, in several states, loaded once."""

import pytest

from infocenter import search
from policies.models import Policy
from policies.states.policies import PolicyStatus
from portal import languages
from portal.demonstration import people, read_toml
from portal.demonstration.content import Malformed, read_documents
from portal.demonstration.policies import load_policies, read_policies, read_policy

SPECS = read_policies()


def test_they_are_in_all_four_languages_and_their_documents_and_departments_are_there():
    assert {code for spec in SPECS for code in spec.texts} == set(languages.CODES)
    documents = {each.slug for each in read_documents()}
    for spec in SPECS:
        assert set(spec.documents) <= documents, spec.slug
        assert {spec.department, *spec.supporting} <= set(read_toml("departments.toml"))
        assert all(words.keys() == spec.texts.keys() for words in spec.words), spec.slug


@pytest.mark.django_db
def test_they_are_loaded_once_in_their_states():
    people.add_departments()
    people.add_accounts()
    assert load_policies(SPECS) == len(SPECS)
    assert load_policies(SPECS) == 0
    shown = set(Policy.objects.public().values_list("status", flat=True))
    assert shown >= {
        PolicyStatus.IN_CONSULTATION,
        PolicyStatus.IN_FORCE,
        PolicyStatus.AMENDED,
        PolicyStatus.REPEALED,
    }
    assert Policy.objects.filter(is_public=False).count() == 1
    old = Policy.objects.get(number="POL-TB-1")
    assert old.replaced_by == Policy.objects.get(number="POL-TB-2")
    assert ("policy", old.replaced_by_id) in [
        (hit.kind, hit.object_id) for hit in search.match("estacionamento por zona").hits
    ]


def test_a_broken_file_is_named(tmp_path):
    path = tmp_path / "odd.md"
    path.write_text('+++\ndepartment = "IC"\n[[articles]]\n+++\n=== pt\n# T\n')
    with pytest.raises(Malformed, match=r"odd\.md"):
        read_policy(path)
