"""Pages that only a demo instance has: its accounts with their codes, and the mail that was not sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pyotp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from piagam.demo.accounts import DEMO_PASSWORD, DEMO_TOTP_SECRET, demo_accounts
from piagam.notices.models import OutboxMail
from piagam.people.guards import public


def only_in_a_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outside a demo instance the page does not exist."""

    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **kwargs)

    return door


@public("only in a demo; otherwise the page does not exist")
@only_in_a_demo
def accounts(request: HttpRequest) -> HttpResponse:
    """The demo accounts, their password and the one-time code of this half minute."""
    context = {
        "accounts": demo_accounts(),
        "password": DEMO_PASSWORD,
        "code": pyotp.TOTP(DEMO_TOTP_SECRET).now(),
    }
    return render(request, "demo/accounts.html", context)


@public("only in a demo; otherwise the page does not exist")
@only_in_a_demo
def outbox(request: HttpRequest) -> HttpResponse:
    """Mail as it would have been sent, newest first."""
    page = Paginator(OutboxMail.objects.order_by("-pk"), 20).get_page(request.GET.get("halaman"))
    return render(request, "demo/outbox.html", {"page": page})
