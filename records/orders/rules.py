"""What an order must have before it is signed (REG 5.3): pure functions."""

from collections.abc import Mapping

from records.kernel.finding import Finding


def check_signing(state: str, body: Mapping[str, object]) -> tuple[Finding, ...]:
    """Refuse to sign twice, or to sign an order without points."""
    if state != "draft":
        return (
            Finding(
                code="CHK-5.3-1",
                clause="5.3",
                message="приказ уже подписан",
                advice="изменить его можно только новым приказом",
            ),
        )
    if not body.get("points"):
        return (
            Finding(
                code="CHK-5.3-2",
                clause="5.3",
                message="в приказе нет ни одного пункта",
                advice="заполните распорядительную часть",
            ),
        )
    return ()
