// The agreements: what each is found by, which of those on the page are shown, and in which order.
import { plain } from "./treatyline-match.js";

const SAID = ".tl-entry__title, .tl-parties, .tl-entry__summary";
const set = (values) => new Set((values ?? "").split(" ").filter(Boolean));

/** All agreements of a timeline that is on one page. `names` are those of the parties today, by code. */
export function readAgreements(timeline, names) {
  return [...timeline.querySelectorAll(".tl-entry")].map((element) => {
    const said = () => [...element.querySelectorAll(SAID)].map((part) => part.textContent).join(" ");
    return agreementOf(element.dataset, names, { element, section: element.closest(".tl-year") }, said);
  });
}

/**
 * An agreement by its traits. Its `element` and the `section` of its year are missing where they are on another page;
 * `said` gives what else it is found by.
 */
export function agreementOf(traits, names, { element, section }, said = () => "") {
  const party = set(traits.parties);
  const year = (value, open) => (value === undefined || value === null ? open : Number(value));
  let text;
  return {
    element,
    section,
    decade: traits.decade,
    year: traits.year,
    party,
    kind: set(traits.kind),
    topic: set(traits.topics),
    status: set(traits.status),
    first: year(traits.first, -Infinity),
    last: year(traits.last, Infinity),
    /** Gathered when words are first looked for. */
    get text() {
      text ??= plain([said(), traits.words ?? "", ...[...party].map((code) => names.get(code) ?? "")].join(" "));
      return text;
    },
  };
}

/** Shows the agreements that match, and the sections that have any, be it on another page. */
export function mountMatches(timeline, agreements, matches) {
  const sections = new Set();
  for (const agreement of "latestFirst" in timeline.dataset ? [...agreements].reverse() : agreements) {
    const { element, section } = agreement;
    const isMatch = matches.has(agreement);
    if (element && element.hidden === isMatch) element.hidden = !isMatch;
    if (element && isMatch) element.classList.toggle("tl-entry--first", !sections.has(section));
    if (isMatch && section) sections.add(section);
  }
  for (const section of timeline.children) {
    if (section.hidden === sections.has(section)) section.hidden = !sections.has(section);
  }
}

/** Puts the earliest or the latest first. */
export function mountOrder(timeline, latestFirst) {
  if (("latestFirst" in timeline.dataset) === latestFirst) return;
  timeline.toggleAttribute("data-latest-first", latestFirst);
  for (const list of [timeline, ...timeline.querySelectorAll(".tl-year__agreements, .tl-decade__years ol")]) {
    list.append(...[...list.children].reverse());
  }
}
