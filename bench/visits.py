"""What a page costs who opens it in Chromium, and what can be read on it."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, TimeoutError
from pypdf import PdfReader

from bench.measure import ChildFailed
from bench.peers import Tool
from tests.conftest import CHROMIUM_FLAGS
from tests.web import OneOrigin

ALONE = (*CHROMIUM_FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")
"""Chromium that finds no other machine: to stop requests one by one, as `OneOrigin` does, would slow what is timed."""

PATIENCE = 180_000
"""Milliseconds after which a tool is taken to have failed."""

DRAWN = {
    Tool.OURS: (".tl-entry", "document.querySelector('form.tl-facets')?.checkVisibility()"),
    Tool.TIMELINEJS: (".tl-slide", "window.isDrawn"),
    Tool.VIS: (".vis-item.vis-box", "window.isDrawn"),
}
"""What stands for an agreement in each tool's page, and when the tool itself holds that it is done."""

WORD = "lantern"
"""What is typed into the field for words: two of twelve subjects are found by it."""

WATCH = """
{
  const isDone = () =>
    performance.getEntriesByType("navigation")[0]?.loadEventEnd > 0 &&
    document.querySelectorAll("SELECTOR").length >= COUNT && (SAID);
  const inFrame = requestAnimationFrame;
  const note = () => (window.readyAt = performance.now());
  const look = () => inFrame(() => (isDone() ? inFrame(() => inFrame(note)) : look()));
  look();
}
"""
"""Notes when a page is ready. Looked at in every frame; the two frames after it is done are for it to be painted."""

TIMING = """
async ([choose, word]) => {
  const ACTS
  const frame = () => new Promise(requestAnimationFrame);
  const drawn = () => [...document.querySelectorAll("SELECTOR")];
  const shown = () => drawn().filter((one) => one.checkVisibility()).length;
  async function cost(act) {
    await new Promise((done) => setTimeout(done, 400));
    const begun = performance.now();
    act();
    while (!isSettled()) await frame();
    document.documentElement.getBoundingClientRect();
    await frame();
    await frame();
    return performance.now() - begun;
  }
  const costs = { nothing: await cost(() => {}) };
  const left = {};
  for (const [name, act] of Object.entries({ choice, back })) {
    costs[name] = await cost(act);
    left[name] = shown();
  }
  costs.word = 0;
  for (let length = 1; length <= word.length; length++) {
    costs.word = Math.max(costs.word, await cost(() => type(word.slice(0, length))));
  }
  left.word = shown();
  costs.clear = await cost(clear);
  left.clear = shown();
  return { costs, left };
}
"""
"""Times each act from a task of its own, after a rest, until what it changes is laid out and two frames have passed."""

ACTS = {
    Tool.OURS: """
  form = document.querySelector("form.tl-facets"),
    words = form.elements.words,
    boxes = [...form.querySelectorAll("[data-facet=party] input[type=checkbox]")],
    labelOf = (box) => box.closest("label").querySelector(".tl-choice__label").textContent,
    box = boxes.find((one) => labelOf(one) === choose),
    choice = () => box.click(),
    back = choice,
    type = (text) => ((words.value = text), words.dispatchEvent(new Event("input", { bubbles: true }))),
    clear = () => form.querySelector(".tl-facets__clear").click(),
    isSettled = () => true;
  box.closest("details").open = true;
""",
    Tool.VIS: """
  narrow = (party, words) => (Object.assign(chosen, { party, words }), view.refresh()),
    choice = () => narrow(choose, ""),
    back = () => narrow("", ""),
    type = (text) => narrow("", text),
    clear = back,
    isSettled = () => drawn().length === view.length;
""",
}
"""How a reader's acts are done in each tool that has any. Ours is done with when it returns; vis draws in frames."""

