from allauth.account.views import LoginView
from django.urls import include, path

from accounts.second_step import views as second_step
from accounts.views import corrections, departures, sessions, take_backs
from accounts.views import people as views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/session/", views.session, name="session"),
    path("account/session/stay/", views.stay_signed_in, name="stay_signed_in"),
    path("account/device/", views.device_key, name="device_key"),
    path("account/device/keep/", views.keep_on_device, name="keep_on_device"),
    path("account/single-keys/", views.use_single_keys, name="use_single_keys"),
    path("account/sessions/", sessions.places, name="sessions"),
    path("account/sessions/end/", sessions.end_other_places, name="end_other_sessions"),
    path("account/sessions/<str:key>/end/", sessions.end_place, name="end_session"),
    path("account/2fa/totp/activate/", second_step.set_up_app, name="mfa_activate_totp"),  # in place of allauth's own
    path("account/2fa/go-on/", second_step.go_on, name="second_step_go_on"),
    path("account/2fa/passkeys/<authenticator:pk>/remove/", second_step.remove_passkey, name="remove_passkey"),
    path("account/", include("allauth.urls")),
    path("sign-in/", LoginView.as_view(), name="account_login"),  # after allauth's own, so that links lead here
    path("office/people/", views.people, name="people"),
    path("office/people/invite/", views.invite, name="invite"),
    path("office/people/<person:pk>/", views.person, name="person"),
    path("office/people/<person:pk>/switch-off/", views.switch_off, name="switch_off"),
    path("office/people/<person:pk>/second-step/", second_step.ask_for_reset, name="ask_second_step_reset"),
    path("office/second-steps/<step_reset:pk>/", second_step.reset, name="second_step_reset"),
    path("office/people/<person:pk>/address/", corrections.correct_address, name="correct_address"),
    path("account/name/", corrections.correct_name, name="correct_name"),
    path("account/address/<str:token>/", corrections.confirm_address, name="confirm_address"),
    path("office/people/<person:pk>/leave/", departures.leave, name="leave"),
    path("office/letters/", views.letters, name="letters"),
    path("office/letters/<uuid:pk>/", views.decide_letter, name="decide_letter"),
    path("office/roles/<membership:pk>/take/", views.take_role, name="take_role"),
    path("office/roles/asked/<asked_role:pk>/", views.asked_role, name="asked_role"),
    path("office/roles/asked/<asked_role:pk>/take-back/", take_backs.take_back_asked_role, name="take_back_asked_role"),
    path("office/invitations/<invitation:pk>/withdraw/", take_backs.withdraw_invitation, name="withdraw_invitation"),
    path("invitation/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("access/", views.access, name="access"),
]
