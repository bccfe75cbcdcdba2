"""Every address of the house."""

from django.contrib.auth import views as auth
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from casustafel.health import health, not_here
from casustafel.portal import urls as portal_urls

urlpatterns = [
    path("inloggen/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("uitloggen/", auth.LogoutView.as_view(), name="logout"),
    path("inloggen/wachtwoord/", auth.PasswordResetView.as_view(), name="password_reset"),
    path("inloggen/wachtwoord/verstuurd/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "inloggen/wachtwoord/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("inloggen/wachtwoord/klaar/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("gezondheid/", health, name="health"),
    # An administrator who could set a partner's password could sign in as them: these forms do not exist here.
    re_path(r"^beheer/(login|logout|password_reset|account|users|groups|pages/.*/privacy)(/|$)", not_here),
    path("beheer/", include(wagtailadmin_urls)),
    path("convenanten/", include("documents.urls")),
    path("", include("casefiles.urls")),
    path("", include(portal_urls)),
]
