// The agreements on the page: what each is found by, which are shown, and in which order.
import { plain } from "./treatyline-match.js";

const SAID = ".tl-entry__title, .tl-parties, .tl-entry__summary";
const set = (values) => new Set((values ?? "").split(" ").filter(Boolean));

/** All agreements of a timeline. `names` are those of the parties today, by code. */
export function readAgreements(timeline, names) {
  return [...timeline.querySelectorAll(".tl-entry")].map((element) => agreementOf(element, names));
}

function agreementOf(element, names) {
  const { parties, kind, topics, status, first, last, words } = element.dataset;
  const party = set(parties);
  let text;
  return {
    element,
    party,
    kind: set(kind),
    topic: set(topics),
    status: set(status),
    first: first === undefined ? -Infinity : Number(first),
    last: last === undefined ? Infinity : Number(last),
    /** Gathered when words are first looked for. */
    get text() {
      text ??= plain(
        [...element.querySelectorAll(SAID)].map((part) => part.textContent).join(" ") +
          ` ${words ?? ""} ${[...party].map((code) => names.get(code) ?? "").join(" ")}`,
      );
      return text;
    },
  };
}

/** Shows the agreements that match, and the years that have any. */
export function mountMatches(timeline, agreements, matches) {
  const years = new Set();
  for (const agreement of agreements) {
    const { element } = agreement;
    const isMatch = matches.has(agreement);
    if (element.hidden === isMatch) element.hidden = !isMatch;
    if (isMatch) years.add(element.closest(".tl-year"));
  }
  for (const year of timeline.children) {
    if (year.hidden === years.has(year)) year.hidden = !years.has(year);
  }
}

/** Puts the earliest or the latest first. */
export function mountOrder(timeline, latestFirst) {
  if (("latestFirst" in timeline.dataset) === latestFirst) return;
  timeline.toggleAttribute("data-latest-first", latestFirst);
  for (const list of [timeline, ...timeline.querySelectorAll(".tl-year__agreements")]) {
    list.append(...[...list.children].reverse());
  }
}
