"""Every kind of PDF that is written, read again by a second tool."""
