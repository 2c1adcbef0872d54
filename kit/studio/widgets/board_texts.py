"""Texts of the board, by the names that its front end uses."""

from __future__ import annotations

from dataclasses import replace
from string import Formatter
from typing import Any

from kit.i18n import N_, NP_, Message, Texts

ONE: dict[str, Message] = {
    # --- how it is going
    "saved": N_("Saved", "board"),
    "saving": N_("Saving…", "board"),
    "not_saved": N_("Not saved: {why}"),
    "no_answer": N_(
        "The notebook is not responding. Your changes are kept in this browser and will be "
        "sent again. If you restarted the notebook, run its cells again."
    ),
    "understood": N_("OK"),
    "remove_these_too": N_("Remove these too"),
    "keep": N_("Keep everything"),
    "show_faults": N_("Show what is wrong"),
    "fault": N_("Line {line}, {at}: {says}"),
    # --- above the board
    "history": N_("Undo and redo"),
    "undo": N_("Undo", "board"),
    "redo": N_("Redo", "board"),
    "undone": N_("Undone: “{name}”"),
    "undone_in_step": N_("Undone: “{name}” (step {number})"),
    "redone": N_("Redone: “{name}”"),
    "redone_in_step": N_("Redone: “{name}” (step {number})"),
    "framing": N_("Scope of the journey"),
    "persona": N_("Persona"),
    "everyone": N_("everyone"),
    "view": N_("View", "board"),
    "projector": N_("Projector"),
    "full_screen": N_("Full screen"),
    "steps": N_("Steps"),
    "step_of": N_("Step {step} of {count}"),
    "step_back": N_("Previous step"),
    "step_forth": N_("Next step"),
    "pages": N_("Pages", "board"),
    "page_back": N_("Previous page"),
    "page_forth": N_("Next page"),
    "page_of": N_("{page} of {count}", "page"),
    "edit": N_("Edit", "persona"),
    "portrait": N_("Portrait", "persona"),
    "quoted": N_("“{text}”"),
    "stages_shown": N_("Stages {first} to {last} of {count}"),
    "keyboard": N_("Keyboard"),
    "key_tab": N_("Tab, Shift+Tab"),
    "key_tab_does": N_("move to the next or previous item"),
    "key_enter": N_("Enter"),
    "key_enter_does": N_("open a card, a point or a stage; add what is typed"),
    "key_arrows_card": N_("Arrow keys on a card’s handle"),
    "key_arrows_card_does": N_("move the card up or down, or to the next stage"),
    "key_arrows_point": N_("Arrow keys on a point of the curve"),
    "key_arrows_point_does": N_("change the score by 0.5; Home and End: minimum and maximum"),
    "key_arrows_plane": N_("Arrow keys on an improvement"),
    "key_arrows_plane_does": N_("up and down: impact; left and right: effort"),
    "key_delete": N_("Delete", "key"),
    "key_delete_does": N_("remove the card, or the score of the point"),
    "key_undo": N_("Ctrl+Z"),
    "key_undo_does": N_("undo the last change of any step"),
    "key_redo": N_("Ctrl+Y"),
    "key_redo_does": N_("redo"),
    "key_escape": N_("Escape", "key"),
    "key_escape_does": N_("close the panel or cancel the drag"),
    "key_capture": N_("Ctrl+Enter in the notes"),
    "key_capture_does": N_("add them all"),
    # --- cards and columns
    "move": N_("Move (drag, or use the arrow keys)"),
    "move_this": N_("Move “{name}”"),
    "moved": N_("“{name}” moved"),
    "details": N_("Details"),
    "details_of": N_("Details of “{name}”"),
    "delete": N_("Delete", "board"),
    "delete_this": N_("Delete “{name}”"),
    "delete_item": N_("Delete {label}, {number}"),
    "duplicate": N_("Duplicate"),
    "close": N_("Close"),
    "show": N_("Show", "board"),
    "item": N_("{label}, {number}"),
    "add_to": N_("Add: {label}"),
    "add_line": N_("Add one more, then Enter"),
    "clear": N_("Clear"),
    "clear_field": N_("Clear: {label}"),
    "stages": N_("Stages"),
    "stage_name": N_("Name of stage {number}"),
    "goal": N_("Goal"),
    "actions": N_("Actions"),
    "thoughts": N_("Thoughts"),
    "add": N_("Add…"),
    "add_stage": N_("Add a stage"),
    "add_touchpoint": N_("Add a touchpoint"),
    "add_pain": N_("Add a pain point"),
    "add_improvement": N_("Add an improvement"),
    "channel": N_("Channel"),
    "group": N_("Group"),
    "importance": N_("Importance: {value} of 5"),
    "positive": N_("positive"),
    "irritant": N_("negative", "touchpoint"),
    "whole_stage": N_("The whole stage “{stage}”"),
    "no_stages": N_("No stages yet. Add them in step 2."),
    "no_personas": N_("No persona yet. Add one in step 1."),
    "nothing_yet": N_("Nothing yet"),
    "a_stages": N_("Stage"),
    "a_touchpoints": N_("Touchpoint"),
    "a_emotions": N_("Emotion"),
    "a_pain_points": N_("Pain point"),
    "a_improvements": N_("Improvement"),
    "all_personas": N_("Personas"),
    "add_personas": N_("Add a persona"),
    "all_goals": N_("Company goals"),
    "add_goals": N_("Add a goal"),
    "all_evidence": N_("Sources"),
    "add_evidence": N_("Add a source"),
    "all_channels": N_("Channels"),
    "add_channels": N_("Add a channel"),
    "assumption": N_("assumption", "statement"),
    "no_sources": N_("No sources yet. Add them under “Scope of the journey”."),
    "of": N_("of", "count"),
    "by_channel": N_("as this channel usually is"),
    "count_example": N_("14 of 60"),
    "how_many": N_("{label}: how many?"),
    "yes": N_("yes"),
    "no": N_("no"),
    "indicators": N_("Indicators"),
    "add_indicator": N_("Add an indicator, then Enter"),
    "offered": N_("The phase suggests"),
    "take_offer": N_("Take: {name}"),
    "date": N_("Date"),
    "value": N_("Value"),
    "add_value": N_("Add the value"),
    # --- emotions
    "curve": N_("Emotion curve"),
    "feels_at": N_("Emotion at “{place}”"),
    "no_score": N_("no score yet"),
    "n": N_("n = {n}"),
    "scores": N_("Participants’ scores"),
    "scores_ask": N_("Enter scores from −2 to +2, separated by spaces, such as 1 2 -1 0 0.5"),
    "scores_wrong": N_("Use numbers from −2 to +2, separated by spaces."),
    "spread": N_("Median {median}; middle 50% from {low} to {high}; n = {n}"),
    "disagree": N_(
        "Scores disagree. Ask the lowest and the highest scorer to explain, then score again."
    ),
    "disagree_short": N_("disagreement"),
    "moment_of_truth": N_("Moment of truth"),
    # --- pain points and improvements
    "dots_of": N_("Dots for “{name}”"),
    "dots_number": N_("Number of dots"),
    "dot_more": N_("Add a dot"),
    "dot_less": N_("Remove a dot"),
    "order_pains": N_("Pain points, highest priority first"),
    "to_be_said": N_("not specified yet"),
    "unsaid": N_("{label}: not specified yet"),
    "guess": N_("{name}?", "guess"),
    "take_guess": N_("Accept the guess: {name}"),
    "unnamed": N_("a touchpoint without a name yet"),
    "done_since": N_("When was “{name}” done?"),
    "done_why": N_(
        "Its effect counts as expected until the scores date from after that day. From then "
        "on, the observed effect is shown beside it."
    ),
    "done_save": N_("Save the date"),
    "done_unknown": N_("Not known yet"),
    "order_improvements": N_("Improvements, highest priority first"),
    "rank": N_("Rank"),
    "computed": N_("computed"),
    "rank_reason": N_("Why this rank?"),
    "rank_reason_of": N_("Reason for the rank of “{name}”"),
    "impact": N_("Impact"),
    "effort": N_("Effort"),
    "plane": N_("Impact–effort matrix"),
    "to_place": N_("Not placed yet"),
    "all_placed": N_("All placed"),
    "not_placed": N_("not placed yet"),
    "placed_at": N_("impact {impact}, effort {effort}: {quadrant}"),
    # --- notes
    "parking": N_("Parking lot"),
    "capture": N_("Add notes"),
    "capture_ask": N_(
        "One note per line, or paste from a spreadsheet or a Miro or Klaxoon CSV file. Press "
        "Ctrl+Enter to add them."
    ),
    "open_file": N_("Or open a CSV file"),
    "as_table": N_("Import as a table"),
    "text_in": N_("Text column"),
    "author_in": N_("Author column"),
    "every_cell": N_("every cell"),
    "nobody": N_("none", "author"),
    "column": N_("column {number}"),
    "place": N_("Place", "verb"),
    "place_this": N_("Place “{name}”"),
    "place_as": N_("as", "place"),
    "in_stage": N_("in", "stage"),
    "placed": N_("Note placed."),
    "note_missed": N_(
        "The note stays where it was: drop it on a column or a cell, or choose Place."
    ),
    "as_touchpoints": N_("touchpoint"),
    "as_pain_points": N_("pain point"),
    "as_improvements": N_("improvement"),
    "as_stages": N_("stage"),
    "as_motivations": N_("motivation"),
    "as_needs": N_("need"),
    "as_frustrations": N_("frustration"),
    "as_actions": N_("action in the stage"),
    "as_thoughts": N_("thought in the stage"),
    # --- conflicts
    "conflict": N_("Conflicting versions"),
    "conflict_why": N_("This item has since been changed by someone else, or in the file."),
    "theirs": N_("In the file"),
    "yours": N_("Your version"),
    "keep_theirs": N_("Keep the file version"),
    "keep_both": N_("Keep the file version, and mine as a note"),
    "keep_yours": N_("Keep my version"),
    "decide_later": N_("Decide later"),
    "nothing": N_("nothing"),
    # --- review
    "review_nothing": N_("No findings for this step."),
}

MANY: dict[str, Message] = {
    "sources": NP_("{count} source", "{count} sources"),
    "dots": NP_("{count} dot", "{count} dots"),
    "notes": NP_("{count} sticky note", "{count} sticky notes"),
    "add_notes": NP_("Add {count} note", "Add {count} notes"),
    "notes_added": NP_("{count} note added", "{count} notes added"),
    "findings": NP_("{count} quality check finding", "{count} quality check findings"),
    "review_says": NP_("Quality check: {count} finding", "Quality check: {count} findings"),
    "conflicts": NP_("{count} conflict to settle", "{count} conflicts to settle"),
}


def wording(t: Texts) -> dict[str, Any]:
    """Return the texts of the board in a language, with placeholders for the front end to fill."""
    return {
        "one": {name: _template(message, t) for name, message in ONE.items()},
        "many": {
            name: [_template(replace(message, count=count), t) for count in (1, 2)]
            for name, message in MANY.items()
        },
    }


def _template(message: Message, t: Texts) -> str:
    gaps = {name: "{" + name + "}" for _, name, _, _ in Formatter().parse(message.text) if name}
    return t(replace(message, values=gaps))
