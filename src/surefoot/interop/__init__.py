"""Documents of other systems, in and out: each format names its version in its path. Nothing here sends anything."""
