"""What a search found, as the page shows it."""

from infocenter import addresses, labels
from infocenter.presentation import Shown
from infocenter.search import Hit, Segment


def shown_hits(hits: list[Hit], language: str) -> list[dict]:
    """Hits for a reader of `language`: Simplified is made of Traditional here too."""
    departments, types = labels.departments(language), labels.types(language)
    shown = []
    for hit in hits:
        converted = language == "zh-hans" and hit.language == "zh-hant"
        version = Shown(hit.language, "zh-hans" if converted else hit.language)
        department = departments.get(hit.department_id or 0)
        shown.append(
            {
                "address": addresses.document(hit.object_id, language),
                "lang": version.lang,
                "title": _segments(hit.title, version),
                "snippet": _segments(hit.snippet, version),
                "type": types.get(hit.type, ""),
                "department": department.name if department else "",
                "number": hit.number,
                "date": hit.date.isoformat() if hit.date else "",
                "day": labels.day(hit.date, language),
                "is_superseded": hit.superseded,
                "is_recommended": hit.recommended,
                "file": hit.in_file,
                "page": hit.page,
            }
        )
    return shown


def _segments(segments: tuple[Segment, ...], version: Shown) -> list[Segment]:
    return [Segment(version.text(each.text), each.marked) for each in segments]
