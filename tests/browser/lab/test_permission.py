"""A client's folder opened in JupyterLab: nothing in it runs that nobody has permitted."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import nbformat
import pytest
from anywidget import AnyWidget

from kit.studio.notebooks.copies import write_copies
from tests.browser.lab.jupyterlab_server import LONG, SEEN

pytestmark = pytest.mark.browser

PERSONA = "notebooks/1_persona.ipynb"
KERNEL = {"name": "parcours", "display_name": "Parcours", "language": "python"}


def writing(marker):
    """Return code that leaves a file behind when it runs."""
    return f"import pathlib; pathlib.Path({str(marker)!r}).write_text('ran')"


def hostile(marker, **metadata):
    """Return a notebook that leaves a file behind when it runs, and calls itself the kit's."""
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(writing(marker))],
        metadata={"kernelspec": KERNEL, "parcours": {"digest": "0"}, **metadata},
    )


def refused(page):
    """Return what the page says of a notebook that may not run, once it says so."""
    said = page.locator(f'{SEEN} .parcours-permission[role="alert"]')
    said.wait_for(timeout=LONG)
    return said.inner_text()


def ran_by_hand(page, marker):
    """Run all cells by one's own hand, and wait for what they do: the kernel does run cells."""
    page.locator(f"{SEEN} .jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("F9")
    appeared(page, marker)


def appeared(page, marker):
    for _ in range(200):
        if marker.exists():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{marker} was never written")


def put(lab, name, notebook):
    (lab.client / name).write_text(nbformat.writes(notebook), "utf-8")


def saved(page):
    page.keyboard.press("Control+s")
    page.locator(".jp-mod-current.jp-mod-dirty").wait_for(state="detached", timeout=LONG)
    page.wait_for_timeout(500)


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_hostile_notebook_is_set_aside_and_reported(start_lab, tmp_path, lang):
    lab = start_lab("maison-lumen", lang=lang, files={PERSONA: hostile(tmp_path / "ran")})
    page = lab.page()
    lab.notebook(page, 1)
    said = page.locator(f'{SEEN} .parcours-permission[role="status"]').inner_text()
    assert "--trust 1_persona.ipynb.set-aside" in said
    assert {"en": "moved aside", "fr": "mis de côté"}[lang] in said
    assert "1_persona.ipynb.set-aside" in (lab.folder / "log").read_text("utf-8")
    (aside,) = (lab.client / "notebooks").glob("1_persona.ipynb.set-aside-*")
    assert "'ran'" not in (lab.client / PERSONA).read_text("utf-8")
    assert "'ran'" in aside.read_text("utf-8")
    assert not (tmp_path / "ran").exists()


@pytest.mark.soak
def test_so_is_the_notebook_of_all_workshops(start_lab, tmp_path):
    lab = start_lab(files={"notebooks/0_start.ipynb": hostile(tmp_path / "ran")})
    page = lab.page()
    lab.go(page)
    page.locator(f"{SEEN} .parcours-widgets").first.wait_for(timeout=LONG)
    said = page.locator(f'{SEEN} .parcours-permission[role="status"]').inner_text()
    assert "parcours lab --trust 0_start.ipynb.set-aside" in said
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("lang", ["en", pytest.param("fr", marks=pytest.mark.soak)])
def test_a_hostile_notebook_runs_nothing_when_opened_saved_and_reopened(start_lab, tmp_path, lang):
    """It took the place of a copy after the start."""
    lab, marker = start_lab("maison-lumen", lang=lang), tmp_path / "ran"
    put(lab, PERSONA, hostile(marker))
    page = lab.page()
    lab.go(page, f"workshops/maison-lumen/{PERSONA}")
    said = refused(page)
    assert "--trust 1_persona.ipynb" in said
    assert {"en": "Nothing in this notebook has run", "fr": "Rien"}[lang] in said
    assert page.locator(f"{SEEN} .jp-CodeCell .jp-InputArea-editor").is_visible(), "code is seen"
    page.locator(f"{SEEN} .jp-CodeCell .cm-content").click()
    page.keyboard.press("End")
    page.keyboard.type("  # mine")
    saved(page)
    assert "# mine" in (lab.client / PERSONA).read_text("utf-8")
    page.evaluate("dispatchEvent(new CustomEvent('parcours:run'))")
    page.wait_for_timeout(1500)
    page.reload()
    refused(page)
    assert not marker.exists()
    ran_by_hand(page, marker)


@pytest.mark.soak
def test_a_copy_that_a_person_has_changed_in_the_page_runs_again(start_lab, tmp_path):
    lab, marker = start_lab("maison-lumen"), tmp_path / "ran"
    page = lab.page()
    lab.notebook(page, 1)
    page.evaluate(
        """code => {
      const { model } = window.jupyterapp.shell.currentWidget.content;
      model.sharedModel.addCell({ cell_type: "code", source: code });
    }""",
        writing(marker),
    )
    assert not marker.exists()
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(1500)
    assert "'ran'" in (lab.client / PERSONA).read_text("utf-8")
    page.reload()
    appeared(page, marker)
    marker.unlink()
    # The next run of the command knows it, too.
    page.context.close()
    lab.kill()
    lab.mourned = True
    lab.start()
    lab.notebook(lab.page(), 1)
    appeared(lab.contexts[-1].pages[0], marker)


@pytest.mark.soak
def test_a_file_swapped_between_the_question_and_the_run_runs_nothing(start_lab, tmp_path):
    """What is asked about is what is in the page, and nothing else is run."""
    lab, marker = start_lab("maison-lumen"), tmp_path / "ran"
    page = lab.page()
    swapped = []

    def answer(route):
        reply = route.fetch()
        if reply.json()["allowed"]:
            put(lab, PERSONA, hostile(marker))
            page.evaluate("window.jupyterapp.shell.currentWidget.context.revert()")
            swapped.append(
                page.evaluate(
                    "window.jupyterapp.shell.currentWidget.content.model.cells.get(0)"
                    ".sharedModel.getSource()"
                )
            )
        route.fulfill(response=reply)

    lab.go(page, f"workshops/maison-lumen/{PERSONA}")
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.context?.isReady")
    lab.notebook(page, 1)
    page.route("**/parcours/permission*", answer)
    page.evaluate("dispatchEvent(new CustomEvent('parcours:run'))")
    said = refused(page)
    assert "changed" in said
    assert swapped
    assert "'ran'" in swapped[0]
    page.wait_for_timeout(1500)
    assert not marker.exists()


@pytest.mark.soak
def test_what_is_put_into_the_page_after_the_answer_is_not_run(start_lab, tmp_path):
    """All sources are read in the moment in which the answer is compared with the page."""
    lab, marker = start_lab("maison-lumen"), tmp_path / "ran"
    page = lab.page()
    lab.notebook(page, 1)
    page.evaluate(
        """code => {
      const app = window.jupyterapp;
      const execute = app.commands.execute;
      app.commands.execute = function (name, ...how) {
        const done = execute.call(this, name, ...how);
        if (name === "notebook:run-all-cells") {
          app.commands.execute = execute;
          const { cells } = app.shell.currentWidget.content.model;
          for (let at = 0; at < cells.length; at++) cells.get(at).sharedModel.setSource(code);
          window.put = true;
        }
        return done;
      };
      dispatchEvent(new CustomEvent("parcours:run"));
    }""",
        writing(marker),
    )
    page.wait_for_function("window.put")
    page.wait_for_timeout(3000)
    assert not marker.exists()


class Listener:
    """A server that a hostile file would call."""

    def __init__(self):
        self.asked = asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(204)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/called"


@pytest.fixture
def listener():
    one = Listener()
    yield one
    one.server.shutdown()
    one.server.server_close()


def with_widget(url, **metadata):
    """Return a notebook that stores a widget whose JavaScript calls an address."""
    version = AnyWidget._model_module_version.default_value
    esm = f"fetch({url!r}); export default {{ initialize() {{ fetch({url!r}) }}, " + (
        f"render() {{ fetch({url!r}) }} }}"
    )
    state = {
        "model_module": "anywidget",
        "model_module_version": version,
        "model_name": "AnyModel",
        "state": {
            "_model_module": "anywidget",
            "_model_module_version": version,
            "_model_name": "AnyModel",
            "_view_module": "anywidget",
            "_view_module_version": version,
            "_view_name": "AnyView",
            "_anywidget_id": "x",
            "_esm": esm,
            "layout": None,
        },
    }
    view = "application/vnd.jupyter.widget-view+json"
    shown = nbformat.v4.new_output(
        "display_data",
        data={view: {"version_major": 2, "version_minor": 0, "model_id": "a" * 32}},
    )
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("1", outputs=[shown], execution_count=1)],
        metadata={
            "kernelspec": KERNEL,
            "widgets": {
                "application/vnd.jupyter.widget-state+json": {
                    "version_major": 2,
                    "version_minor": 0,
                    "state": {"a" * 32: state},
                }
            },
            **metadata,
        },
    )


