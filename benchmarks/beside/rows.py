"""What the peers keep of a document: its first language version, as plain rows."""

from collections.abc import Iterator

from benchmarks.documents import Document, documents

TEASER = 220


def rows(count: int) -> Iterator[dict]:
    """One flat row for each document."""
    for each in documents(count):
        yield row(each)


def row(each: Document) -> dict:
    """The fields that a list or a page shows, and the text that is searched."""
    version = each.main
    summary = version.summary
    return {
        "id": each.number,
        "type": each.type,
        "department": each.department,
        "topics": " ".join(each.topics),
        "reference": each.reference,
        "day": each.day,
        "language": version.language,
        "title": version.title,
        "summary": summary,
        "teaser": summary if len(summary) <= TEASER else summary[: TEASER - 1] + "…",
        "body": version.html,
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "size": len(file.content),
                "media_type": file.media_type,
                "format": "table" if file.media_type == "text/csv" else "text",
            }
            for file in each.files
        ],
    }
