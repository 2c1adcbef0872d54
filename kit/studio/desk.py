"""A desk: one client's workshop while it is edited, by whichever notebook, tab or hand.

A desk never makes its caller wait: edits queue up, and one thread of its own takes them in, saves
them and answers. What it answers, and what it tells its listeners, is JSON::

    {"saved": id, "names": {asked: given}}      on the disk, forced there
    {"refused": id, "why": text, "place": […], "offer": edit?}
    {"conflict": id, "why": text, "place": […], "theirs": value, "yours": value}
    {"unsaved": id, "why": text}                still queued; tried again until it is saved

    {"journey": {…}, "edits": [ids], "undo": bool, "redo": bool}
    {"findings": [{…}]}
    {"broken": {"why": text, "file": text, "line": n, "column": n} | None}
    {"conflicts": [{…}]}
"""
