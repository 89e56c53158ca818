from collections import Counter
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.demonstration import PASSWORD, content, people, read_toml
from portal.demonstration.cases import add_cases
from portal.demonstration.consultations import add_consultations
from portal.demonstration.guidance import add_guidance
from portal.demonstration.loading import DocumentLoader
from portal.demonstration.outreach import add_outreach
from portal.demonstration.oversight import oversee
from portal.demonstration.policies import load_policies, read_policies
from portal.demonstration.subscribers import add_subscribers
from portal.demonstration.systems import add_system
from portal.demonstration.tracking import add_programme
from portal.demonstration.webhooks import add_endpoint


class Command(BaseCommand):
    help = "Loads an invented city: departments, accounts, documents, policies. Safe to repeat."

    def handle(self, *args, verbosity=1, **options):
        started = monotonic()
        try:
            specs, policies = content.read_documents(), read_policies()
        except content.Malformed as error:
            raise CommandError(f"The content can't be read: {error}") from error
        departments, topics = people.add_departments(), people.add_topics()
        accounts = people.add_accounts()
        loader = DocumentLoader(specs)
        states: Counter[str] = Counter()
        for spec in tqdm(specs, "Documents", disable=None if verbosity else True, leave=False):
            states[spec.state] += loader.load(spec)
        add_guidance()
        add_endpoint()
        add_system()
        added = load_policies(policies)
        asked = add_consultations()
        told = add_outreach()
        cases = add_cases()
        measures = add_programme()
        if measures:
            oversee()
        add_subscribers()
        if not verbosity:
            return
        self.stdout.write(
            f"Added {departments} departments, {topics} topics, {len(accounts)} accounts, "
            f"{states.total()} documents, {added} policies, {asked} consultations, "
            f"{told} announcements, events and campaigns, "
            f"{cases} matters and {measures} measures in {monotonic() - started:.1f} s"
        )
        if states.total():
            said = ", ".join(f"{count} {state}" for state, count in states.items() if count)
            self.stdout.write(f"Documents: {said}")
        if accounts:
            self._print_accounts()

    def _print_accounts(self) -> None:
        self.stdout.write("\nEvery department has an editor and a publisher, named as in the IC:")
        rows = {"ic.editor": ["IC editor"], "ic.publisher": ["IC publisher"]}
        accounts = read_toml("accounts.toml")["accounts"]
        rows |= {name: values["roles"] for name, values in accounts.items()}
        for name, roles in rows.items():
            self.stdout.write(f"{name:<13} {', '.join(roles)}")
        if people.passwords_are_set():
            self.stdout.write(f"\nThe password of all accounts is {PASSWORD}")
        else:
            self.stdout.write("\nNo password is set: FAROL_DEMONSTRATION and DEBUG are off.")
