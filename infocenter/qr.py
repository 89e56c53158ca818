"""An address as a square that telephones read, for paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MODULE = 3  # pixels of the smallest square


@lru_cache(maxsize=256)
def _drawn(address: str) -> str:
    return segno.make(address, micro=False, error="m").svg_inline(
        scale=MODULE, svgclass=None, lineclass=None, omitsize=False
    )


def square(address: str) -> SafeString:
    """A QR code as SVG, without any style in it."""
    label = _("QR code of the address")
    drawn = _drawn(address).replace("<svg ", f'<svg class="qr" role="img" aria-label="{label}" ', 1)
    return SafeString(drawn)
