"""Who a key acts as, and files that it sends piece by piece."""

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from portal.organisation.models import Department
from portal.organisation.rules import departments_where, powers
from portal.rest import uploading
from portal.rest.fields import Moment
from portal.rest.models import Upload
from portal.rest.pages import LARGEST
from portal.rest.parsing import Piece
from portal.rest.problems import Problem
from portal.rest.states import Scope
from portal.rest.views import Work


class PowerSerializer(serializers.Serializer):
    """What the account may do in a department."""

    department = serializers.CharField(help_text="Its code.")
    permissions = serializers.ListField(
        child=serializers.CharField(), help_text="As problems name them."
    )


class AccountSerializer(serializers.Serializer):
    """The account of the key that was sent."""

    account = serializers.CharField(help_text="Its name.")
    key = serializers.CharField(help_text="What the key is called.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices), help_text="What the key may be used for."
    )
    expires_at = Moment(help_text="Until when the key works.")
    powers = PowerSerializer(many=True, help_text="By department.")
    is_everywhere = serializers.BooleanField(
        help_text="Whether a role lets it act in all departments."
    )


class Account(Work):
    """Who am I?"""

    serializer_class = AccountSerializer
    scope = Scope.READ
    has_fields = False

    def scopes_for(self, request):
        return tuple(Scope.values)

    @extend_schema(
        summary="What this key may do", operation_id="work_me", responses=AccountSerializer
    )
    def read(self, request):
        codes = dict(Department.objects.values_list("pk", "code"))
        held: dict[str, set[str]] = {}
        for (department, _role), permissions in powers(request.user).items():
            held.setdefault(codes[department], set()).update(permissions)
        told = {
            "account": request.user.get_username(),
            "key": request.auth.name,
            "scopes": request.auth.scopes,
            "expires_at": request.auth.expires_at,
            "powers": [
                {"department": code, "permissions": sorted(each)}
                for code, each in sorted(held.items())
            ],
            "is_everywhere": departments_where(request.user, "organisation.act_everywhere") is None,
        }
        return Response(AccountSerializer(told).data)


class UploadSerializer(serializers.ModelSerializer):
    """A file that arrives piece by piece."""

    name = serializers.CharField(max_length=255, help_text="Its name.")
    size = serializers.IntegerField(
        min_value=1, max_value=settings.FAROL_MAX_UPLOAD_MB * 2**20, help_text="All its bytes."
    )
    is_complete = serializers.SerializerMethodField(help_text="Whether it can be used.")
    sha256 = serializers.SerializerMethodField(
        help_text="SHA-256 of its bytes in hex, once they are all there; null before."
    )

    class Meta:
        model = Upload
        fields = ("id", "name", "size", "received", "is_complete", "sha256")
        read_only_fields = ("id", "received")
        extra_kwargs = {
            "id": {"help_text": "What the address ends with."},
            "received": {"help_text": "So many bytes have arrived: go on from there."},
        }

    def get_is_complete(self, upload: Upload) -> bool:
        return upload.file_id is not None

    def get_sha256(self, upload: Upload) -> str | None:
        return upload.file.sha256 if upload.file else None


OFFSET = OpenApiParameter(
    "Upload-Offset",
    {"type": "integer", "minimum": 0, "maximum": LARGEST},
    OpenApiParameter.HEADER,
    required=True,
    description="Where the piece begins: the `received` of the upload.",
)


class Uploads(Work):
    """Large files, or bad connections."""

    serializer_class = UploadSerializer
    scope = Scope.PUBLISH
    parser_classes = (JSONParser, Piece)
    has_fields = False
    queryset = Upload.objects.none()

    def scopes_for(self, request):
        return (Scope.PUBLISH, Scope.TRACKING)

    def get_queryset(self):
        return Upload.objects.filter(user=self.request.user).select_related("file")

    @extend_schema(
        summary="Announce a file",
        description="Then send its pieces to the address that `Location` names.",
        request={"application/json": UploadSerializer},
        responses={201: UploadSerializer},
    )
    def create(self, request):
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        upload = uploading.begin(by=request.user, **asked.validated_data)
        return self._told(upload, 201, Location=f"/api/v1/work/uploads/{upload.pk}/")

    @extend_schema(summary="How far an upload is", description="`received` says where to go on.")
    def retrieve(self, request, pk: str):
        return self._told(self.get_object())

    @extend_schema(
        summary="Send a piece",
        description="The bytes as they are, up to 64 MB at once. If an answer was lost, ask how "
        "far it is, and go on from there.",
        parameters=[OFFSET],
        request={"application/octet-stream": bytes},
        responses=UploadSerializer,
    )
    def partial_update(self, request, pk: str):
        upload = self.get_object()
        said = request.headers.get("Upload-Offset", "")
        if not (said.isascii() and said.isdigit() and len(said) < 20):
            raise Problem("malformed", "Upload-Offset", headers=_offset(upload))
        if not isinstance(request.data, bytes):
            raise Problem("unsupported-media-type")
        return self._told(uploading.take(upload, int(said), request.data))

    @extend_schema(
        summary="Give an upload up", responses={204: OpenApiResponse(description="It is gone.")}
    )
    def destroy(self, request, pk: str):
        uploading.give_up(self.get_object())
        return Response(status=204)

    def _told(self, upload: Upload, status: int = 200, **headers: str) -> Response:
        return Response(UploadSerializer(upload).data, status, headers=_offset(upload) | headers)


def _offset(upload: Upload) -> dict[str, str]:
    """Where the next piece begins."""
    return {"Upload-Offset": str(upload.received)}
