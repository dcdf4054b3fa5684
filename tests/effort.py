"""How hard properties are tried: a little in `make test`, much more in `make soak`."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

SOAK = os.environ.get("SOAK") == "1"
UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]


def tries(number: int, *, soak: int = 40, shrink: bool = True):
    """Try a property `number` times, `soak` times as often in a soak, where it is marked so that it runs.

    Without `shrink` a failing example is told as it was found: where each try takes a second, making it small takes long.
    """
    options = {} if SOAK or shrink else {"derandomize": True}  # the same slow examples each time; a soak finds others
    phases = tuple(Phase) if shrink else (Phase.explicit, Phase.generate)

    def decorate(test):
        if SOAK:
            test = pytest.mark.soak(test)
        times = number * soak if SOAK else number
        return settings(
            max_examples=times, deadline=None, database=None, phases=phases, **options, suppress_health_check=UNHURRIED
        )(test)

    return decorate


def repeated(number: int, *, soak: int):
    """Run a test `number` times, `soak` times in a soak; it takes the number as `time`."""

    def decorate(test):
        test = pytest.mark.soak(test) if SOAK else test
        return pytest.mark.parametrize("time", range(soak if SOAK else number))(test)

    return decorate
