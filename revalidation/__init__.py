"""Tables that ship with the library, made anew from what was published; a test holds them equal."""
