"""The media types that administrations usually publish. FAROL_ALLOWED_TYPES replaces the list.

Office files with macros, programs and packed archives other than ZIP are left out.
"""

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

# Text in the narrow sense: characters in some encoding, with marks at the most.
TEXTS = (
    "text/plain",
    "text/csv",
    "text/tab-separated-values",
    "text/markdown",
    "text/html",
    "text/calendar",
    "application/xhtml+xml",
    "application/xml",
    "application/json",
    "application/x-ndjson",
    "application/rtf",
)

USUAL = [
    "application/pdf",
    _OOXML + "wordprocessingml.document",
    _OOXML + "wordprocessingml.template",
    _OOXML + "spreadsheetml.sheet",
    _OOXML + "spreadsheetml.template",
    _OOXML + "presentationml.presentation",
    _OOXML + "presentationml.slideshow",
    *(_ODF + kind for kind in ("text", "spreadsheet", "presentation", "graphics")),
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/x-ole-storage",
    "application/epub+zip",
    *TEXTS,
    "application/vnd.apache.parquet",
    "application/zip",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/tiff",
    "image/svg+xml",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
    "audio/wav",
    "audio/flac",
    "video/mp4",
    "video/webm",
    "video/quicktime",
]
