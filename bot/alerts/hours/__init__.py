"""When the team works, and when it is to be left alone. Pure: every question names the time it is about."""

from bot.alerts.hours.calendar import Calendar, Stretch
from bot.alerts.hours.holidays import Holidays
from bot.alerts.hours.hours import WorkingHours
from bot.alerts.hours.quiet import QuietHours
from bot.alerts.hours.week import Week

__all__ = ["Calendar", "Holidays", "QuietHours", "Stretch", "Week", "WorkingHours"]
