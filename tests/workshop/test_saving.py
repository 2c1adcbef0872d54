"""Saving changes the lines of what was edited, and nothing else."""

from __future__ import annotations

import difflib
from datetime import date

import pytest

from kit.workshop import ConflictError, WorkshopError, file, load, save
from kit.workshop.editing import edited
from tests.workshop.files import SMALL, loaded


def changes(workshop, **fields):
    """Save the journey with fields replaced; return the lines lost and the lines won."""
    before = workshop.text
    saved = save(workshop, workshop.journey.replace(**fields))
    assert load(workshop.path).journey == saved.journey
    assert load(workshop.path).text == saved.text
    return lines_changed(before, saved.text)


def lines_changed(before, after):
    differing = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    return (
        [line[2:] for line in differing if line.startswith("- ")],
        [line[2:] for line in differing if line.startswith("+ ")],
    )


def replaced(records, id, **fields):
    return tuple(r.replace(**fields) if r.id == id else r for r in records)


@pytest.fixture
def workshop(tmp_path):
    return loaded(tmp_path)


def test_saving_what_was_loaded_changes_no_byte(workshop):
    content = workshop.path.read_bytes()
    save(workshop, workshop.journey)
    assert workshop.path.read_bytes() == content


def test_a_score_changes_within_its_line_and_keeps_its_plus(workshop):
    first, second = workshop.journey.emotions
    assert changes(workshop, emotions=(first.replace(score=2), second)) == (
        ["  - {persona: lea, at: vitrine, score: +1, word: curious}"],
        ["  - {persona: lea, at: vitrine, score: +2, word: curious}"],
    )


def test_one_of_several_scores_changes_alone(workshop):
    first, second = workshop.journey.emotions
    _, won = changes(workshop, emotions=(first, second.replace(scores=(-2, 1, -2))))
    assert won == ["  - {persona: lea, at: caisse, scores: [-2, +1, -2], word: annoyed}   # samedi"]


def test_the_spacing_of_braces_and_the_comment_stay(workshop):
    _, won = changes(
        workshop, touchpoints=replaced(workshop.journey.touchpoints, "vitrine", importance=5)
    )
    assert won == ["  vitrine: { stage: chercher,  channel: window, importance: 5 }   # rue"]


def test_a_field_is_added_between_braces(workshop):
    _, won = changes(
        workshop, touchpoints=replaced(workshop.journey.touchpoints, "vitrine", name="La rue")
    )
    assert won == [
        "  vitrine: { stage: chercher,  channel: window,  name: La rue,  importance: 4 }   # rue"
    ]


def test_quotation_marks_stay(workshop):
    _, won = changes(workshop, stages=replaced(workshop.journey.stages, "acheter", name="L'achat"))
    assert won == ['    name: "L\'achat"']


def test_a_field_is_removed_with_its_line(workshop):
    stages = replaced(workshop.journey.stages, "acheter", owner=None)
    assert changes(workshop, stages=stages) == (["    owner: magasin"], [])


def test_a_folded_text_stays_folded(workshop):
    pains = replaced(workshop.journey.pain_points, "attente", what="Un texte court")
    lost, won = changes(workshop, pain_points=pains)
    assert lost == [
        "      Dix minutes d’attente : le samedi,",
        "      une seule caisse est ouverte",
    ]
    assert won == ["      Un texte court"]


def test_a_count_is_said_as_before(workshop):
    pains = replaced(workshop.journey.pain_points, "attente", mentions="15 of 60")
    assert changes(workshop, pain_points=pains)[1] == ["    mentions: 15 sur 60"]


def test_an_entry_of_a_list_changes_and_its_neighbours_stay(workshop):
    (pain,) = workshop.journey.pain_points
    causes = (pain.causes[0], "pas de planning du tout")
    _, won = changes(workshop, pain_points=(pain.replace(causes=causes),))
    assert won == ["    - pas de planning du tout   # à vérifier"]


