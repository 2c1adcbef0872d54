"""From the room into the map: what is taken is in the file, and can be undone."""

import os
import signal
import time
from datetime import datetime

import pytest

from kit.i18n import texts
from kit.report import open_report
from kit.room.addresses import Address
from kit.studio.room import desk as module
from kit.workshop import load
from kit.workshop.sessions import sessions

TAKEN = "Repris dans la carte. Vous pouvez annuler ici et sur le tableau."
NOTES_TAKEN = (
    "Repris dans la carte, parmi les «\xa0Post-it en attente\xa0» du tableau. "
    "Vous pouvez annuler ici et sur le tableau."
)


def journey(desk):
    return load(desk.session.workshop.path).journey


def open_round(desk, **command):
    """Open a round; return its number."""
    assert desk.do({"do": "open", **command}) == ""
    return len(desk.room.client.state()["rounds"])


def reveal(desk, number):
    assert desk.do({"do": "status", "round": number, "status": "revealed"}) == ""


def test_scores_go_into_the_map_and_can_be_undone(lead):
    desk, phones = lead()
    before = journey(desk)
    number = open_round(desk, proposal="scores-camille", stage="paiement")
    items = desk.room.client.state()["rounds"][0]["items"]
    at = items[0]["id"]
    assert {one["id"] for one in items} == {one.id for one in before.touchpoints_of("paiement")}
    for phone, score in zip(phones, (-2, 0, 1), strict=True):
        assert phone.answer(number, at, {"score": score}) == "done"
    assert desk.do({"do": "take", "round": number}) == "Ce n’est pas possible maintenant."
    reveal(desk, number)
    # The map has the scores of eight.
    asked = "«\xa0La saisie de l’adresse\xa0»\xa0: remplacer 8 notes par 3\u202f?"
    assert desk.do({"do": "take", "round": number}).endswith(asked)
    assert desk.state()["fewer"][str(number)].endswith(asked)
    assert journey(desk) == before
    assert desk.do({"do": "take", "round": number, "replace": True}) == TAKEN
    assert desk.state()["fewer"] == {}
    emotion = journey(desk).emotion("camille", at)
    assert (sorted(emotion.scores), emotion.score) == ([-2, 0, 1], None)
    assert desk.room.client.state()["rounds"][0]["taken"]
    desk.do({"do": "undo"})
    assert journey(desk) == before
    assert not desk.room.client.state()["rounds"][0]["taken"]


def test_what_is_undone_on_the_board_is_not_called_taken(lead):
    desk, phones = lead(phones=1)
    for number, (proposal, item, answer) in enumerate(
        (("notes", "a", "La file"), ("placements", "", {"impact": 5, "effort": 1})), 1
    ):
        open_round(desk, proposal=proposal)
        item = item or journey(desk).improvements[0].id
        assert phones[0].answer(number, item, answer) == "done"
        reveal(desk, number)
        desk.do({"do": "take", "round": number})
    assert [one["taken"] for one in desk.state()["room"]["rounds"]] == [True, True]
    for left in ([True, False], [False, False]):
        desk.session.undo(lambda event: None)
        assert desk.session.flush(30)
        assert [one["taken"] for one in desk.state()["room"]["rounds"]] == left


def test_a_round_of_one_stage_names_it(lead):
    desk, _ = lead(phones=0)
    number = open_round(desk, proposal="scores-camille", stage="paiement")
    question = desk.room.client.state()["rounds"][number - 1]["question"]
    name = next(one.name for one in journey(desk).stages if one.id == "paiement")
    assert question == f"Que ressent Camille à l’étape «\xa0{name}\xa0»\u202f?"


