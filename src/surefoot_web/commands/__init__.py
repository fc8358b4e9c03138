"""The commands that the web application adds to `surefoot`: entry points of the group `surefoot.commands`."""
