"""A whole workshop, from a client's name to the report, as one room does it in an hour."""

from __future__ import annotations

from pathlib import Path

from tests.browser.lab.jupyterlab_server import LONG, SEEN, STEPS, Notebook

CLIENT = "The Corner Bakery"
FOLDER = Path("workshops", "the-corner-bakery")

QUOTATION = "I have ten minutes, not an hour."
PERSONA = {
    "initials": "NR",
    "quotation": QUOTATION,
    "general.occupation": "Nurse",
    "general.place": "A medium-sized town",
    "general.household": "Two children",
    "demographics.gender": "Woman",
    "demographics.age": "35 to 44",
    "demographics.income": "About the median",
    "demographics.area": "Urban",
    "personality.character": ["in a hurry", "loyal once convinced"],
    "personality.information": ["neighbours", "the map on the phone"],
    "goals.short_term": ["bread before school: today"],
    "goals.long_term": ["to be known by name"],
    "problems.product": ["sold out at six"],
    "problems.life": ["little time #always"],
    "wishes.improve": ["to know what is left"],
    "wishes.solutions": ["an order by phone"],
    "relation.how": ["walked past"],
    "relation.why": ["it is close"],
    "relation.likes": ["the welcome", "the rye bread"],
    "empathy.motivations": ["a calm evening"],
    "empathy.needs": ["certainty"],
    "empathy.frustrations": ["queueing for nothing"],
}
STAGES = (
    "I walk past",
    "I wonder what they have",
    "I go in",
    "I queue and pay",
    "I eat it at home",
    "I come back",
)
TOUCHPOINTS = (
    ("i-walk-past", "The window", "Window, street and shopping centre"),
    ("i-walk-past", "A neighbour", "Word of mouth"),
    ("i-wonder-what-they-have", "Opening hours", "Search engine"),
    ("i-wonder-what-they-have", "The page", "Social networks"),
    ("i-go-in", "The welcome", "Shop"),
    ("i-go-in", "The shelf", "Shop"),
    ("i-queue-and-pay", "The queue", "Shop"),
    ("i-queue-and-pay", "The till", "Shop"),
    ("i-eat-it-at-home", "The bag", "Packaging"),
    ("i-eat-it-at-home", "An exchange", "Returns"),
    ("i-come-back", "The stamp card", "Print"),
    ("i-come-back", "The review", "Customer reviews"),
)
FEELINGS = {"the-window": 1, "the-queue": -1.5, "the-welcome": 2}
PAINS = (
    ("i-wonder-what-they-have", "Opening hours are wrong online", "Process"),
    ("i-go-in", "No price on the small loaves", "Financial"),
    ("i-go-in", "Nobody says what is left", "Support"),
    ("i-queue-and-pay", "Twelve minutes at six o’clock", "Productivity"),
    ("i-queue-and-pay", "The terminal is cash only below 10 €", "Process"),
    ("i-eat-it-at-home", "The rye bread dries in a day", "Offer"),
)
IMPROVEMENTS = (
    ("Correct the hours in the listings", 5, 1),
    ("Price tags on every loaf", 4, 2),
    ("A board with what is left", 3, 2),
    ("A second till from five to seven", 5, 4),
    ("Contactless from one euro", 4, 3),
    ("Paper bags that keep bread fresh", 2, 3),
)


