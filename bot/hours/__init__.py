"""Working hours, holidays and quiet hours. All functions are pure: the caller passes the time."""

from bot.hours.calendar import Calendar, Stretch
from bot.hours.holidays import Holidays
from bot.hours.hours import WorkingHours
from bot.hours.quiet import QuietHours
from bot.hours.week import Week

__all__ = ["Calendar", "Holidays", "QuietHours", "Stretch", "Week", "WorkingHours"]
