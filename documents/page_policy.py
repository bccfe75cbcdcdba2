"""Who writes pages, as Wagtail asks it: a current dated role, and no row that somebody must take away in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail import permissions
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import RoleAssignment, User
from documents.access import PAGE_WRITERS
from documents.models.pages import HomePage

MAY = ("add_page", "change_page", "publish_page")


@dataclass(frozen=True)
class Codename:
    codename: str


@dataclass(frozen=True)
class Granted:
    """As a row of Wagtail's own table: this on that page and all below it."""

    permission: Codename
    page: HomePage

    @property
    def page_id(self) -> int:
        return int(self.page.pk)


class DatedPagePolicy(PagePermissionPolicy):  # type: ignore[misc]
    """Its rows of permissions and groups are not read: an old one, or one that somebody adds, opens nothing."""

    def get_all_permissions_for_user(self, user: Any) -> list[Granted]:
        if not isinstance(user, User) or not writes_pages(user):
            return []
        return [Granted(Codename(name), home) for home in HomePage.objects.all() for name in MAY]

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> Any:
        return User.objects.filter(_writers())

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any, include_superusers: bool = True
    ) -> Any:
        below = HomePage.objects.ancestor_of(instance, inclusive=True).exists()
        return User.objects.filter(_writers()) if below else User.objects.none()


def writes_pages(user: User) -> bool:
    return User.objects.filter(_writers(), pk=user.pk).exists()


def _writers() -> Q:
    current = RoleAssignment.objects.current(timezone.localdate()).filter(role__in=PAGE_WRITERS)
    return Q(is_active=True, pk__in=current.values("user_id"))


def install() -> None:
    """Wagtail has one policy for pages, imported by name in twenty places, and no setting to name another.

    To be dropped when Wagtail lets a project choose it.
    """
    permissions.page_permission_policy.__class__ = DatedPagePolicy
