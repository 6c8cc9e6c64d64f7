// Which agreements match the choices, and how many would with each choice more. Touches no page.
import { FACETS } from "./treatyline-choices.js";

/** A text for comparing: capitals and marks on letters do not count. */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const dateFits = ({ first, last }, { from, to }) => (from === null || last >= from) && (to === null || first <= to);

/** Within a facet one choice is enough, but where all parties are asked for; among facets all must be met. */
function meets(agreement, name, choices) {
  const chosen = [...choices[name]];
  const has = (value) => agreement[name].has(value);
  return chosen.length === 0 || (name === "party" && choices.all ? chosen.every(has) : chosen.some(has));
}

/** The matching agreements, and by facet and value how many there are, or would be, with that choice. */
export function watchMatches(agreements, choices) {
  const words = plain(choices.words).split(/\s+/).filter(Boolean);
  const counts = new Map(FACETS.map((name) => [name, new Map()]));
  const add = (name, value) => counts.get(name).set(value, (counts.get(name).get(value) ?? 0) + 1);
  const matches = new Set();
  for (const agreement of agreements) {
    if (!dateFits(agreement, choices) || !words.every((word) => agreement.text.includes(word))) continue;
    const missed = FACETS.filter((name) => !meets(agreement, name, choices));
    if (missed.length === 0) {
      matches.add(agreement);
      FACETS.forEach((name) => agreement[name].forEach((value) => add(name, value)));
    } else if (missed.length === 1 && !(missed[0] === "party" && choices.all)) {
      agreement[missed[0]].forEach((value) => add(missed[0], value));
    }
  }
  return { matches, counts };
}
