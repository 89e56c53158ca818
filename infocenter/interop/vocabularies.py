"""What the vocabularies of the European Union and of IANA call our languages, formats, licences."""

from infocenter.states import Licence

AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"

LANGUAGES = {
    "zh-hant": f"{AUTHORITY}language/ZHO",
    "zh-hans": f"{AUTHORITY}language/ZHO",
    "pt": f"{AUTHORITY}language/POR",
    "en": f"{AUTHORITY}language/ENG",
}
LICENCES: dict[str, str] = {
    Licence.CC_BY: f"{AUTHORITY}licence/CC_BY_4_0",
    Licence.CC0: f"{AUTHORITY}licence/CC0",
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}
IRREGULAR = f"{AUTHORITY}frequency/IRREG"
UNKNOWN = f"{AUTHORITY}frequency/UNKNOWN"
PUBLIC = f"{AUTHORITY}access-right/PUBLIC"

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
FORMATS = {
    "application/pdf": "PDF",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/vnd.ms-excel": "XLS",
    f"{_OFFICE}spreadsheetml.sheet": "XLSX",
    f"{_OFFICE}wordprocessingml.document": "DOCX",
    f"{_OFFICE}presentationml.presentation": "PPTX",
    f"{_OPEN}spreadsheet": "ODS",
    f"{_OPEN}text": "ODT",
    f"{_OPEN}presentation": "ODP",
    "application/msword": "DOC",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.apache.parquet": "PARQUET",
    "application/rtf": "RTF",
    "text/rtf": "RTF",
    "text/plain": "TXT",
    "text/html": "HTML",
    "application/xhtml+xml": "XHTML",
    "application/xml": "XML",
    "text/xml": "XML",
    "application/json": "JSON",
    "application/zip": "ZIP",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/svg+xml": "SVG",
}


def file_type(media_type: str) -> str:
    """The format in the vocabulary of the EU; empty if that has none."""
    name = FORMATS.get(media_type)
    return f"{AUTHORITY}file-type/{name}" if name else ""


def media(media_type: str) -> str:
    """The media type as IANA names it."""
    return IANA + media_type
