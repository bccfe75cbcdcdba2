"""Permissions that follow dated roles: Wagtail's own are undated rows, which nobody would end in time."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from accounts.models import Role, RoleAssignment, User

ACCESS_ADMIN = "wagtailadmin.access_admin"
BACK_ROOM_ROLES = (Role.PROJECT_LEADER,)


class DatedRoleBackend(ModelBackend):
    """Signs in like Django's own; opens the back room to who holds a current role, and grants nothing else."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == ACCESS_ADMIN and isinstance(user_obj, User) and opens_back_room(user_obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return {ACCESS_ADMIN} if self.has_perm(user_obj, ACCESS_ADMIN) else set()


def opens_back_room(user: User) -> bool:
    """Whether this person holds one of the roles of `/beheer/` today."""
    current = RoleAssignment.objects.current(timezone.localdate())
    return user.is_active and current.filter(user=user, role__in=BACK_ROOM_ROLES).exists()
