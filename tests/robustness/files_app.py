"""Nothing but the file store behind HTTP: what a large file costs by itself."""

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

application = get_wsgi_application()

from portal.files.models import StoredFile  # noqa: E402
from portal.files.services import store  # noqa: E402
from portal.files.serving import serve  # noqa: E402


def upload(request):
    """Keep the file; the answer is its hash."""
    return HttpResponse(store(request.FILES["file"]).sha256)


def download(request, sha256):
    """Send the file."""
    return serve(request, StoredFile.objects.get(sha256=sha256), "large.csv")


urlpatterns = [
    path("", upload),
    path("health/live", lambda request: HttpResponse("live")),
    path("<sha256>", download),
]
