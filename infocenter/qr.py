"""An address as a square that telephones read, for paper."""

from functools import lru_cache

from django.utils.safestring import SafeString

from portal import qr

MODULE = 3  # pixels of the smallest square


@lru_cache(maxsize=256)
def square(address: str) -> SafeString:
    """A QR code as SVG."""
    return qr.square(address, MODULE)
