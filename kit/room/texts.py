"""Texts of the phone's page, in every language: a phone shows those of its own."""

from __future__ import annotations

import json
from string import Formatter

from kit.i18n import LANGUAGES, N_, Message, Texts, UserText, texts
from kit.steps.emotions import SCORE_LABELS, WORDS

PHONE_TEXTS: dict[str, Message] = {
    "join": N_("Join the workshop"),
    "code": N_("Code"),
    "code_hint": N_("The 6 characters on the screen"),
    "name": N_("Name or nickname"),
    "name_hint": N_("You can leave this empty."),
    "enter": N_("Join", "room"),
    "joining": N_("Joining…"),
    "wrong_code": N_("This code is not right. Compare it with the screen."),
    "wait_code": N_("Too many wrong codes. Try again in {seconds} s."),
    "full": N_("The room is full. Tell your trainer."),
    "no_room": N_("The room does not answer. Are you on the Wi-Fi shown on the screen?"),
    "waiting": N_("You are in. The next question will appear here."),
    "open": N_("Open", "round"),
    "closed": N_("Closed", "round"),
    "revealed": N_("Revealed", "round"),
    "again": N_("Second round: answer again after the discussion."),
    "private": N_("Nobody sees your answer before it is revealed."),
    "private_names": N_(
        "Nobody sees your answer before it is revealed. The trainer can then see your name."
    ),
    "progress": N_("Answered: {answered} of {here}"),
    "begun": N_("begun: {begun}"),
    "unfinished": N_("Sent: {done} of {count}. Not finished yet."),
    "nobody": N_("No answers"),
    "to_send": N_("{count} to be sent"),
    "all_sent": N_("All sent"),
    "offline": N_("No connection. Your answers are kept on this phone and sent later."),
    "moved": N_(
        "This address no longer answers. Scan the new code on the screen. Not sent from here:"
    ),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "late": N_("Too late: the round was revealed before this arrived. Not counted:"),
    "not_taken": N_("This answer was not accepted:"),
    "note": N_("Your note"),
    "note_hint": N_("One thing per note"),
    "add": N_("Send", "note"),
    "your_notes": N_("Your notes"),
    "delete": N_("Delete “{text}”"),
    "moderated": N_("The trainer reads notes before they are shown."),
    "word": N_("A word for the feeling"),
    "thought": N_("What goes through the customer’s mind?"),
    "left": N_("{left} of {budget} dots left"),
    "more": N_("One dot more for “{item}”"),
    "less": N_("One dot less for “{item}”"),
    "dots_for": N_("Dots: {count}"),
    "impact": N_("Impact"),
    "effort": N_("Effort"),
    "low": N_("low", "scale"),
    "high": N_("high", "scale"),
    "poor": N_("poor", "scale"),
    "excellent": N_("excellent", "scale"),
    "item_of": N_("{number} of {count}"),
    "back": N_("Back"),
    "next": N_("Next"),
    "over": N_("This round is closed. Look at the screen."),
    "result": N_("Result"),
    "median": N_("Median {median}, answers: {count}"),
    "yours": N_("Yours: {value}"),
    "apart": N_("Opinions are far apart."),
    "on_screen": N_("The result is on the screen."),
}


def phone_texts() -> str:
    """Return the texts of the page in every language, as JSON; gaps are ``{name}``."""
    scores = {f"score{score}": label for score, label in SCORE_LABELS.items()}
    words = {f"word_{key}": label for key, (label, _) in WORDS.items()}
    every = {**PHONE_TEXTS, **scores, **words}
    readers = {lang: texts(lang) for lang in LANGUAGES}
    told = {
        lang: {name: with_gaps(message, t) for name, message in every.items()}
        for lang, t in readers.items()
    }
    return json.dumps(told, ensure_ascii=False)


def with_gaps(message: Message, t: Texts) -> str:
    """Return a text in the reader's language whose gaps are still open."""
    gaps = [name for _, name, _, _ in Formatter().parse(message.text) if name]
    return t(message, **{name: UserText(f"{{{name}}}") for name in gaps})
