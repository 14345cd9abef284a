"""The work calendar: rules of days, their dates from 2024 to 2050, months and years, when to start writing, iCalendar."""
