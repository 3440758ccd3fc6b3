"""What an act of handover must agree with (REG 3.8.5): pure functions."""

from collections.abc import Iterable, Sequence

from records.issuance.values import IssuedFact
from records.kernel.finding import Finding


def check_volumes(
    volumes: Sequence[IssuedFact], unbound: Sequence[str], handed: Iterable[str]
) -> tuple[Finding, ...]:
    """Refuse an act over nothing, over open journals, or over volumes given away.

    `unbound` are the groups of the year whose journal is not bound yet, `handed`
    the documents of earlier acts.
    """
    findings = [
        Finding(
            code="CHK-3.8.5-1",
            clause="3.8.5",
            subject=f"Группа {group}",
            message="журнал не закрыт или не подшит, в акт его включить нельзя",
            advice=f"выполните journal close и journal bind для группы {group}",
        )
        for group in unbound
    ]
    taken = set(handed)
    fresh = [volume for volume in volumes if volume.id not in taken]
    if not fresh and not unbound:
        findings.append(
            Finding(
                code="CHK-3.8.5-3",
                clause="3.8.5",
                message="передавать нечего: нет подшитых томов, не вошедших в акты",
                advice="подшейте журналы года командой journal bind",
            )
        )
    findings.extend(
        Finding(
            code="CHK-3.8.5-2",
            clause="3.8.5",
            subject=volume.title,
            message="в томе нет листов",
            advice="сформируйте том заново командой journal bind",
        )
        for volume in fresh
        if volume.sheets <= 0
    )
    return tuple(findings)
