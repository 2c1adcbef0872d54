"""What a learner sees, in a page without JupyterLab: the lesson's front end, widget and folder."""

from __future__ import annotations

import json

from kit.exports import html
from kit.i18n import texts
from kit.studio.learning import start
from kit.studio.lessons import Learner, Lesson
from kit.studio.parts import PARTS
from kit.theme import Theme
from tests.studio.learning import learners

ORIGIN = "https://lesson.test/"

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Lesson</title>
<meta name="viewport" content="width=device-width">
<style>{css} body {{ margin: 16px }}</style></head>
<body><main><h1>Lesson</h1>{places}</main><script type="module">
import lesson from "./lesson.js";
const models = (window.models = []);
for (const [n, state] of Object.entries(await window.states())) {{
  const heard = {{}};
  const model = {{
    get: (name) => state[name],
    set: (name, value) => {{ state[name] = value; heard["change:" + name]?.(); }},
    say: (message) => heard["msg:custom"]?.(message),
    on: (name, say) => (heard[name] = say),
    off: () => {{}},
    send: async (message) => {{
      const {{ states, said }} = await window.ask(Number(n), message);
      for (const [other, news] of Object.entries(states)) models[other].set("state", news);
      for (const one of said) model.say(one);
    }},
  }};
  models.push(model);
  lesson.render({{ model, el: document.getElementById("lesson-" + n) }});
}}
window.ready = true;
</script></body></html>"""


class Lessons:
    """A learner's folder with one part's views, shown in a page."""

    def __init__(self, pages, root, name, lang, part, views, width=1440, answer=None):
        self.folder = start(root, "Alice", name, lang).folder
        if answer:
            self.write(name, lang, answer)
        self.learner = Learner(self.folder, PARTS[part], texts(lang))
        self.widgets = [Lesson(self.learner, view) for view in views]
        self.page = page = pages.new_page(viewport={"width": width, "height": 900})
        self.said, self.asked = [], []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.expose_function("states", self._states)
        page.expose_function("ask", self._ask)
        places = "".join(f'<div id="lesson-{n}"></div>' for n in range(len(views)))
        css = html.properties(Theme()) + html.stylesheet("section.css")
        css += str(Lesson._css)
        content = PAGE.format(lang=lang, css=css, places=places)
        script = str(Lesson._esm)

        def served(route):
            if route.request.url.endswith(".js"):
                route.fulfill(content_type="text/javascript", body=script)
            else:
                route.fulfill(content_type="text/html", body=content)

        page.route(ORIGIN + "**", served)
        page.goto(ORIGIN)
        page.wait_for_function("window.ready")

    def write(self, name, lang, answer):
        """Put an answer into the learner's folder."""
        (self.folder / "workshop.yaml").write_text(learners.text(name, lang, answer), "utf-8")

    def _states(self):
        names = ("view", "lang", "texts", "state")
        states = [{name: getattr(one, name) for name in names} for one in self.widgets]
        return json.loads(json.dumps(states))

    def _ask(self, number, message):
        said = []
        widget = self.widgets[number]
        widget.send = said.append
        widget.handle_message(widget, message, [])
        states = {n: one.state for n, one in enumerate(self.widgets)}
        return json.loads(json.dumps({"states": states, "said": said}))

    def refresh(self):
        """Show what the folder has now."""
        for number, one in enumerate(self.widgets):
            one._refresh()
            state = json.loads(json.dumps(one.state))
            self.page.evaluate(
                "([n, state]) => window.models[n].set('state', state)", [number, state]
            )

    def close(self):
        """Leave the page."""
        self.page.close()
        for widget in self.widgets:
            widget.close()
