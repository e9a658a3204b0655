"""The doctor: looks at everything that the bot needs, and says what is wrong and what to do."""

from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Outcome, failed
from bot.doctor.terminal import show

__all__ = ["Finding", "Outcome", "examine", "failed", "show"]
