"""What may be done with one page, for who may write pages at all: write, publish, take offline, remove."""

from typing import Any

from wagtail.models import PagePermissionTester


class HousePagePermissions(PagePermissionTester):  # type: ignore[misc]
    """The two lists are places, not texts; they and the welcome stay. Nothing is copied, moved or locked."""

    def can_edit(self) -> bool:
        return bool(self.page.is_text and super().can_edit())

    def can_publish(self) -> bool:
        return bool(self.page.is_text and super().can_publish())

    def can_unpublish(self) -> bool:
        return bool(self.page.is_text and super().can_unpublish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.page.is_removable and super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False