def test_the_end_says_where_everything_is(lead, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    desk, _ = lead(phones=1)
    folder = desk.session.workshop.folder
    assert desk.state()["folders"] == {
        "kept": str(desk.room.folder),
        "report": str(folder / "sessions"),
    }
    reply = desk.reply({"do": "end", "keep": True})
    (report,) = (folder / "sessions").iterdir()
    assert reply.said.splitlines() == [
        "La salle est fermée. Vous pouvez fermer cette page.",
        f"Compte rendu de la séance\xa0: {report}",
        f"Ce qui a été dit est conservé dans {desk.room.folder}.",
    ]
    assert (reply.problem, desk.keep, desk.ended.is_set()) == (False, True, True)
    opened = datetime.strptime(report.stem, "%Y-%m-%d-%H%M%S")
    assert abs((datetime.now() - opened).total_seconds()) < 60  # the clock of this computer
    monkeypatch.undo()
    time.tzset()


def test_similar_notes_are_merged_with_all_wordings(lead):
    desk, phones = lead(names=("Anaïs", "Léo", "Yann"))
    number = open_round(desk, proposal="notes", moderated=True)
    said = ("La file est longue", "Une longue file !", "Pas de parking")
    for phone, text in zip(phones, said, strict=True):
        phone.answer(number, "a", text)
    reveal(desk, number)
    assert desk.do({"do": "take", "round": number}) == "Ce tour n’apporte rien à la carte."
    notes = [one["id"] for one in desk.room.client.state()["rounds"][0]["waiting"]]
    desk.do({"do": "release", "round": number, "notes": notes[:2]})
    groups = desk.state()["groups"][str(number)]
    assert groups == [["1:a", "2:a"]]
    before = len(journey(desk).notes)
    assert desk.do({"do": "take", "round": number, "groups": groups}) == NOTES_TAKEN
    added = journey(desk).notes[before:]
    assert [(one.text, one.by) for one in added] == [
        ("La file est longue (× 2\xa0: Une longue file !)", "Anaïs, Léo")
    ]


def test_dots_and_placements_go_into_the_map(lead):
    desk, phones = lead(phones=2)
    pains = [one.id for one in journey(desk).pain_points]
    dots = open_round(desk, proposal="dots-pains", budget=4)
    phones[0].answer(dots, "all", {pains[0]: 3, pains[1]: 1})
    phones[1].answer(dots, "all", {pains[0]: 2})
    reveal(desk, dots)
    assert desk.do({"do": "take", "round": dots}) == TAKEN
    assert [one.votes for one in journey(desk).pain_points[:3]] == [5, 1, 0]
    placed = open_round(desk, proposal="placements")
    first = journey(desk).improvements[0].id
    phones[0].answer(placed, first, {"impact": 5, "effort": 2})
    phones[1].answer(placed, first, {"impact": 4, "effort": 3})
    reveal(desk, placed)
    assert desk.do({"do": "take", "round": placed}) == TAKEN
    # Between two points, the less favourable of the two.
    assert (journey(desk)[first].impact, journey(desk)[first].effort) == (4, 3)


def test_a_session_is_reported_with_both_rounds(lead):
    desk, phones = lead(names=("Anaïs", "Léo"))
    first = open_round(desk, proposal="scores-camille", stage="paiement")
    at = desk.room.client.state()["rounds"][0]["items"][0]["id"]
    for phone, score in zip(phones, (-2, 2), strict=True):
        phone.answer(first, at, {"score": score})
    reveal(desk, first)
    assert desk.do({"do": "take", "round": first, "replace": True}) == TAKEN
    assert journey(desk).emotion("camille", at).scores == (-2, 2)
    desk.do({"do": "repeat", "round": first})
    for phone, score in zip(phones, (-1, -1), strict=True):
        phone.answer(2, at, {"score": score})
    reveal(desk, 2)
    assert desk.do({"do": "take", "round": 2}) == TAKEN
    assert journey(desk).emotion("camille", at).scores == (-1, -1)  # the map has the last
    folder = desk.session.workshop.folder
    (session,) = sessions(folder)
    assert (session.participants, session.names) == (2, ("Anaïs", "Léo"))
    ((before, after),) = session.repeated
    assert (before.items[0].score.median, after.items[0].score.median) == (0, -1)
    assert (before.taken, after.taken) == (True, True)
    told = repr(open_report(folder, "fr", "working", "2026-12-01").section("review").section)
    assert "Avant et après la discussion" in told
    assert "Anaïs, Léo" in told
    client = open_report(folder, "fr", "client", "2026-12-01")
    assert "review" not in client.sections
    assert client.context.sessions == ()


def test_an_export_fills_a_round_for_people_elsewhere(lead, tmp_path):
    from kit.studio.room.imported import imported_round

    desk, _ = lead(phones=0)
    moments = journey(desk).ordered_touchpoints("camille")[:2]
    asked = [f"{one.name} (1 = très mauvais, 5 = très bon)" for one in moments]
    rows = [["Horodateur", *asked], ["2026/11/20 9:00:00 AM UTC+1", "1", "5"]]
    rows += [[f"2026/11/2{n} 9:00:00 AM UTC+1", "2", "4"] for n in range(1, 6)]
    export = tmp_path / "formulaire.csv"
    export.write_text("\n".join(",".join(f'"{c}"' for c in row) for row in rows), "utf-8")
    filled = imported_round(export, journey(desk), "camille", texts("fr"))
    desk.room.client.do("fill", **filled)
    found = desk.room.client.state()["rounds"][0]
    assert (found["imported"], found["status"]) == ("formulaire.csv", "revealed")
    assert found["result"]["items"][0]["score"]["counts"] == {"-2": 1, "-1": 5}


def test_a_crash_is_noticed_and_told(lead):
    desk, _ = lead(phones=0)
    os.kill(desk.room.pid, signal.SIGKILL)
    desk.room._process.wait()
    assert desk.state()["notices"] == ["La salle ne répond pas. Elle est en train d’être relancée."]
    desk.watch()
    assert desk.state()["notices"][0].startswith("La salle s’est arrêtée et a été relancée.")


def test_a_change_of_address_gives_a_new_code_to_scan(lead, monkeypatch):
    desk, phones = lead(phones=1)
    old, code = desk.room.host, desk.state()["qr"]
    desk.room.host = old.replace("127.0.0.1", "10.9.9.9")  # the address that has gone
    monkeypatch.setattr(module, "addresses", lambda: [Address("wlan0", "127.0.0.2")])
    desk.watch()
    assert desk.notices == [
        "L’adresse de cet ordinateur a changé. Demandez à tous de scanner le nouveau code."
    ]
    assert desk.room.host.startswith("127.0.0.2:")
    assert desk.state()["qr"] != code
    phones[0].host = desk.room.host
    assert phones[0].state()["mine"]["number"] == 1
    phones[0].host = old
    with pytest.raises(OSError):
        phones[0].state()


def test_a_room_that_stopped_and_lost_its_address_comes_up_at_another(lead, monkeypatch):
    desk, (phone,) = lead(phones=1)
    os.kill(desk.room.pid, signal.SIGKILL)
    desk.room._process.wait()
    desk.room.host = desk.room.host.replace("127.0.0.1", "203.0.113.9")
    monkeypatch.setattr(module, "addresses", list)
    desk.watch()
    assert desk.notices[-1].startswith("Cet ordinateur n’est plus sur aucun réseau")
    monkeypatch.setattr(module, "addresses", lambda: [Address("wlan0", "127.0.0.2")])
    desk.watch()
    assert [one.split(".")[0] for one in desk.notices[-2:]] == [
        "La salle s’est arrêtée et a été relancée",
        "L’adresse de cet ordinateur a changé",
    ]
    phone.host = desk.state()["address"].removeprefix("http://")
    assert phone.state()["mine"]["number"] == 1


def test_a_file_of_too_many_answers_is_refused(lead, tmp_path):
    from kit.evidence.table import UnreadableError
    from kit.studio.room.imported import imported_round

    desk, _ = lead(phones=0)
    moment = journey(desk).ordered_touchpoints("camille")[0]
    asked = f'"{moment.name} (1 = très mauvais, 5 = très bon)"'
    rows = [asked, *(str(n % 5 + 1) for n in range(301))]
    export = tmp_path / "formulaire.csv"
    export.write_text("\n".join(rows), "utf-8")
    with pytest.raises(UnreadableError) as error:
        imported_round(export, journey(desk), "camille", texts("fr"))
    assert "301" in str(error.value)
    export.write_text("\n".join(rows[:301]), "utf-8")
    assert len(imported_round(export, journey(desk), "camille", texts("fr"))["people"]) == 300


def test_what_the_desk_refuses_is_said(lead):
    desk, _ = lead(phones=0)
    for command in (
        {"do": "open", "proposal": "nothing"},
        {"do": "take", "round": 7},
        {"do": "take", "round": "x"},
        {"do": "own", "kind": "choice", "question": "?", "options": []},
        {"do": "status", "round": 1, "status": "gone"},
    ):
        assert desk.do(command) == "Ce n’est pas possible maintenant.", command
    assert desk.do({"do": "own", "kind": "choice", "question": "?", "options": ["a", "b"]}) == ""


def test_a_folder_that_is_away_for_a_while_loses_nothing_and_doubles_nothing(lead, monkeypatch):
    desk, phones = lead()
    number = open_round(desk, proposal="notes")
    for phone, text in zip(phones, ("La file", "Le parking", "Le bruit"), strict=True):
        assert phone.answer(number, "a", text) == "done"
    folder, before = desk.session.workshop.folder, len(journey(desk).notes)
    away = folder.rename(folder.with_name("ailleurs"))
    said = desk.do({"do": "status", "round": number, "status": "revealed"})
    assert said.startswith("Le compte rendu de la séance n’a pas pu être écrit. ")
    assert said.endswith("introuvable.")
    assert desk.do({"do": "take", "round": number}).startswith("Non repris dans la carte\xa0: ")
    with monkeypatch.context() as patch:
        patch.setattr(module, "SAVING_SECONDS", 0.5)
        for command in ({"do": "take", "round": number}, {"do": "undo"}):
            assert "pas encore enregistrée" in desk.do(command)
    away.rename(folder)
    assert desk.session.flush(30)
    assert [one.text for one in journey(desk).notes[before:]] == [
        "La file",
        "Le parking",
        "Le bruit",
    ]
    assert desk.room.client.state()["rounds"][0]["taken"]
    assert desk.do({"do": "undo"}) == "La dernière modification de la carte est annulée."
    assert desk.do({"do": "undo"}).startswith("Non annulé\xa0: ")
    desk.write_session()
    assert sessions(folder)[0].rounds[0].n == 3