@pytest.mark.soak
@pytest.mark.parametrize(
    ("name", "metadata"),
    [
        (PERSONA, {"parcours": {}}),
        pytest.param(PERSONA, {}, marks=pytest.mark.soak),
        pytest.param("notebooks/other.ipynb", {}, marks=pytest.mark.soak),
    ],
)
def test_a_stored_widget_calls_nobody(start_lab, listener, name, metadata):
    lab = start_lab("maison-lumen")
    put(lab, name, with_widget(listener.url, **metadata))
    page = lab.page()
    lab.go(page, f"workshops/maison-lumen/{name}")
    page.locator(f"{SEEN} .jp-CodeCell").wait_for(timeout=LONG)
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'",
        timeout=LONG,
    )
    page.wait_for_timeout(3000)
    assert listener.asked == []
    lab.mourned = True  # JupyterLab says that it does not know the widget


def planted(folder, marker):
    """Put modules and configuration into a folder, under the names of what the kit imports."""
    code = writing(marker)
    for name in (
        *("matplotlib.py", "kit/__init__.py", "IPython/__init__.py", "sitecustomize.py"),
        *("usercustomize.py", "ipykernel_launcher.py", "ipython_config.py", "numpy.py"),
        *("ipykernel/__init__.py", "jupyter_server_config.py", "jupyter_lab_config.py"),
        *(".ipython/profile_default/startup/a.py", ".ipython/profile_default/ipython_config.py"),
        *("profile_default/startup/a.py", ".jupyter/jupyter_server_config.py"),
        *("kit.py", "traitlets.py", "tornado.py", "zmq.py", "asyncio.py", "ipywidgets.py"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(code)


def test_modules_in_a_client_s_folder_are_never_imported(start_lab, tmp_path):
    lab, marker = start_lab("maison-lumen", begun=False), tmp_path / "ran"
    for folder in (lab.client, lab.client / "notebooks", lab.client.parent, lab.folder):
        folder.mkdir(exist_ok=True)
        planted(folder, marker)
    lab.start()
    page = lab.page()
    lab.notebook(page, 4)
    assert not marker.exists()
    # A console beside the notebook, and a notebook that names Jupyter's own Python.
    for name in ("parcours", "python3"):
        answered = page.evaluate(
            """async ([name, path]) => {
          const { sessions } = window.jupyterapp.serviceManager;
          const session = await sessions.startNew(
            { path, type: "console", name: path, kernel: { name } });
          let said = "";
          const future = session.kernel.requestExecute(
            { code: "import matplotlib, numpy, ipywidgets, os, kit; print(os.getcwd())" });
          future.onIOPub = ({ content }) => { said += content.text ?? content.evalue ?? ""; };
          await future.done;
          await session.shutdown();
          return said;
        }""",
            [name, f"workshops/maison-lumen/notebooks/{name}"],
        )
        assert answered.strip() == str(lab.client / "notebooks")
    assert not marker.exists()


@pytest.mark.soak
def test_other_kernels_do_not_start_in_a_client_s_folder(start_lab, tmp_path):
    """One that is installed for this user, which knows nothing of the kit."""
    lab, marker = start_lab("maison-lumen", begun=False), tmp_path / "ran"
    spec = lab.folder / "jupyter" / "DATA" / "kernels" / "other" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Other", "language": "python"}))
    (lab.client / "notebooks").mkdir()
    planted(lab.client / "notebooks", marker)
    notebook = hostile(tmp_path / "cell", kernelspec={"name": "other", "display_name": "Other"})
    put(lab, "notebooks/other.ipynb", notebook)
    lab.start()
    page = lab.page()
    lab.go(page, "workshops/maison-lumen/notebooks/other.ipynb")
    refused(page)
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'",
        timeout=LONG,
    )
    assert not marker.exists()
    assert not (tmp_path / "cell").exists()


@pytest.mark.soak
def test_under_plain_jupyter_lab_nothing_runs_by_itself_and_nothing_is_imported(
    start_lab, tmp_path
):
    """The notebooks name the kit's kernel, which the wheel installs."""
    lab, marker = start_lab("maison-lumen", begun=False), tmp_path / "ran"
    write_copies(lab.client, "en")
    planted(lab.client / "notebooks", marker)
    put(lab, "notebooks/2_stages.ipynb", hostile(tmp_path / "cell"))
    lab.start_plain()
    page = lab.page()
    lab.go(page, "workshops/maison-lumen/notebooks/2_stages.ipynb")
    running = """name => {
      const panel = window.jupyterapp?.shell.currentWidget;
      const kernel = panel?.sessionContext?.session?.kernel;
      return panel?.context?.path.endsWith(name) && kernel?.status === "idle" && kernel.name;
    }"""
    page.wait_for_function(running, arg="2_stages.ipynb", timeout=LONG)
    page.wait_for_timeout(1500)
    assert not (tmp_path / "cell").exists()
    lab.go(page, "workshops/maison-lumen/notebooks/1_persona.ipynb")
    found = page.wait_for_function(running, arg="1_persona.ipynb", timeout=LONG)
    assert found.json_value() == "parcours"
    assert page.locator(f"{SEEN} .pk-frame").count() == 0
    plugins = "name => window.jupyterapp.hasPlugin(`parcours-lab:${name}`)"
    assert page.evaluate(plugins, "keys"), "the wheel has installed the extension"
    assert not page.evaluate(plugins, "run")
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(f"{SEEN} .pk-frame").first.wait_for(timeout=LONG)
    assert not marker.exists()


@pytest.mark.soak
def test_a_notebook_with_another_kernel_does_not_run_by_itself(start_lab, tmp_path):
    lab, marker = start_lab("maison-lumen"), tmp_path / "ran"
    page = lab.page()
    lab.notebook(page, 1)
    page.evaluate(
        """async code => {
      const panel = window.jupyterapp.shell.currentWidget;
      await panel.sessionContext.changeKernel({ name: "python3" });
      panel.content.model.sharedModel.addCell({ cell_type: "code", source: code });
      await panel.context.save();
    }""",
        writing(marker),
    )
    page.reload()
    assert "Parcours" in refused(page)
    page.wait_for_timeout(1500)
    assert not marker.exists()


@pytest.mark.soak
def test_the_page_and_the_server_agree_on_digests(start_lab):
    """Whatever a person writes into a cell or its metadata: numbers, signs, emoji, line ends."""
    lab = start_lab("maison-lumen")
    page = lab.page()
    lab.notebook(page, 1)
    odd = {
        "numbers": [1.0, -0.0, 1e21, 1e-7, 0.1, 5e-324, 1.5, 100],
        "texts": ['é\u2028\x7f\x01\t\\"', "🙂", "\r\n", "<!--"],
        "🙂": 1,
        "é": 2,
        "\ufb33": 3,
        "a": {"b": None, "c": [True, {}]},
    }
    page.evaluate(
        """async odd => {
      const { context, content } = window.jupyterapp.shell.currentWidget;
      content.model.sharedModel.addCell(
        { cell_type: "code", source: "'é🙂\\t\\u2028\\\\ '\\n\\n", metadata: odd });
      content.model.sharedModel.addCell({ cell_type: "raw", source: "raw" });
      content.model.setMetadata("odd", odd);
      await context.save();
    }""",
        odd,
    )
    page.reload()
    lab.notebook(page, 1)
    assert page.locator(f"{SEEN} .parcours-permission").count() == 0
