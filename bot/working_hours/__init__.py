"""When the team works, and when it is to be left alone. Pure: every question names the time it is about."""

from bot.working_hours.calendar import Calendar, Stretch
from bot.working_hours.holidays import Holidays
from bot.working_hours.hours import WorkingHours
from bot.working_hours.quiet import QuietHours
from bot.working_hours.week import Week

__all__ = ["Calendar", "Holidays", "QuietHours", "Stretch", "Week", "WorkingHours"]
