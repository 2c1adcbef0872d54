"""Every file ever released goes on loading; a newer one is refused (see test_bad_files)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.journey import SCHEMA_VERSION
from kit.workshop import WorkshopError, load, save, text_of
from kit.workshop.document import parse
from kit.workshop.file import journey_of
from tests.workshop.files import written

VERSIONS = Path(__file__).parent / "versions"

OLD = """\
schema_version: 0   # ancien
client: {nom: Maison Exemple, language: fr}   # le client

# les étapes
stages:
  chercher: {name: Je cherche}
"""


def client_renamed(data):
    """Do as version 1 would have done, had version 0 said ``nom``."""
    client = {("name" if key == "nom" else key): value for key, value in data["client"].items()}
    return {**data, "client": client}


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_file_of_every_version_loads_with_all_it_says(version):
    journey = load(VERSIONS / f"{version}.yaml").journey
    said = journey_of(parse(Path("x"), text_of(journey).encode()))
    assert said == journey
    for name in type(journey).model_fields:
        assert getattr(journey, name), name


def test_an_older_file_is_brought_to_today_and_only_that_is_changed(tmp_path):
    path = written(tmp_path, OLD)
    workshop = load(path, migrations={0: client_renamed})
    assert workshop.journey.client.name == "Maison Exemple"
    assert path.read_text(encoding="utf-8") == OLD
    save(workshop, workshop.journey)
    assert path.read_text(encoding="utf-8") == OLD.replace(
        "schema_version: 0", "schema_version: 1"
    ).replace("{nom: Maison Exemple, language: fr}", "{name: Maison Exemple, language: fr}")
    assert load(path).journey == workshop.journey


def test_a_file_without_a_version_is_todays(tmp_path):
    path = written(tmp_path, "client: {name: A, language: fr}\n")
    assert load(path).journey.schema_version == SCHEMA_VERSION


def test_an_older_file_without_a_way_to_today_is_refused(tmp_path):
    with pytest.raises(WorkshopError, match="not a valid format version"):
        load(written(tmp_path, OLD), migrations={})
