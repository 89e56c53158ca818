"""What a page is about, in schema.org's words: JSON in a script element, which nothing runs."""

import json
from typing import Any

from django.utils.safestring import SafeString

CONTEXT = "https://schema.org"


def written(thing: dict[str, Any]) -> SafeString:
    """A thing for the place `linked_data` of a page, without what is empty."""
    said = {name: value for name, value in thing.items() if value not in (None, "", [])}
    text = json.dumps({"@context": CONTEXT, **said}, ensure_ascii=False)
    for unsafe in "<>&\u2028\u2029":
        text = text.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return SafeString(text)  # nosec B703  # nothing in it can end the script element


def organisation(name: str, **more: Any) -> dict[str, Any]:
    """A department, or the whole administration."""
    return {"@type": "GovernmentOrganization", "name": name, **more}


def site(name: str, address: str) -> dict[str, str]:
    """The site of which a page is a part."""
    return {"@type": "WebSite", "name": name, "url": address}
