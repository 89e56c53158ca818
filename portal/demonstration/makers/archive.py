"""Office files are ZIP archives: written again so that no clock gets into them."""

import re
import zipfile
from io import BytesIO

from portal.demonstration.makers.page import MADE

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_STAMP = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def without_clock(content: bytes) -> bytes:
    """The same archive with one fixed time for every member, in the order of the members."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(result, "w") as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>" + _STAMP + rb"\g<2>", data)
            member = zipfile.ZipInfo(info.filename, date_time=MADE.timetuple()[:6])
            member.compress_type = info.compress_type  # `mimetype` of an ODT stays uncompressed
            member.external_attr = 0o644 << 16
            member.create_system = 3
            target.writestr(member, data)
    return result.getvalue()