READABLE = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.checkVisibility({ visibilityProperty: true })) texts.push(data);
  }
  return texts.join(" ");
}
"""
"""The text that is shown to who scrolls there. `innerText` leaves out what is not laid out before it is in sight."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds until a page was ready, and of each act on it; how many agreements an act left."""

    ready: float
    acts: Mapping[str, float]
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes that came, compressed, by what they are, and in how many answers."""

    script: int
    style: int
    total: int
    answers: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page is made of, what it asked for elsewhere, and how many of the titles can be read on it."""

    weight: Weight
    strays: tuple[str, ...]
    elements: int
    without_script: int
    printed: int


def visit(browser: Browser, tool: Tool, url: str, count: int, party: str) -> Visit:
    """Open a page as somebody does who was never there, wait until it is ready, and narrow it. Raises ChildFailed."""
    with _profile(browser, tool) as context:
        page = _ready(context, tool, url, count)
        ready = page.evaluate("readyAt")
        if tool not in ACTS:
            return Visit(ready, {}, {})
        program = TIMING.replace("ACTS", ACTS[tool].strip()).replace("SELECTOR", DRAWN[tool][0])
        timed = page.evaluate(program, [party, WORD])
    left = timed["left"]
    if {left["back"], left["clear"]} != {count} or not (0 < left["choice"] < count and 0 < left["word"] < count):
        raise ChildFailed(f"{tool} left other agreements than it should: {left}")
    return Visit(ready, timed["costs"], left)


def reading(browser: Browser, tool: Tool, url: str, titles: Sequence[str]) -> Reading:
    """Look at a page without timing it. Raises ChildFailed."""
    requests: list[Request] = []
    with _profile(browser, tool) as context:
        guard = OneOrigin(url, context)
        context.on("requestfinished", lambda request: requests.append(request))
        page = _ready(context, tool, url, len(titles))
        page.wait_for_load_state("networkidle")
        elements = page.evaluate("document.getElementsByTagName('*').length")
        printed = "".join(part.extract_text() for part in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
        weight = weight_of((_what(request), request.sizes()["responseBodySize"]) for request in requests)
    with _profile(browser, tool, java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(url)
        read = plain.evaluate(READABLE)
    return Reading(weight, tuple(guard.strays), elements, found(titles, read), found(titles, printed))


def _what(request: Request) -> str:
    """The ending of what was asked for; a page has none."""
    return Path(urlsplit(request.url).path).suffix


def weight_of(sizes: Iterable[tuple[str, int]]) -> Weight:
    """What came, from the ending and the bytes of each answer."""
    of = Counter[str]()
    for number, (ending, size) in enumerate(sizes, 1):
        of.update({ending: size, "all": size})
        of["answers"] = number
    return Weight(of[".js"], of[".css"], of["all"], of["answers"])


def found(titles: Sequence[str], text: str) -> int:
    """How many of the titles stand in a text, each as often as agreements have it at most.

    Only letters and figures count, so that a title is found over the end of a line or a page. Long ones are looked
    for first and taken out: a short one that is a part of them is not found in them.
    """
    left, number = _bare(text), 0
    for title, wanted in sorted(Counter(map(_bare, titles)).items(), key=lambda pair: -len(pair[0])):
        number += min(left.count(title), wanted)
        left = left.replace(title, "\n")
    return number


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


# --- Chromium -----------------------------------------------------------------------------------------------


def _ready(context: BrowserContext, tool: Tool, url: str, count: int) -> Page:
    """A page that is ready. Raises ChildFailed where it does not become so."""
    selector, said = DRAWN[tool]
    context.add_init_script(WATCH.replace("SELECTOR", selector).replace("SAID", said).replace("COUNT", str(count)))
    page = context.new_page()
    page.goto(url, wait_until="commit")
    try:
        page.wait_for_function("window.readyAt", timeout=PATIENCE, polling=100)
    except TimeoutError as error:
        raise ChildFailed(f"{tool} was not ready within {PATIENCE // 1000} seconds") from error
    return page


@contextmanager
def _profile(browser: Browser, tool: Tool, **options: Any) -> Iterator[BrowserContext]:
    """A profile without anything, so that nothing is there already. Raises ChildFailed for what goes wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block", **options)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    except Error as error:
        raise ChildFailed(f"{tool}: {error.message}") from error
    finally:
        context.close()
