"""How the web application is set up: environment, home folder, settings, addresses."""
