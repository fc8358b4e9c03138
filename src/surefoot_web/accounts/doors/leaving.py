"""Said when somebody leaves: signed out by themselves, signed out everywhere, account closed, password changed."""

from django.dispatch import Signal

# Arguments: person (User). Rooms that gave out keys in their name, such as a joined stopwatch, take them back.
left = Signal()
