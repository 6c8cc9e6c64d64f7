"""Where the focus is, and whether somebody who looks for it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST_CONTRAST = 3.0
"""Between the ring round what has the focus and the paper that it is drawn on: WCAG 1.4.11."""

FOCUS = """
async () => {
  document.getAnimations().forEach((animation) => animation.finish());
  const focused = document.activeElement;
  if (focused === document.body) return null;
  window.reached = (window.reached ?? new Set()).add(focused);
  const isOption = focused.matches(".md-option");  // of Material's two schemes: the label that is shown has the ring
  const ringed = isOption ? focused.form.querySelector("label:not([hidden])") : focused;

  // Not hidden: some point of it is in the window, and nothing else lies over that point.
  const labels = [...(focused.labels ?? [])];
  const isOurs = (hit) => hit && (ringed.contains(hit) || labels.some((label) => label.contains(hit)));
  const inner = (start, length) => [0.1, 0.5, 0.9].map((part) => start + part * length);
  const points = (box) => inner(box.left, box.width).flatMap((x) => inner(box.top, box.height).map((y) => [x, y]));
  const isSeen = () => [...ringed.getClientRects()]
    .filter((box) => box.width > 0 && box.height > 0)
    .some((box) => points(box).some((point) => isOurs(document.elementFromPoint(...point))));
  // A busy browser scrolls to what has the focus some frames later.
  for (let frame = 0; frame < 100 && !isSeen(); frame += 1) await new Promise(requestAnimationFrame);

  // Ringed: by an outline or a shadow whose colour stands out from what is behind.
  const brush = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const painted = (...colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const lightness = (...colours) => {
    const [red, green, blue] = painted("white", ...colours)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const papers = [];
  for (let behind = ringed.parentElement; behind; behind = behind.parentElement) {
    papers.unshift(getComputedStyle(behind).backgroundColor);
  }
  const contrast = (colour) => {
    const [darker, lighter] = [lightness(...papers), lightness(...papers, colour)].sort((one, other) => one - other);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const style = getComputedStyle(ringed);
  const rings = [];
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) rings.push(style.outlineColor);
  if (style.boxShadow !== "none") rings.push(style.boxShadow.match(/^[a-z]+\\([^)]*\\)/)[0]);
  // In a drawing, the ring is the stroke that a shape has with the focus and has not without it.
  const shapes = focused instanceof SVGElement ? [...focused.querySelectorAll("rect, path")] : [];
  const strokes = () => shapes.map((shape) => getComputedStyle(shape).stroke);
  if (shapes.length) {
    const withFocus = strokes();
    focused.blur();
    const without = strokes();
    focused.focus({preventScroll: true, focusVisible: true});
    rings.push(...withFocus.filter((stroke, number) => stroke !== without[number] && stroke !== "none"));
  }
  return {
    name: focused.cloneNode().outerHTML.slice(0, 120),
    text: focused.textContent.trim(),
    isSeen: isSeen(),
    contrast: Math.max(1, ...rings.map(contrast)),
    reached: window.reached.size,
  };
}
"""


@dataclass(frozen=True)
class Focus:
    """What has the focus: its tag and its text, and whether it is seen; how many have had it on this page."""

    name: str
    text: str
    is_seen: bool
    contrast: float
    reached: int

    @property
    def is_visible(self) -> bool:
        """Whether something of it is in sight, with a ring that stands out."""
        return self.is_seen and self.contrast >= LEAST_CONTRAST


def focus_of(page: Page) -> Focus | None:
    """What has the focus on a page; None where nothing has."""
    found = page.evaluate(FOCUS)
    return found and Focus(found["name"], found["text"], found["isSeen"], found["contrast"], found["reached"])
