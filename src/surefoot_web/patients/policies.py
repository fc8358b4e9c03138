"""The payer policies that the knowledge holds, for a form."""

from __future__ import annotations


def policy_choices() -> list[tuple[str, str]]:
    """Pairs (id, label) of every payer policy, in the order of the knowledge."""
    from surefoot.knowledge import load

    return [(id_, str(policy["label"])) for id_, policy in load().policies.items()]