def test_entries_are_put_in_where_they_belong(workshop):
    caisse, vitrine = workshop.journey["caisse"], workshop.journey["vitrine"]
    new = vitrine.replace(id="site", channel="website")
    lost, won = changes(workshop, touchpoints=(vitrine, new, caisse))
    assert lost == []
    assert won == ["", "  site: {stage: chercher, channel: website, importance: 4}"]


def test_a_text_never_takes_in_the_comment_below_it(tmp_path):
    below = "    owner: magasin\n\n      # rather the cash desk\n"
    workshop = loaded(tmp_path, SMALL.replace("    owner: magasin\n", below))
    owner = "Le magasin :\nsauf le samedi"
    lost, won = changes(workshop, stages=replaced(workshop.journey.stages, "acheter", owner=owner))
    assert lost == ["    owner: magasin"]
    assert won == ['    owner: "Le magasin :\\nsauf le samedi"']


def test_a_removed_entry_takes_its_own_comment_along(workshop):
    journey = workshop.journey
    lost, won = changes(
        workshop,
        touchpoints=(journey["vitrine"],),
        emotions=journey.emotions[:1],
        pain_points=(),
    )
    assert won == []
    assert "  # la caisse du fond" in lost
    assert "  vitrine: { stage: chercher,  channel: window, importance: 4 }   # rue" not in lost
    assert "  # --- pendant" not in lost


def test_a_new_order_moves_whole_entries(workshop):
    chercher, acheter = workshop.journey.stages
    before = workshop.text
    saved = save(workshop, workshop.journey.replace(stages=(acheter, chercher)))
    assert sorted(saved.text.split("\n")) == sorted(before.split("\n"))
    assert [stage.id for stage in saved.journey.stages] == ["acheter", "chercher"]
    assert 'acheter:\n    name: "J\'achète"\n    owner: magasin\n  chercher:' in saved.text


def test_a_renamed_id_keeps_the_entry_as_it_is_written(workshop):
    journey = workshop.journey
    data = {"touchpoints": journey.touchpoints, "emotions": (), "pain_points": ()}
    workshop = save(workshop, journey.replace(**data))
    caisse = {**dict(journey["caisse"]), "id": "comptoir"}
    renamed = (journey["vitrine"], type(journey["caisse"]).model_validate(caisse))
    assert changes(workshop, touchpoints=renamed) == (["  caisse:"], ["  comptoir:"])


def test_a_field_the_file_lacks_comes_after_those_before_it(workshop):
    lost, won = changes(
        workshop, map={"owner": "Direction : clients", "last_review": date(2026, 6, 30)}
    )
    assert lost == []
    assert [line for line in won if line] == [
        "map:",
        "  owner: >-",
        "    Direction : clients",
        "  last_review: 2026-06-30",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une file trop longue", ["Une file trop longue"]),
        ("Problème : la caisse", [">-", "Problème : la caisse"]),
        ("ticket #123", [">-", "ticket #123"]),
        ("- un tiret", ['"- un tiret"']),
        ("12:30", ['"12:30"']),
        ("no", ['"no"']),
        ("2026-01-31", ['"2026-01-31"']),
        ("deux\nlignes", ["|-", "deux", "lignes"]),
        ("mot " * 30 + "fin", [">-", "mot " * 19 + "mot", "mot " * 10 + "fin"]),
        ("un\ttab", ['"un\\ttab"']),
        ("ligne\u2028suivante", ['"ligne\\u2028suivante"']),
    ],
)
def test_a_new_text_is_written_so_that_it_stays_what_it_is(tmp_path, text, expected):
    workshop = loaded(tmp_path)
    stages = replaced(workshop.journey.stages, "acheter", owner=text)
    _, won = changes(workshop, stages=stages)
    assert [line.strip().removeprefix("owner: ") for line in won] == expected


def test_a_text_with_traps_is_quoted_between_braces(tmp_path):
    workshop = loaded(tmp_path)
    stages = replaced(workshop.journey.stages, "chercher", name="Je cherche, puis : j’hésite")
    _, won = changes(workshop, stages=stages)
    assert won == ['  chercher: {name: "Je cherche, puis : j’hésite"}']


