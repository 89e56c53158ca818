"""A text as a square that telephones read."""

import segno
from django.utils.safestring import SafeString


def square(text: str, scale: int) -> SafeString:
    """It as SVG, without any style in it; `scale` is the size of the smallest square, in pixels."""
    drawn = segno.make(text, micro=False, error="m").svg_inline(
        scale=scale, svgclass="qr", lineclass=None, omitsize=False
    )
    return SafeString(drawn)  # nosec B703  # lines and numbers, not the text
