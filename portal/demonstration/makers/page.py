"""What the makers of texts lay out."""

from dataclasses import dataclass
from datetime import UTC, datetime

MADE = datetime(2023, 7, 1, tzinfo=UTC)  # in every file, so that making it again changes nothing


@dataclass(frozen=True)
class Page:
    """A text with its letterhead."""

    language: str
    issuer: str
    reference: str
    title: str
    summary: str
    body: str

    @property
    def is_chinese(self) -> bool:
        """Whether the text is set in Chinese type."""
        return self.language.startswith("zh")
