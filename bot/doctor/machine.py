"""Check this machine: the database, the model, and the working hours."""

import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path

from sqlalchemy import delete, false, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.doctor.finding import Finding, failed, ok, skipped, warning
from bot.settings import DEMO_MODEL, Settings
from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.migrations import pending_migrations
from bot.store.outbox import Outbox
from bot.store.slack_messages import Messages
from bot.store.tables import leads, outbox
from bot.store.workers import Workers
from scoring.errors import ScoringError
from scoring.explain.scorer import Scorer
from scoring.model.artifact import CARD_FILE

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MAX_SHOWN = 5
_HOUR, _WEEK = timedelta(hours=1), timedelta(days=7)


def examine_database(settings: Settings) -> Iterator[Finding]:
    """Yield whether the database can be reached, read, written to and kept. Its content is not changed."""
    name = "Database"
    file = _file_of(settings.database_url)
    if file is not None and not file.exists():
        folder = file.absolute().parent
        there = folder.is_dir()
        say = ok if there else failed
        yield say(name, f"{file} is made at the first start." if there else f"There is no folder {folder}: make it.")
        return
    was_open = file is not None and bool(stat.S_IMODE(file.stat().st_mode) & _OTHERS)
    try:
        database = Database.open(settings.database_url)
    except BadDatabase as error:
        yield failed(name, str(error))
        return
    if was_open:
        yield warning("Database file", f"Others on this machine could read {file}. I closed it to them: chmod 600.")
    try:
        yield _at_work(database)
        yield from _still_in_slack(database)
    except DBAPIError as error:
        yield failed(
            name, f"It can be read, but not written to ({type(error.orig).__name__}): give its user the right."
        )
    finally:
        database.close()


def _file_of(url: str) -> Path | None:
    """Return the file of a SQLite database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _at_work(database: Database) -> Finding:
    with database.write() as connection:
        if inspect(connection).has_table(leads.name):
            connection.execute(delete(leads).where(false()))  # nothing, but by the right to write
        kind = connection.dialect.name
        try:
            waiting = len(pending_migrations(connection))
        except BadDatabase:
            return failed("Database", "A newer version of the bot made it: run that one, or restore a backup.")
    pending = f" {waiting} migrations are done at the next start." if waiting else ""
    return ok("Database", f"{kind}, can be read and written to.{pending}")


def _still_in_slack(database: Database) -> Iterator[Finding]:
    """Yield the messages of forgotten leads that Slack refuses to delete."""
    with database.read() as connection:
        if not inspect(connection).has_table(outbox.name):
            return
    if refused := Messages(database, Outbox(database, Workers(database))).refused():
        shown = ", ".join(
            f"{message.channel} {message.ts or message.file_id} ({why})" for message, why in refused[:_MAX_SHOWN]
        )
        more = f" and {len(refused) - _MAX_SHOWN} more" if len(refused) > _MAX_SHOWN else ""
        words = f"Slack refuses to delete messages of leads that are gone: {shown}{more}."
        yield warning("Forgotten leads", f"{words} Delete them by hand; the bot looks again every day.")


def examine_model(settings: Settings) -> Iterator[Finding]:
    """Yield whether the model loads."""
    folder = settings.model_dir
    if folder == DEMO_MODEL and not (folder / CARD_FILE).exists():
        yield warning("Model", "There is none: a demo model is trained at the first start. Set MODEL_DIR for your own.")
        return
    try:
        scorer = Scorer.load(folder)
    except ScoringError as error:
        yield failed("Model", f"{error}. Set MODEL_DIR to the folder of a trained model.")
    else:
        yield ok("Model", f"{scorer.card.version} in {folder}, of {len(scorer.features)} features.")


def examine_hours(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield the working hours, and quiet hours that overlap with them."""
    hours, quiet = settings.hours(), settings.quiet()
    local = now.astimezone(settings.zone)
    state = (
        "work is being done"
        if hours.is_open(now)
        else f"work begins {hours.opens(now).astimezone(settings.zone):%A %H:%M}"
    )
    words = f"It is {local:%A %H:%M} in {settings.time_zone}; {state}."
    if settings.time_zone == "UTC":
        yield warning("Working hours", f"{words} Set TIME_ZONE, unless your team lives by UTC.")
    else:
        yield ok("Working hours", words)
    if quiet.calendar is None:
        yield skipped("Quiet hours", "Off: High leads are posted at any time.")
        return
    silent = takewhile(lambda stretch: stretch[0] < now + _WEEK, quiet.calendar.stretches(now))
    worked = hours.between(now, now + _WEEK)
    lost = worked - hours.without(silent).between(now, now + _WEEK)
    if lost:
        share = f"{lost / timedelta(hours=1):.3g} of {worked / timedelta(hours=1):.3g} working hours a week"
        yield warning(
            "Quiet hours", f"{share} are quiet: High leads wait meanwhile. Change QUIET_HOURS or WORKING_HOURS."
        )
    else:
        yield ok("Quiet hours", f"{settings.quiet_hours}, outside of working hours.")
