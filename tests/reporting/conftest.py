"""The sixteen Pilots’ checker, made once: it changes nothing and nothing changes it."""

import pytest

from benchmarks.anonymity import checker_of_the_pilots
from reporting.anonymity.checking import Checker


@pytest.fixture(scope="session")
def pilots_checker(django_db_setup, django_db_blocker) -> Checker:
    with django_db_blocker.unblock():
        return checker_of_the_pilots()
