"""Media types gathered into the families that residents know."""

from infocenter.states import Format

_TABLES = {
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.apache.parquet",
}
_TEXTS = {
    "text/plain",
    "text/markdown",
    "text/rtf",
    "application/rtf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
}
_SLIDES = {
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.presentation",
}


def of(media_type: str) -> str:
    """The family (`states.Format`) of a media type."""
    if media_type == "application/pdf":
        return Format.PDF
    if media_type in _TABLES:
        return Format.TABLE
    if media_type in _TEXTS:
        return Format.TEXT
    if media_type in _SLIDES:
        return Format.SLIDES
    if media_type in {"text/html", "application/xhtml+xml"}:
        return Format.WEB
    if media_type.startswith("image/"):
        return Format.IMAGE
    return Format.OTHER
