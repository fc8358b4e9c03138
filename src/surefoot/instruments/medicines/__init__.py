"""A list of medicines as it was written: entries, ingredients, classes. What is not recognised is said and offered, never guessed."""

from surefoot.instruments.medicines.facts import counted, group_members, medicine_facts
from surefoot.instruments.medicines.listed import medicines
from surefoot.instruments.medicines.model import Medicine
from surefoot.instruments.medicines.paste import LeftOut, Pasted, split_list
from surefoot.instruments.medicines.reading import recognise, route_label
from surefoot.instruments.medicines.similar import Candidate, candidates

__all__ = [
    "Candidate",
    "LeftOut",
    "Medicine",
    "Pasted",
    "candidates",
    "counted",
    "group_members",
    "medicine_facts",
    "medicines",
    "recognise",
    "route_label",
    "split_list",
]
