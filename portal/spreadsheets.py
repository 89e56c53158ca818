"""Cells of tables that people open in a spreadsheet: no words of others may be run as a formula."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(words: str) -> str:
    """The words with a quotation mark in front if a spreadsheet would take them for a formula."""
    return f"'{words}" if words.lstrip().startswith(_DANGEROUS) else str(words)
