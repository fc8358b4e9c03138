"""The payer policies that the knowledge holds, for a form."""

from __future__ import annotations


def policy_choices() -> list[tuple[str, str]]:
    """Pairs (id, title) of every payer policy, in the order of the knowledge."""
    from surefoot_web.config.knowledge import load

    return [(id_, str(policy["title"])) for id_, policy in load().policies.items()]


def policy_title(id_: str) -> str:
    """The title of a payer policy; the id itself where the knowledge does not hold it any more."""
    return dict(policy_choices()).get(id_, id_)
