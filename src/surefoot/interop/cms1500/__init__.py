"""The paper claim CMS-1500, version 02/12: its items filled, on a page of our own drawing."""

from surefoot.interop.cms1500.items import items_of
from surefoot.interop.cms1500.page import render_cms1500

__all__ = ["items_of", "render_cms1500"]
