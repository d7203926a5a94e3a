"""`/livez`: the process answers. `/readyz`: database and migrations; Redis and beat as degraded."""

from django.http import HttpRequest, JsonResponse


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as this process can answer at all."""
    return JsonResponse({"status": "ok"})
