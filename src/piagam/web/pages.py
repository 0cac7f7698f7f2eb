"""Pages that belong to no slice: what a person sees when something is not possible, and the language switch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from piagam.web.errors import Conflict409, Refused

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Open:
    """A door without a lock, with the reason. Guards live in `people`, above this slice; the URL walk reads both."""

    reason: str
    actions: tuple[str, ...] = ()
    is_public: bool = True


def open_to_all(reason: str) -> Callable[[View], View]:
    """Marks a view of this slice as public."""

    def decorate(view: View) -> View:
        view.guard = Open(reason)  # type: ignore[attr-defined]
        return view

    return decorate


@dataclass(frozen=True)
class Saying:
    """An error page's words: what happened, and what helps."""

    title: Any
    sentence: Any
    advice: Any = ""


SAYINGS = {
    400: Saying(
        _("Permintaan tidak terbaca"),
        _("Ada bagian dari permintaan ini yang tidak dapat kami baca."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi."),
    ),
    401: Saying(
        _("Konfirmasi dulu bahwa ini Anda"),
        _("Langkah ini memerlukan kode keamanan yang baru."),
        _("Masukkan kode keamanan, lalu lanjutkan dari sini."),
    ),
    403: Saying(
        _("Halaman ini bukan untuk peran Anda"),
        _("Peran Anda tidak mencakup tindakan ini."),
        _("Jika Anda punya peran lain, ganti peran di bagian atas halaman."),
    ),
    404: Saying(
        _("Halaman tidak ditemukan"),
        _("Tidak ada halaman di alamat ini, atau Anda tidak dapat melihatnya."),
        _("Periksa kembali alamatnya, atau mulai dari beranda."),
    ),
    405: Saying(
        _("Alamat ini tidak dibuka seperti itu"),
        _("Alamat ini hanya menerima kiriman dari sebuah formulir."),
        _("Kembali ke halaman sebelumnya dan gunakan tombolnya."),
    ),
    409: Saying(
        _("Belum dapat dilakukan sekarang"),
        _("Keadaannya tidak memungkinkan tindakan ini."),
        _("Tidak ada yang berubah. Muat ulang halaman sebelumnya untuk melihat keadaan terbaru."),
    ),
    413: Saying(
        _("Berkas terlalu besar"),
        _("Berkas atau kiriman ini lebih besar dari yang dapat diterima."),
        _("Perkecil berkasnya, lalu unggah lagi."),
    ),
    422: Saying(
        _("Isian belum dapat diterima"),
        _("Ada isian yang perlu diperbaiki."),
        _("Kembali ke halaman sebelumnya dan perbaiki isiannya."),
    ),
    429: Saying(
        _("Terlalu banyak percobaan"),
        _("Anda mencoba terlalu sering dalam waktu singkat."),
        _("Tunggu sebentar, lalu coba lagi. Tulisan Anda tidak hilang."),
    ),
    500: Saying(
        _("Ada gangguan di sisi kami"),
        _("Halaman ini gagal dibuat. Ini bukan kesalahan Anda."),
        _("Coba lagi sebentar lagi. Isian yang bertanda “Tersimpan” tetap aman."),
    ),
}
OTHER = Saying(_("Tidak dapat dilakukan"), _("Permintaan ini tidak dapat dipenuhi."))


def error_page(request: HttpRequest, status: int, **more: Any) -> HttpResponse:
    """The page of a status; `more` may hold sentence, advice, phase, when, next."""
    saying = SAYINGS.get(status, OTHER)
    known = {"status": status, "title": saying.title, "sentence": saying.sentence, "advice": saying.advice}
    context = {**known, **{name: value for name, value in more.items() if value}}
    return render(request, "web/error.html", context, status=status)


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page of a refusal: its own sentence under the status's title."""
    if isinstance(refused, Conflict409):
        return render(request, "web/conflict.html", {"conflict": refused}, status=409)
    return error_page(
        request, refused.status, sentence=refused.sentence, phase=refused.phase, when=refused.when,
        code=refused.code, next=getattr(refused, "next", "") or request.get_full_path(),
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return error_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are switched off."""
    del reason
    sentence = _("Formulir ini sudah terlalu lama terbuka, atau peramban Anda menolak kuki.")
    if request.headers.get("Accept", "").startswith("application/json"):
        told = {"sentence": sentence, "code": "sign-in", "sign_in": resolve_url(settings.LOGIN_URL)}
        return JsonResponse(told, status=401)  # its cookies are gone: signing in brings them back
    advice = _("Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.")
    return error_page(request, 403, title=_("Formulir perlu dimuat ulang"), sentence=sentence, advice=advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without database or context: it must work when nothing else does."""
    del request
    return HttpResponse(render_to_string("web/error_500.html", {"saying": SAYINGS[500]}), status=500)


@open_to_all("anyone may choose a language")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language for a year and goes back to the page one came from."""
    going = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(going, {request.get_host()}, request.is_secure()):
        going = "/"
    response = HttpResponseRedirect(going)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", httponly=True,
            secure=request.is_secure(),
        )  # fmt: skip
    return response
