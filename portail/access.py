"""Who may do what: roles, permissions, and the person behind an event."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Role(StrEnum):
    """What an account is for."""

    FAMILY = "family"
    ADMIN = "admin"
    MANAGER = "manager"
    CASHIER = "cashier"
    ANIMATOR = "animator"


class Permission(StrEnum):
    """A right that a state class, a handler or an HTTP route may need."""

    PUBLIC = "public"
    FAMILY_SPACE = "family_space"
    DECIDE_REQUESTS = "decide_requests"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.FAMILY: frozenset({Permission.FAMILY_SPACE}),
    Role.ADMIN: frozenset({Permission.DECIDE_REQUESTS}),
    Role.MANAGER: frozenset({Permission.DECIDE_REQUESTS}),
    Role.CASHIER: frozenset(),
    Role.ANIMATOR: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an event, as the database knows them at that instant."""

    account_id: int | None = None
    role: Role | None = None
    household_id: int | None = None
    services: frozenset[str] = frozenset()
    first_name: str = ""
    last_name: str = ""
    sign_in_id: int | None = None

    @property
    def signed_in(self) -> bool:
        """Tell whether this is somebody."""
        return self.account_id is not None


ANONYMOUS = Actor()


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether this person holds this permission."""
    if permission is Permission.PUBLIC:
        return True
    return actor.role is not None and permission in GRANTS[actor.role]


T = TypeVar("T", bound="type | Callable[..., object]")
_OF_CLASSES: dict[type, Permission] = {}


def needs(permission: Permission) -> Callable[[T], T]:
    """Declare, on a state class or on one of its handlers, the permission it takes.

    What is not declared is denied; a handler's own declaration wins over its class's. A class
    says it for itself only: one that inherits from it declares again.
    """

    def declare(target: T) -> T:
        _keep(target, permission)
        return target

    return declare


def _keep(target: type | Callable[..., object], permission: Permission) -> None:
    if isinstance(target, type):
        _OF_CLASSES[target] = permission
    else:
        # On the function: Reflex copies it out of a mixin, under another name.
        vars(target)["needs"] = permission


def need_of(target: type | Callable[..., object]) -> Permission | None:
    """Return what this state class or handler declares: gate, pages and navigation ask this."""
    if isinstance(target, type):
        return _OF_CLASSES.get(target)
    return getattr(target, "needs", None)
