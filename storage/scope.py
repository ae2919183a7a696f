"""Whose data a query may touch. Every storage function takes one of these first."""

import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """One organization, and one of its communities where the question is about one."""

    organization_id: str
    community_id: str | None = None


@dataclass(frozen=True, slots=True)
class Deployment:
    """The whole deployment: for the sender, the doctor and the first look-up of an organization, nothing else."""


DEPLOYMENT = Deployment()


def new_id() -> str:
    """A random id, made by us before the insert: 16 URL-safe characters, 96 bits."""
    return secrets.token_urlsafe(12)
