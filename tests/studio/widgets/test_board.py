"""What the board is told of beside the journey."""

import shutil

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.studio.widgets.board import pictures, ranking, similar
from kit.workshop import load
from tests.workshop.test_pictures import PNG, SVG

LUMEN = load(resource("workshops") / "maison-lumen").journey


def test_notes_that_say_the_same_are_proposed_by_their_texts():
    said = ["La file est longue", "Files trop longues", "Pas de parking"]
    assert similar(LUMEN.replace(notes=said)) == [said[:2]]
    assert similar(LUMEN.replace(notes=said[1:])) == []


def test_the_dots_of_each_participant_depend_on_how_many_pains_there_are():
    few = LUMEN.replace(pain_points=LUMEN.pain_points[:3], improvements=())
    assert ranking(few, texts("en"))["pain_points"]["dots"] == 3
    told = ranking(LUMEN, texts("en"))["pain_points"]["dots"]
    assert told == round(len(LUMEN.pain_points) / 3)


# --- pictures ------------------------------------------------------------------------------------

HOSTILE = {
    "https://evil.test/x.png": "nothing from the web",
    "../secret.png": "outside",
    "missing.png": "not in the client",
    "script.svg": "can run or load something",
    "text.png": "not a PNG",
}


@pytest.fixture
def pictured(tmp_path):
    """Return what the board shows of a persona's picture of this name."""

    def pictured(name, lang="en"):
        folder = tmp_path / "client"
        if not folder.is_dir():
            shutil.copytree(resource("workshops") / "maison-lumen", folder)
            (tmp_path / "secret.png").write_bytes(PNG)
            (folder / "camille.png").write_bytes(PNG)
            (folder / "text.png").write_text("<script>alert(1)</script>")
            (folder / "script.svg").write_text(SVG.format("<script>alert(1)</script>"))
        file = folder / "workshop.yaml"
        named = f"    name: Camille\n    picture: {name}\n"
        file.write_text(file.read_text("utf-8").replace("    name: Camille\n", named, 1), "utf-8")
        return pictures(load(folder), texts(lang))

    return pictured


def test_a_persona_has_the_picture_of_the_clients_folder(pictured):
    shown = pictured("camille.png")
    assert shown["personas.camille.picture"]["url"].startswith("data:image/png;base64,")
    assert set(shown) >= {"author.logo", "client.logo"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_is_refused_says_why(pictured, name):
    [(key, shown)] = [item for item in pictured(name).items() if item[0].startswith("personas")]
    assert key == "personas.camille.picture"
    assert HOSTILE[name] in shown["why"]
    assert "url" not in shown


def test_a_refusal_is_in_the_readers_language(pictured):
    assert "dossier du client" in pictured("missing.png", "fr")["personas.camille.picture"]["why"]
