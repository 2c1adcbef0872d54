"""Texts of the desk and the projector, in the trainer's language."""

from __future__ import annotations

from kit.i18n import N_, Message, Texts
from kit.room.rounds import KIND_LABELS
from kit.room.texts import with_gaps
from kit.steps.emotions import SCORE_LABELS
from kit.steps.improvements import QUADRANTS

DESK_TEXTS: dict[str, Message] = {
    "projector": N_("Projector"),
    "desk": N_("Trainer’s desk"),
    "scan": N_("Scan this code with your phone"),
    "type": N_("or type this address and code"),
    "wifi_first": N_("First join the Wi-Fi “{name}”"),
    "joined": N_("Phones in the room: {count}"),
    "answered": N_("Answered: {answered} of {here}"),
    "begun": N_("begun: {begun}"),
    "given": N_("Answers: {given} of {asked}"),
    "private": N_("Private until revealed"),
    "part": N_("Stage to score"),
    "everything": N_("the whole journey"),
    "closed": N_("Closed", "round"),
    "open": N_("Open", "round"),
    "revealed": N_("Revealed", "round"),
    "second": N_("Second round"),
    "before": N_("Before the discussion: median {median}"),
    "median": N_("Median {median}, answers: {count}"),
    "spread": N_("middle half from {low} to {high}"),
    "result": N_("Result"),
    "apart": N_("Far apart: talk about it"),
    "who_apart": N_("Lowest: {low}. Highest: {high}."),
    "people": N_("Participants: {count}"),
    "dots": N_("Dots: {count}"),
    "no_dots": N_("No dots: {items}"),
    "impact": N_("Impact"),
    "effort": N_("Effort"),
    "no_answers": N_("No answers"),
    "waiting_notes": N_("Notes that wait for the trainer: {count}"),
    "rounds": N_("Rounds"),
    "propose": N_("Open a round"),
    "own": N_("A question of your own"),
    "kind": N_("Kind"),
    "question": N_("Question"),
    "options": N_("Options, one a line"),
    "budget": N_("Dots for each participant"),
    "moderated": N_("Notes stay hidden until you release them"),
    "open_it": N_("Open", "action"),
    "close_it": N_("Close", "action"),
    "reopen": N_("Open again"),
    "reveal": N_("Reveal"),
    "repeat": N_("Second round", "action"),
    "take": N_("Take into the map"),
    "taken": N_("Taken into the map"),
    "replace": N_("Replace"),
    "cancel": N_("Cancel"),
    "undo": N_("Undo the last change of the map"),
    "release": N_("Show", "note"),
    "release_all": N_("Show all"),
    "names": N_("Show names"),
    "groups": N_("Similar notes, to be merged when they are taken"),
    "merge": N_("Merge these {count}: {notes}"),
    "end": N_("Close the room"),
    "keep": N_("Keep what was said on this computer"),
    "kept_in": N_("Then it stays in {path}."),
    "report_in": N_("The report of the session is written in {path}."),
    "ended": N_("The room is closed. You can close this page."),
    "same_network": N_("Phones must be on the same Wi-Fi as this computer, or on its hotspot."),
}


def desk_texts(t: Texts) -> dict[str, str]:
    """Return the texts of both pages; gaps are ``{name}``."""
    kinds = {f"kind_{kind}": label for kind, label in KIND_LABELS.items()}
    quadrants = {f"quadrant_{name}": label for name, label in QUADRANTS.items()}
    scores = {f"score{score}": label for score, label in SCORE_LABELS.items()}
    every = {**DESK_TEXTS, **kinds, **quadrants, **scores}
    return {"lang": t.lang, **{name: with_gaps(message, t) for name, message in every.items()}}
