"""The nouns of accounts."""

from accounts.models.notice import Notice
from accounts.models.organisation import Municipality, Organisation, OrganisationKind
from accounts.models.role import Role, RoleAssignment
from accounts.models.user import User

__all__ = ["Municipality", "Notice", "Organisation", "OrganisationKind", "Role", "RoleAssignment", "User"]
