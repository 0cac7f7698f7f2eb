"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.people.views import (
    accounts,
    announcing,
    delegating,
    forgotten_password,
    invitations,
    inviting_many,
    notices,
    operators,
    own_account,
    second_factor,
    signing_in,
)

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("masuk/", signing_in.sign_in, name="sign_in"),
    path("keluar/", signing_in.sign_out, name="sign_out"),
    path("lupa-kata-sandi/", forgotten_password.ask, name="forgotten_password"),
    path("lupa-kata-sandi/terkirim/", forgotten_password.sent, name="reset_link_sent"),
    path("lupa-kata-sandi/<str:uid>/kata-sandi-baru/", forgotten_password.choose, name="reset_password"),
    path("lupa-kata-sandi/<str:uid>/<str:token>/", forgotten_password.open_link, name="open_reset_link"),
    path("akun/", own_account.account, name="account"),
    path("akun/kata-sandi/", own_account.password, name="password"),
    path("akun/kode-keamanan/", second_factor.second_factor, name="second_factor"),
    path("akun/keluar-semua/", own_account.end_sessions, name="end_sessions"),
    path("kabar/", notices.notices, name="notices"),
    path("kabar/<int:notice_id>/", notices.open_notice, name="open_notice"),
    path("kabar/dibaca/", notices.read_all, name="read_all"),
    path("kabar/pilihan/", notices.choose_ways, name="choose_ways"),
    path("kabar/gerbang/", notices.gateway, name="gateway"),
    path("kabar/gerbang/coba/", notices.try_gateway, name="try_gateway"),
    path("kabar/gerbang/hapus/", notices.remove_gateway, name="remove_gateway"),
    path("pengumuman/", announcing.announcements, name="announcements"),
    path("pengumuman/tulis/", announcing.write_announcement, name="write_announcement"),
    path("pengumuman/<int:announcement_id>/", announcing.announcement, name="announcement"),
    path("pengumuman/usulan/<int:proposal_id>/", announcing.decide_announcement, name="decide_announcement"),
    path("konfirmasi/", second_factor.step_up, name="step_up"),
    path("peran/", own_account.switch_role, name="switch_role"),
    path("undangan/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("undangan/<int:invitation_id>/kirim-ulang/", invitations.resend, name="resend_invitation"),
    path("undangan/<int:invitation_id>/batalkan/", invitations.revoke, name="revoke_invitation"),
    path("operator/", operators.operators, name="operators"),
    path("operator/akun/<int:membership_id>/", operators.change_operator, name="change_operator"),
    path(
        "operator/akun/<int:membership_id>/akhiri-sesi/", operators.end_sessions, name="end_operator_sessions"
    ),
    path("operator/akun/<int:membership_id>/wakil/", delegating.delegation, name="delegation"),
    path("wakil/<int:membership_id>/akhiri/", delegating.end_delegation, name="end_delegation"),
    path("operator/<str:region_code>/", operators.operators, name="operators_in"),
    path("operator/<str:region_code>/undang/", operators.invite, name="invite_operator"),
    path("operator/<str:region_code>/undang-banyak/", inviting_many.invite_many, name="invite_many"),
    path(
        "operator/<str:region_code>/daftar-kosong.csv",
        inviting_many.invitation_template,
        name="invitation_template",
    ),
    path("akun-daerah/", accounts.accounts, name="accounts"),
    path("akun-daerah/minta/", accounts.ask, name="ask_account"),
    path("akun-daerah/<int:membership_id>/akhiri/", accounts.ask_to_end, name="ask_to_end"),
    path("akun-daerah/usulan/<int:proposal_id>/", accounts.decide, name="decide_account"),
]
