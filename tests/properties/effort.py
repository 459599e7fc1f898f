"""`@small` marks the laws on tokens and spans: the long profile tries them on 50,000 examples, where whole articles get 5,000."""

from hypothesis import settings

__all__ = ["small"]

LONG = settings.get_current_profile_name() == "long"

small = settings(max_examples=50_000 if LONG else settings().max_examples)
