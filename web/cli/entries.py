"""The table of topics: name, where the command lives, one line for `--help`.

The contract's commands in the order of an office's work; a module is imported
only when its command is called.
"""

from web.cli.frame import Entry

ENTRIES: tuple[Entry, ...] = (
    Entry(
        name="demo",
        target="web.cli.demo:demo",
        summary="Показать всё сразу на примере: год, журналы, документы",
    ),
    Entry(
        name="init",
        target="web.cli.data:init",
        summary="Завести учреждение: база данных, профиль, первый администратор",
    ),
    Entry(
        name="import",
        target="web.cli.data:import_",
        summary="Загрузить файл: списки, план, расписание",
    ),
    Entry(
        name="journal",
        target="web.cli.journal:journal",
        summary="Журнал группы за год: показать, закрыть, подшить",
    ),
    Entry(
        name="document",
        target="web.cli.document:document",
        summary="Документы: перечень, выдача, образцы",
    ),
    Entry(
        name="monitoring",
        target="web.cli.monitoring:monitoring",
        summary="Ежемесячный мониторинг журналов",
    ),
    Entry(
        name="handover",
        target="web.cli.handover:handover",
        summary="Передача журналов: акт и опись",
    ),
    Entry(
        name="verify",
        target="web.cli.verify:verify",
        summary="Проверить, что записи и выданные документы не изменены",
    ),
    Entry(
        name="regulation",
        target="web.cli.regulation:regulation",
        summary="Положение: чем исполняется каждый его пункт",
    ),
    Entry(
        name="serve",
        target="web.cli.serve:serve",
        summary="Открыть журнал в браузере: сайт и рабочий процесс",
    ),
    Entry(
        name="worker",
        target="web.cli.worker:worker",
        summary="Рабочий процесс: печатает то, что поставлено в очередь",
    ),
    Entry(
        name="jobs",
        target="web.cli.jobs:jobs",
        summary="Задания: перечень, остановить",
    ),
    Entry(
        name="user",
        target="web.cli.data:user",
        summary="Учётные записи: выдать, дать роль, показать",
    ),
    Entry(
        name="db",
        target="web.cli.system:db",
        summary="База данных: обновить после новой версии",
    ),
    Entry(
        name="doctor",
        target="web.cli.system:doctor",
        summary="Что в порядке, чего не хватает и что с этим делать",
    ),
)
