import pytest

from tests.themes.coded_world import CodedWorld


@pytest.fixture
def coded(world) -> CodedWorld:
    return CodedWorld(world)