def test_windows_line_ends_and_the_byte_order_mark_stay(tmp_path):
    content = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    workshop = loaded(tmp_path, content)
    pains = replaced(workshop.journey.pain_points, "attente", what="Une : longue attente " * 9)
    save(workshop, workshop.journey.replace(pain_points=pains))
    after = workshop.path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# yaml-language-server")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_json_file_stays_one(tmp_path):
    text = '{\n  "client": {"name": "A", "language": "fr"},\n  "stages": {"s": {"name": "S"}}\n}\n'
    workshop = loaded(tmp_path, text)
    saved = save(
        workshop, workshop.journey.replace(client=workshop.journey.client.replace(name="B"))
    )
    assert saved.text == text.replace('"A"', '"B"')


def test_empty_fields_are_filled_where_they_stand(tmp_path):
    text = (
        "client: {name: A, language: fr}\nmap:\n  owner:   # qui ?\n  created: 2026-01-01\n"
        "team: []\n"
    )
    workshop = loaded(tmp_path, text)
    saved = save(
        workshop,
        workshop.journey.replace(
            map=workshop.journey.map.replace(owner="Ana"), team=[{"name": "Bo", "role": "chef"}]
        ),
    )
    assert saved.text == text.replace("owner:   # qui ?", "owner: Ana   # qui ?").replace(
        "team: []", "team:\n  - {name: Bo, role: chef}"
    )


def test_a_journey_that_does_not_hold_together_is_not_saved(workshop):
    content = workshop.path.read_bytes()
    with pytest.raises(WorkshopError) as caught:
        save(workshop, workshop.journey.replace(stages=workshop.journey.stages[:1]))
    assert caught.value.diagnostics[0].place.field == ("touchpoints", "caisse", "stage")
    assert caught.value.diagnostics[0].place.line == 22
    assert workshop.path.read_bytes() == content


def test_a_file_changed_meanwhile_is_kept_and_so_is_the_edit(workshop):
    journey = workshop.journey.replace(team=[{"name": "Ana"}])
    theirs = SMALL.replace("Léa", "Lia")
    workshop.path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ConflictError, match="changed after you opened it") as caught:
        save(workshop, journey)
    assert workshop.path.read_text(encoding="utf-8") == theirs
    assert caught.value.kept.name.startswith("workshop.conflict-")
    assert load(caught.value.kept).journey == journey
    with pytest.raises(ConflictError) as again:
        save(workshop, journey)
    assert again.value.kept != caught.value.kept


def test_an_edit_that_cannot_be_written_finely_is_written_coarsely(workshop, monkeypatch):
    real = edited

    def broken(document, old, new, coarse=False):
        return real(document, old, new, coarse) if coarse else document.text

    monkeypatch.setattr(file, "edited", broken)
    saved = save(workshop, workshop.journey.replace(team=[{"name": "Ana"}], notes=["a", "b"]))
    assert load(workshop.path).journey == saved.journey


def test_an_edit_that_would_come_out_wrong_is_not_written(workshop, monkeypatch):
    monkeypatch.setattr(file, "edited", lambda document, *_: document.text)
    with pytest.raises(WorkshopError, match="nothing was saved"):
        save(workshop, workshop.journey.replace(team=[{"name": "Ana"}]))
    assert workshop.path.read_text(encoding="utf-8") == SMALL


def test_a_crash_while_writing_leaves_the_old_file(workshop, monkeypatch):
    def crash(*_):
        raise OSError("no space left")

    monkeypatch.setattr("kit.client_files.folder._renamed", crash)
    with pytest.raises(OSError, match="no space"):
        save(workshop, workshop.journey.replace(team=[{"name": "Ana"}]))
    assert [path.name for path in workshop.folder.iterdir()] == ["workshop.yaml"]
    assert workshop.path.read_text(encoding="utf-8") == SMALL
