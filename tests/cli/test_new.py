from pathlib import Path

import pytest

from kit.cli.new import templates
from kit.i18n import LANGUAGES
from kit.workshop import load


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("template", templates())
def test_every_template_starts_a_workshop_that_loads(parcours, here, template, lang):
    status, out, _ = parcours("new", "Maison Exemple", "--template", template, "--lang", lang)
    assert status == 0
    path = here / "workshops" / "maison-exemple" / "workshop.yaml"
    assert (here / out.strip()) == path
    client = load(path).journey.client
    assert (client.name, client.language) == ("Maison Exemple", lang)
    assert parcours("check", "maison-exemple")[0] in (0, 1)


def test_the_way_to_the_board_is_named_first(parcours):
    _, _, err = parcours("new", "Maison Exemple", "--lang", "en")
    commands = [line.split()[1] for line in err.splitlines() if line.startswith("  parcours")]
    assert commands == ["lab", "check", "report"]


@pytest.mark.parametrize(
    "name",
    [
        "Chez L'Œuf: #1 {prix}",
        'it\'s "quoted"',
        "*alias & !tag",
        "Ann’s <img src=x onerror=alert(1)>",
        "no",
        "12:30",
    ],
)
def test_a_hostile_name_is_written_as_typed(parcours, name):
    status, out, _ = parcours("new", name)
    assert status == 0
    assert load(out.strip()).journey.client.name == name


@pytest.mark.parametrize("name", ["../../x", "..", "/etc/x/y", "a/b/c", "", "con", "///", "🙂"])
def test_a_name_that_leads_elsewhere_or_nowhere_is_refused(parcours, here, name):
    status, out, err = parcours("new", name)
    assert (status, out) == (2, "")
    assert err.strip()
    assert [path.name for path in here.rglob("workshop.yaml")] == []


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Лумен", "лумен"),
        ("客户旅程", "客户旅程"),
        ("हिन्दी ग्राहक", "हिन्दी-ग्राहक"),
        ("Élan", "elan"),
        ("L’Atelier №5", "latelier-no5"),
    ],
)
def test_letters_are_letters_in_any_script(parcours, here, name, folder):
    status, out, err = parcours("new", name, "--lang", "en")
    assert (status, Path(out.strip())) == (0, Path("workshops", folder, "workshop.yaml"))
    assert load(out.strip()).journey.client.name == name
    assert f"parcours check {folder}" in err
    assert parcours("check", folder)[0] in (0, 1)
    assert parcours("questions", folder, "--to", "md")[0] == 0
    assert (here / "outputs" / folder / "questions.md").is_file()


def test_a_second_journey_of_a_client(parcours, here):
    parcours("new", "Maison Exemple/Retours")
    parcours("new", "Maison Exemple/Achat")
    assert sorted(p.parent.name for p in here.rglob("workshop.yaml")) == ["achat", "retours"]


def test_an_existing_workshop_is_left_as_it_is(parcours, here):
    parcours("new", "Exemple")
    path = here / "workshops" / "exemple" / "workshop.yaml"
    path.write_text("# mine\n", "utf-8")
    status, _, err = parcours("new", "Exemple")
    assert status == 2
    assert err
    assert path.read_text("utf-8") == "# mine\n"


def test_the_workshop_is_in_the_commands_language(parcours, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    assert load(parcours("new", "Exemple")[1].strip()).journey.client.language == "fr"


def test_an_unknown_template_says_which_there_are(parcours):
    status, _, err = parcours("new", "Exemple", "--template", "circus")
    assert status == 2
    for name in templates():
        assert name in err


def test_a_learner_is_led_to_the_brief_and_the_self_test(parcours, here, monkeypatch):
    opened = []
    monkeypatch.setattr("kit.studio.lab.serve", lambda lab, *_: opened.append(lab) or 0)
    _, _, err = parcours("new", "Alice", "--case", "tandem-app", "--lang", "en")
    [command] = [line for line in err.splitlines() if "lab --mode learn" in line]
    assert parcours(*command.split()[1:])[0] == 0
    assert parcours("lab", "alice")[0] == 0
    assert [lab.notebook.name for lab in opened] == ["0_start.ipynb", "1_persona.ipynb"]
