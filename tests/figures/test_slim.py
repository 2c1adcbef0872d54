from kit.figures.slim import slimmed

SVG = """<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg">
 <!-- a text -->
 <defs>
  <path id="Font-41" d="M 10.123456 20.5
L 30 40.000001
z
"/>
 </defs>
 <g id="axes_1"><g style="fill: #1d2329; stroke: none" clip-path="url(#p1)">
  <use xlink:href="#Font-41"/>
  <use xlink:href="#Font-41" transform="translate(63.921875 0)"/>
 </g></g>
 <clipPath id="p1"><rect x="1.23456" y="0" width="10" height="20.98765"/></clipPath>
</svg>
"""


def test_nothing_that_is_seen_goes():
    assert slimmed(SVG) == (
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg">'
        '<defs><path id="a1" d="M10.12 20.5L30 40z"/></defs>'
        '<g><g style="fill:#1d2329;stroke:none" clip-path="url(#a0)">'
        '<use href="#a1"/><use href="#a1" x="63.92"/></g></g>'
        '<clipPath id="a0"><rect x="1.23" y="0" width="10" height="20.98765"/></clipPath></svg>'
    )
