"""Feedback: what people think of scores, one opinion for each person and score."""

from datetime import datetime

from sqlalchemy import func, or_, select

from bot.leads.feedback import Comment, Opinion, Verdict, Verdicts
from bot.leads.lead import UnknownLead
from bot.store.database import Database
from bot.store.tables import feedback, leads, scores


class Feedback:
    """Opinions on scores. They go when the lead goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, score_id: int, by: str, verdict: Verdict, reason: str | None, at: datetime) -> bool:
        """Replace the person's earlier opinion, and return whether this one says anything new.

        Without a reason, that of the same verdict stays.

        Raises:
            UnknownLead: the score is gone.
        """
        with self._database.write() as connection:
            model = connection.scalar(select(scores.c.model_version).where(scores.c.id == score_id))
            if model is None:
                raise UnknownLead
            said = {"verdict": verdict.value, "reason": reason, "at": at}
            new = self._database.insert(feedback).values(score_id=score_id, by=by, model_version=model, **said)
            differs = or_(feedback.c.verdict != verdict.value, feedback.c.reason.is_distinct_from(reason))
            is_news = differs if reason else feedback.c.verdict != verdict.value
            kept = new.on_conflict_do_update(index_elements=["score_id", "by"], set_=said, where=is_news)
            return connection.scalar(kept.returning(feedback.c.score_id)) is not None

    def opinion(self, score_id: int, by: str) -> Opinion | None:
        """Return what a person thinks of a score, if they said."""
        query = select(feedback).where(feedback.c.score_id == score_id, feedback.c.by == by)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Opinion(row.score_id, row.by, Verdict(row.verdict), row.reason, row.model_version, row.at)

    def counts(self, since: datetime) -> dict[str, Verdicts]:
        """Return how many opinions of each kind were given since then, by the model that they are about."""
        grouped = feedback.c.model_version, feedback.c.verdict
        query = select(*grouped, func.count()).where(feedback.c.at >= since).group_by(*grouped).order_by(*grouped)
        counted: dict[str, dict[Verdict, int]] = {}
        with self._database.read() as connection:
            for model, verdict, count in connection.execute(query):
                counted.setdefault(model, dict.fromkeys(Verdict, 0))[Verdict(verdict)] = count
        return dict(counted)

    def comments(self, since: datetime, most: int) -> list[Comment]:
        """Return the latest opinions since then that have a reason."""
        said = leads.c.name, feedback.c.by, feedback.c.verdict, feedback.c.reason
        query = select(*said).select_from(feedback.join(scores).join(leads))
        query = query.where(feedback.c.at >= since, feedback.c.reason.is_not(None)).order_by(feedback.c.at.desc())
        with self._database.read() as connection:
            rows = connection.execute(query.limit(most))
            return [Comment(row.name, row.by, Verdict(row.verdict), row.reason) for row in rows]
