"""The form on a device that may lose its network: a branching table, answers sealed to a key of the server, receipts."""
