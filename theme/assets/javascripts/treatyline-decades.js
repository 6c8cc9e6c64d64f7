// The pages of a timeline of several: what is chosen goes along with every link from one to another, and each decade
// says how much of it matches.
import { addressOf } from "./treatyline-choices.js";

/** Keeps the choices in the links to the timeline's other pages. */
export function mountParts(choices, page = document) {
  for (const link of page.querySelectorAll("a[data-part]")) {
    const href = link.getAttribute("href").replace(/\?[^#]*/, "");
    const { search } = addressOf(choices, new URL(href, location.href));
    link.setAttribute("href", href.replace(/(?=#|$)/, search));
  }
}

/** Says how many agreements of each decade and of each year match; `isSome` whether any are left out. */
export function mountDecades(agreements, matches, isSome, page = document) {
  const places = page.querySelectorAll("[data-decade], [data-year]");
  if (places.length === 0) return; // one page has everything
  const all = counted(agreements, "decade");
  const matching = { decade: counted(matches, "decade"), year: counted(matches, "year") };
  for (const place of places) {
    const { decade, year } = place.dataset;
    const number = (year === undefined ? matching.decade.get(decade) : matching.year.get(year)) ?? 0;
    const isPart = isSome && decade !== undefined;
    place.querySelector(".tl-decade__number").textContent = isPart ? `${number} of ${all.get(decade)}` : number;
    place.classList.toggle("tl-decade--none", number === 0);
  }
}

/** How many agreements have each value of a name. */
function counted(agreements, name) {
  const counts = new Map();
  for (const agreement of agreements) counts.set(agreement[name], (counts.get(agreement[name]) ?? 0) + 1);
  return counts;
}
