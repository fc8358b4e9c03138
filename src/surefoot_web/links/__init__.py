"""A link by which a patient answers the form on a device of their own: for one form, until it is sent."""
