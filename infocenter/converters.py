"""Parts of addresses."""


class NumberConverter:
    """A database id or an edition's number: no leading zero, nothing too large to ask for."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class FeedConverter:
    """A form of feeds."""

    regex = "atom|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LanguageConverter:
    """One of the four languages."""

    regex = "zh-hant|zh-hans|pt|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RdfConverter(LanguageConverter):
    """One of the forms in which the catalogue is written."""

    regex = "ttl|rdf|jsonld"
