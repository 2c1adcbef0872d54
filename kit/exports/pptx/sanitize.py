"""Copy the design of a presentation and nothing else: what may travel is on a list.

A template may be another client's finished deck. Its masters, layouts and themes are copied with
the pictures that they show, and the size of its slides. Everything else stays behind, whatever
refers to it: slides, notes, handouts, comments, custom shows, links, actions, embedded objects,
sounds, macros, data of other programs, and the properties of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from kit.exports.pptx.cleaning import (
    DRAWING,
    EMBED,
    RELATION_ID,
    SLIDES,
    clean_part,
    remove_picture,
)
from kit.exports.pptx.package import DAMAGED, OFFICE, PRESENTATION, Package, PackageError, Relation
from kit.exports.pptx.pictures import kind_of_picture, without_notes
from kit.exports.pptx.xml import element, qn

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"

ATTRIBUTES = ("rtl", "showSpecialPlsOnTitleSld")
"""Attributes of a presentation that concern its design."""

STATIC = {
    "presProps": "p:presentationPr",
    "viewProps": "p:viewPr",
    "tableStyles": "a:tblStyleLst",
}
"""Parts that every presentation has, by the name of their root; they are written empty."""

METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CORE = f"{RELATIONSHIPS}/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

NO_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


def design_of(content: bytes) -> bytes:
    """Return a presentation that has the design of another one, and nothing else of it.

    Raises
    ------
    PackageError
        If it is no presentation, is damaged, or not safe to open.
    """
    return _Copy(Package(content)).written()


class _Copy:
    """A presentation that is put together from the design of another one.

    Parts have names of their own: those of the source may say for whom it was.
    """

    def __init__(self, source: Package) -> None:
        self._source = source
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[str, list[tuple[str, str, str]]] = {}
        self._pictures: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def written(self) -> bytes:
        """Return the copy as a file, the same for the same source."""
        self._presentation()
        self._relate("", f"{OFFICE}/officeDocument", "ppt/presentation.xml")
        # Without this, python-pptx states itself as the author, and the hour.
        core = etree.Element(f"{{{METADATA}}}coreProperties", nsmap={"cp": METADATA})
        self._add("docProps/core.xml", core, CORE_TYPE)
        self._relate("", CORE, "docProps/core.xml")
        written = BytesIO()
        with ZipFile(written, "w", ZIP_DEFLATED) as target:
            for name, part in self._all_parts():
                target.writestr(ZipInfo(name), part, ZIP_DEFLATED)
        return written.getvalue()

    def _all_parts(self) -> Iterator[tuple[str, bytes]]:
        types = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        for ending, kind in (("rels", rels), ("xml", "application/xml")):
            etree.SubElement(
                types, f"{{{CONTENT_TYPES}}}Default", Extension=ending, ContentType=kind
            )
        for name, kind in self._types.items():
            etree.SubElement(
                types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=kind
            )
        yield "[Content_Types].xml", _written(types)
        for part, relations in self._relations.items():
            root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
            for id, kind, target in relations:
                place = target if not part else f"/{target}"
                etree.SubElement(
                    root,
                    f"{{{RELATIONSHIPS}}}Relationship",
                    Id=id,
                    Type=kind if not part else f"{OFFICE}/{kind}",
                    Target=place,
                )
            folder, _, name = part.rpartition("/")
            yield f"{folder}/_rels/{name}.rels".lstrip("/"), _written(root)
        yield from self._parts.items()

    def _name(self, kind: str, ending: str = "xml") -> str:
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        folder = "media" if kind == "image" else f"{kind}s" if kind != "theme" else kind
        return f"ppt/{folder}/{kind}{number}.{ending}"

    def _relate(self, part: str, kind: str, target: str) -> str:
        relations = self._relations.setdefault(part, [])
        found = next((id for id, one, to in relations if (one, to) == (kind, target)), "")
        if not found:
            found = f"rId{len(relations) + 1}"
            relations.append((found, kind, target))
        return found

    def _add(self, name: str, root: Any, type: str) -> None:
        self._parts[name], self._types[name] = _written(root), type

    # --- parts -----------------------------------------------------------------------------------

    def _presentation(self) -> None:
        source, name = self._source, "ppt/presentation.xml"
        old, relations = source.xml(source.main), source.relations(source.main)
        root = etree.Element(qn("p:presentation"), nsmap={"a": DRAWING, "r": OFFICE, "p": SLIDES})
        for attribute in ATTRIBUTES:
            if old.get(attribute):
                root.set(attribute, old.get(attribute))
        ids = element(root, "p:sldMasterIdLst")
        number = 1 << 31
        listed = old.iterfind(f"{qn('p:sldMasterIdLst')}/{qn('p:sldMasterId')}")
        for entry in _targets(listed, relations, "slideMaster"):
            master, layouts = self._master(entry, number + 1)
            related = self._relate(name, "slideMaster", master)
            element(ids, "p:sldMasterId", id=str(number)).set(RELATION_ID, related)
            number += layouts + 1
        for size in ("p:sldSz", "p:notesSz"):
            if (found := old.find(qn(size))) is not None:
                element(root, size, **dict(found.attrib))
        if (style := old.find(qn("p:defaultTextStyle"))) is not None:
            clean_part(style)
            root.append(style)
        if not len(ids):
            raise PackageError(DAMAGED)
        self._add(name, root, PRESENTATION)
        self._relate(name, "theme", "ppt/theme/theme1.xml")
        for kind, tag in STATIC.items():
            empty = etree.Element(qn(tag), nsmap={tag[0]: DRAWING if tag[0] == "a" else SLIDES})
            if kind == "tableStyles":
                empty.set("def", NO_STYLE)
            self._add(f"ppt/{kind}.xml", empty, TYPE.format(kind))
            self._relate(name, kind, f"ppt/{kind}.xml")

    def _master(self, entry: str, number: int) -> tuple[str, int]:
        """Copy a master with its theme and layouts; return its name and how many layouts it has."""
        name = self._name("slideMaster")
        root, relations = self._source.xml(entry), self._source.relations(entry)
        listed = root.find(qn("p:sldLayoutIdLst"))
        old = [] if listed is None else [*listed]
        for one in old:
            listed.remove(one)
        layouts = _targets(old, relations, "slideLayout")
        for place, layout in enumerate(layouts):
            new = element(listed, "p:sldLayoutId", id=str(number + place))
            new.set(RELATION_ID, self._relate(name, "slideLayout", self._layout(layout, name)))
        theme = next((one.target for one in relations.values() if one.kind == "theme"), None)
        if theme is None:
            raise PackageError(DAMAGED)
        self._relate(name, "theme", self._theme(theme))
        self._design(root, entry, name)
        self._add(name, root, TYPE.format("slideMaster"))
        return name, len(layouts)

    def _layout(self, entry: str, master: str) -> str:
        name = self._name("slideLayout")
        root = self._source.xml(entry)
        self._relate(name, "slideMaster", master)
        self._design(root, entry, name)
        self._add(name, root, TYPE.format("slideLayout"))
        return name

    def _theme(self, entry: str) -> str:
        name = self._name("theme")
        root = self._source.xml(entry)
        self._design(root, entry, name)
        self._add(name, root, THEME_TYPE)
        return name

    def _design(self, root: Any, entry: str, name: str) -> None:
        """Clean a part, and let it refer to copies of the pictures that it shows."""
        clean_part(root)
        relations = self._source.relations(entry)
        for blip in [*root.iter(qn("a:blip"))]:
            relation = relations.get(blip.get(EMBED, ""))
            picture = ""
            if relation is not None and relation.kind == "image":
                picture = self._picture(relation.target)
            if picture:
                blip.set(EMBED, self._relate(name, "image", picture))
            else:
                remove_picture(blip)

    def _picture(self, entry: str) -> str:
        """Copy a picture; return its name, or "" if PowerPoint would not show it."""
        if entry not in self._pictures:
            content = self._source.read(entry)
            kind = kind_of_picture(content)
            if kind is None:
                self._pictures[entry] = ""
            else:
                name = self._pictures[entry] = self._name("image", kind.ending)
                self._parts[name], self._types[name] = without_notes(content), kind.media_type
        return self._pictures[entry]


def _targets(listed: Iterable[Any], relations: Mapping[str, Relation], kind: str) -> Sequence[str]:
    """Return the entries of a kind to which the elements of a list refer, each once."""
    found = (relations.get(one.get(RELATION_ID, "")) for one in listed)
    return [*dict.fromkeys(one.target for one in found if one and one.kind == kind)]


def _written(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
