"""Bringing many documents in: finding them, understanding what is said about them, publishing them.

`sources` finds what there is in a folder, `metadata` reads what people write in tables,
`guessing` finds out what nobody wrote, `importer` does one after another through the services.
"""

from infocenter.importing.importer import Import
from infocenter.importing.report import Outcome, Report

__all__ = ["Import", "Outcome", "Report"]
