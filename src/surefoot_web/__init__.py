"""The web application: memory, people, screens."""
