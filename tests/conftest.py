"""How hard the laws are tried: `ci`, 200 examples each, the same ones in every run, unless QUOTES_LAWS says otherwise.

`QUOTES_LAWS=long` tries 5,000 articles a law, and 50,000 examples of the laws on tokens and spans; `QUOTES_LAWS=quick` tries 20.
Pytest's own option `--hypothesis-profile` takes precedence over the variable.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("ci", max_examples=200, derandomize=True, database=None, **CALM)
settings.register_profile("quick", max_examples=20, derandomize=True, database=None, **CALM)
settings.register_profile("long", max_examples=5_000, print_blob=True, **CALM)

PROFILE = os.environ.get("QUOTES_LAWS", "ci")
settings.load_profile(PROFILE)


def pytest_configure(config: pytest.Config) -> None:
    """The option of the command line wins."""
    if chosen := config.getoption("--hypothesis-profile", default=None):
        settings.load_profile(chosen)
