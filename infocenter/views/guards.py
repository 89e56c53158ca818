"""What a page about a document shows when the document isn't public."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter import reading
from infocenter.presentation import titled
from portal.labels import best


def of_public_document(view: Callable) -> Callable:
    """A view that returns None where nothing is public: then 410 if it was once, otherwise 404.

    What was never published can't be told from what doesn't exist.
    """

    @wraps(view)
    def guarded(request, document_id: int, *args, **kwargs):
        for _attempt in range(2):  # it may change between being looked for here and there
            response = view(request, document_id, *args, **kwargs)
            if response is not None:
                return response
            gone = reading.gone(document_id)
            if gone is not None:
                return _withdrawn(request, gone)
        raise Http404

    return guarded


def _withdrawn(request, gone: reading.Gone):
    language = get_language()
    title, lang = titled(language, gone.titles)
    context = {
        "page_title": _("Withdrawn: %(title)s") % {"title": title},
        "title": title,
        "lang": lang,
        "gone": gone,
        "reason": best(gone.reasons, language),
        "section": "documents",
    }
    return render(request, "infocenter/document_withdrawn.html", context, status=410)
