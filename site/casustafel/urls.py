"""Every address of the house."""

from django.contrib.auth import views as auth
from django.urls import include, path

from casustafel import back_room
from casustafel.health import health
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
    path("beheer/", include(back_room.mounted())),
    path("convenanten/", include("documents.urls")),
    path("", include("documents.page_urls")),
    path("", include("casefiles.urls")),
    path("", include(portal_urls)),
]
