"""The doctor checks everything that the bot needs, and tells what to fix."""

from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Severity, failed
from bot.doctor.terminal import show

__all__ = ["Finding", "Severity", "examine", "failed", "show"]