class Walk:
    """One way through the six steps, with whichever hands."""

    def __init__(self, server, hands, page) -> None:
        self.server, self.hands, self.page = server, hands, page
        self.now = Notebook(page)
        self.folder = server.folder / FOLDER

    def saved(self):
        return self.now.saved(self.folder)

    def go_on(self, step: int) -> None:
        """Go on to the next step by the link at the end of this one."""
        self.hands.press(self.now(".way-on:visible").last)
        self.now.opened(step)

    def create(self) -> None:
        page, now, hands = self.page, self.now, self.hands
        name = now(".parcours-widgets input[type=text]")
        name.wait_for(timeout=LONG)
        hands.write(name, CLIENT)
        hands.choose(now(".parcours-widgets select").nth(0), "a blank sheet")
        hands.press(page.get_by_role("button", name="Create", exact=True))
        page.get_by_text(f"“{CLIENT}” is ready.").wait_for(timeout=LONG)
        hands.press(page.get_by_role("link", name="Open step 1"))
        now.opened(1)

    def persona(self) -> None:
        now, hands = self.now, self.hands
        hands.enter(now('[data-quick="personas"]'), "Nora")
        for name, said in PERSONA.items():
            place = f"personas.nora.{name}"
            if isinstance(said, str):
                hands.write(now.field(place), said)
                continue
            for text in said:
                hands.enter(now.field(f"{place}.new"), text)
        assert self.saved()["nora"].empathy.frustrations[0].text == "queueing for nothing"

    def stages(self) -> None:
        now, hands = self.now, self.hands
        for name in (*STAGES[1:], STAGES[0]):
            hands.enter(now('[data-quick="stages"]'), name)
        hands.to_front(
            now('[data-grip="i-walk-past"]'), now('[data-card="i-wonder-what-they-have"]')
        )
        assert tuple(stage.name for stage in self.saved().stages) == STAGES

    def touchpoints(self) -> None:
        now, hands = self.now, self.hands
        for stage, name, channel in TOUCHPOINTS:
            column = now(f'.pk-column:has([data-stage="{stage}"])')
            hands.write(column.locator("input[data-quick]"), name)
            hands.choose(column.locator("form select"), channel)
            hands.press(column.locator("form button"))
        hands.press(now('.pk-main [data-open="the-queue"]'))
        hands.choose(now.field("touchpoints.the-queue.nature"), "negative")
        hands.rate(now('.pk-panel [data-field="touchpoints.the-queue.importance"]'), 5)
        assert self.saved()["the-queue"].importance == 5
        self.undo_and_redo()

    def undo_and_redo(self) -> None:
        now, hands = self.now, self.hands
        before = self.saved()
        hands.press(now('[data-do="undo"]'))
        now('[data-do="redo"]:not([disabled])').wait_for()
        assert self.saved()["the-queue"].importance != 5
        hands.press(now('[data-do="redo"]'))
        now('[data-do="redo"][disabled]').wait_for()
        assert self.saved() == before

    def reload(self, step: int) -> None:
        """Load the page anew: everything is there, by itself."""
        self.page.reload()
        self.now.opened(step)

    def emotions(self) -> None:
        now, hands = self.now, self.hands
        for at, score in FEELINGS.items():
            hands.feel(now(".pk-chart"), now(f'[data-at="{at}"] input'), score)
            assert self.saved().emotion("nora", at).score == score

    def speak(self, label: str, said: str) -> None:
        """Choose another language: the notebook speaks it by itself."""
        self.hands.choose(self.now(".parcours-reader select"), label)
        self.page.locator(f"{SEEN} .pk-status", has_text=said).wait_for(timeout=LONG)

    def pains(self) -> None:
        now, hands = self.now, self.hands
        for stage, what, group in PAINS:
            column = now(f'.pk-column:has([data-stage="{stage}"])')
            hands.write(column.locator("input[data-quick]"), what)
            select = column.locator("form select")
            label = next(
                one.strip()
                for one in select.locator("option").all_text_contents()
                if one.strip().endswith(group)
            )
            hands.choose(select, label)
            hands.press(column.locator("form button"))
        dots = now('[data-card="twelve-minutes-at-six-o-clock"]').get_by_role(
            "button", name="Add a dot"
        )
        for _ in range(3):
            hands.press(dots)
        assert len(self.saved().pain_points) == len(PAINS)

    def improvements(self) -> None:
        now, hands = self.now, self.hands
        for solution, _, _ in IMPROVEMENTS:
            hands.enter(now('[data-quick="improvements"]'), solution)
        made = self.saved().improvements
        for record, (solution, impact, effort) in zip(made, IMPROVEMENTS, strict=True):
            assert record.solution.text == solution
            cell = now(f'.pk-cell[data-impact="{impact}"][data-effort="{effort}"]')
            hands.place(now(f'[data-card="{record.id}"]'), cell, impact, effort)
            placed = self.saved()[record.id]
            assert (placed.impact, placed.effort) == (impact, effort)

    def start_exports(self) -> None:
        """Ask for files that are created while work goes on."""
        for name in ("Canvases", "Poster"):
            self.hands.press(self.page.get_by_role("button", name=name))
        self.page.get_by_text("Creating the").first.wait_for()

    def exports(self) -> None:
        """Find what was created in the meantime."""
        made = self.server.folder / "outputs" / "the-corner-bakery"
        for text, name in (
            ("Open the canvases", "canvas-A4.pdf"),
            ("Open the poster", "poster.pdf"),
        ):
            link = self.page.locator(f"{SEEN} a", has_text=text)
            link.wait_for(timeout=LONG)
            assert link.get_attribute("href").partition("?")[0].endswith(name)
            assert (made / name).read_bytes().startswith(b"%PDF")

    def report(self) -> None:
        page, hands = self.page, self.hands
        hands.press(page.get_by_role("button", name="Create report"))
        link = page.locator(f"{SEEN} a", has_text="Open the report")
        link.wait_for(timeout=LONG)
        made = self.server.folder / "outputs" / "the-corner-bakery" / "report.html"
        assert CLIENT in made.read_text("utf-8")

    def short(self) -> None:
        """Go from a client's name to the report by the first step alone."""
        self.create()
        now, hands = self.now, self.hands
        hands.enter(now('[data-quick="personas"]'), "Nora")
        hands.write(now.field("personas.nora.quotation"), QUOTATION)
        hands.enter(now.field("personas.nora.empathy.needs.new"), "certainty")
        persona = self.saved()["nora"]
        assert (persona.quotation.text, persona.empathy.needs[0].text) == (QUOTATION, "certainty")
        self.server.go(self.page, f"{FOLDER}/notebooks/{STEPS[6]}.ipynb")
        self.now.opened(6)
        self.report()

    def whole(self) -> None:
        """Go all the way."""
        self.create()
        self.persona()
        self.go_on(2)
        self.stages()
        self.go_on(3)
        self.touchpoints()
        self.reload(3)
        self.go_on(4)
        self.emotions()
        self.speak("Français", "Enregistré")
        self.speak("English", "Saved")
        self.go_on(5)
        self.pains()
        self.go_on(6)
        self.start_exports()
        self.improvements()
        self.exports()
        self.report()
