"""The principal's page: sent, answered, and as its teacher keeps it."""

from typing import ClassVar, Literal

from community.messages.about import About


class PrincipalPage(About):
    """Pushed to a principal: the one page a teacher sends them."""

    kind: Literal["principal_page"] = "principal_page"
    stays_true: ClassVar[str | None] = "page_id"
    page_id: str


class PrincipalOutcome(About):
    """Pushed to the principal: what came of the talk, to be confirmed."""

    kind: Literal["principal_outcome"] = "principal_outcome"
    stays_true: ClassVar[str | None] = "page_id"
    page_id: str


class OwnPrincipalPage(About):
    """The page, to its teacher: where it stands and what came of it."""

    kind: Literal["own_principal_page"] = "own_principal_page"
    stays_true: ClassVar[str | None] = "page_id"
    page_id: str


class PrincipalAnswer(About):
    """Pushed to the teacher: the principal confirmed, or wrote a line back."""

    kind: Literal["principal_answer"] = "principal_answer"
    page_id: str
