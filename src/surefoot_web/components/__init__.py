"""The parts every page is made of: frames, template parts, stylesheet, small scripts, and a gallery that shows them all."""
