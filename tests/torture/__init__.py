"""Kills the real server at random moments under work, and looks whether anything that it had acknowledged is gone."""
