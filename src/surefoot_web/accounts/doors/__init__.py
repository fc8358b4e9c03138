"""Who gets in, and who stays in: tries and their limits, second factors, single sign-on, the idle lock, ending sessions."""
