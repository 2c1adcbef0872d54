"""What nobody has said stays to be said on the board; a guess is taken with one click (M3.2)."""

import pytest

pytestmark = pytest.mark.browser


def card(id):
    return f'[data-card="{id}"]'


def column(stage):
    return f'[data-zone][data-stage="{stage}"]'


def made(before, after, collection):
    known = {record.id for record in getattr(before, collection)}
    (new,) = (record for record in getattr(after, collection) if record.id not in known)
    return new


def test_a_new_touchpoint_has_no_channel_until_the_guess_is_taken(room):
    board = room(step=3)
    page, before = board.page, board.session.journey
    quick = page.locator('[data-quick="touchpoints.recherche"]')
    quick.fill("Le panier du site")
    quick.press("Enter")
    new = made(before, board.saved(), "touchpoints")
    assert new.channel is None
    assert "Channel: not specified yet" in page.locator(card(new.id)).inner_text()
    page.get_by_role("button", name="Accept the guess: Website").click()
    assert board.saved()[new.id].channel == "website"
    assert page.locator(f"{card(new.id)} .pk-unsaid").count() == 0


def test_what_says_nothing_gives_no_guess(room):
    board = room(step=3)
    page, before = board.page, board.session.journey
    quick = page.locator('[data-quick="touchpoints.recherche"]')
    quick.fill("Quelque chose")
    quick.press("Enter")
    new = made(before, board.saved(), "touchpoints")
    assert page.locator(f"{card(new.id)} .pk-unsaid").count() == 1
    assert page.locator(f"{card(new.id)} .pk-guess").count() == 0


def test_a_choice_is_for_one_card_alone(room):
    board = room(step=5)
    page, before = board.page, board.session.journey
    entry = page.locator("form", has=page.locator('[data-quick="pain_points.recherche"]'))
    entry.locator("input").click()
    entry.locator("select").select_option("offer")
    entry.locator("input").fill("Le chiffre est faux")
    entry.locator("input").press("Enter")
    after = board.saved()
    assert made(before, after, "pain_points").group == "offer"
    entry.locator("input").fill("Vingt minutes d’attente")
    entry.locator("input").press("Enter")
    new = made(after, board.saved(), "pain_points")
    assert new.group is None
    page.locator(f"{card(new.id)} .pk-guess").click()
    assert board.saved()[new.id].group == "productivity"


def test_the_heading_of_a_pasted_list_is_a_guess(room):
    board = room(step=3)
    page, before = board.page, board.session.journey
    page.locator('[data-field="capture"]').fill(
        "À retenir :\nBoutique :\nAu fond à gauche\nSous les escaliers\n"
        "Courriel :\nLe mot de bienvenue"
    )
    page.get_by_role("button", name="Add 4 notes").click()
    after = board.saved()
    added = [(n.text, n.heading) for n in after.notes[len(before.notes) :]]
    assert added == [
        ("À retenir :", None),
        ("Au fond à gauche", "Boutique"),
        ("Sous les escaliers", "Boutique"),
        ("Le mot de bienvenue", "Courriel"),
    ]
    board.drag(card(str(len(before.notes) + 1)), column("recherche"))
    new = made(before, board.saved(), "touchpoints")
    assert (new.name, new.channel) == ("Au fond à gauche", None)
    page.get_by_role("button", name="Accept the guess: Shop").click()
    assert board.saved()[new.id].channel == "shop"


def test_the_columns_of_a_pasted_sheet_are_guesses_too(room):
    board = room(step=5)
    page, before = board.page, board.session.journey
    page.locator('[data-field="capture"]').fill("Prix\tAttente\nTrois euros\tLa pause\n\tLe lundi")
    page.get_by_role("button", name="Add 3 notes").click()
    after = board.saved()
    added = [(n.text, n.heading) for n in after.notes[len(before.notes) :]]
    assert added == [("Trois euros", "Prix"), ("La pause", "Attente"), ("Le lundi", "Attente")]


def test_in_the_details_the_channel_can_be_taken_back(room):
    board = room(step=3)
    page = board.page
    board.open(f'{card("fiche")} [data-open="fiche"]')
    page.locator('[data-field="touchpoints.fiche.channel"]').select_option(
        label="not specified yet"
    )
    assert board.saved()["fiche"].channel is None
