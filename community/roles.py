"""The roles a person may hold in a community. They have dates and end with the school year."""

from enum import StrEnum


class Role(StrEnum):
    """One responsibility of one person in one community; several may be held at once."""

    MEMBER = "member"
    DELEGATE = "delegate"
    AMBASSADOR = "ambassador"
    CAP_MEMBER = "cap_member"
    FACILITATOR = "facilitator"
    STEERING = "steering"
    PRINCIPAL = "principal"
    ADMIN = "admin"


CHALLENGERS = frozenset({Role.MEMBER, Role.DELEGATE, Role.AMBASSADOR, Role.CAP_MEMBER, Role.FACILITATOR})
"""Who may keep a challenge. Steering, principals and administrators read no one's and are never asked for one."""
