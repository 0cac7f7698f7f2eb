"""What a session knows, and where it may be sent."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from piagam.people.middleware import MEMBERSHIP, STEPPED_UP

PENDING_SECRET = "pending_totp_secret"  # noqa: S105  a session key


def safe_next(request: HttpRequest, otherwise: str = "") -> str:
    """The page asked for by ?next=, when it is one of ours; else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return otherwise or reverse("desks:home")


def mark_stepped_up(request: HttpRequest) -> None:
    """The second factor was shown just now."""
    request.session[STEPPED_UP] = timezone.now().isoformat()


def take_role(request: HttpRequest, membership_id: int) -> None:
    """Acts in this role until another is chosen or the session ends."""
    request.session[MEMBERSHIP] = membership_id
