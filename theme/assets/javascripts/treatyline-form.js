// The form: what it offers and what is chosen in it, and what it says of that.
import { choicesOf, FACETS, isNarrowed } from "./treatyline-choices.js";

const NAMED = 2; // choices that a closed facet names; of more it says how many

const boxesOf = (form) => form.querySelectorAll("input[type=checkbox]");
const labelOf = (box) => box.closest("label").querySelector(".tl-choice__label").textContent;

/** Writes a text unless it stands there already, so that it is not announced again. */
export const say = (element, text) => element.textContent !== text && (element.textContent = text);

/** The labels of what each facet offers: by its name, by value. */
export function readOffer(form) {
  const offered = new Map(FACETS.map((name) => [name, new Map()]));
  boxesOf(form).forEach((box) => offered.get(box.name).set(box.value, labelOf(box)));
  return offered;
}

/** What is chosen. */
export function readForm(form, offered) {
  const parameters = new URLSearchParams(new FormData(form));
  if (form.querySelector(".tl-facets__order").ariaPressed === "true") parameters.set("order", "latest");
  return choicesOf(parameters, offered);
}

/** Makes the form's fields those of some choices. */
export function mountChoices(form, choices) {
  boxesOf(form).forEach((box) => (box.checked = choices[box.name].has(box.value)));
  const fields = { from: choices.from ?? "", to: choices.to ?? "", words: choices.words, all: choices.all ? "1" : "" };
  Object.entries(fields).forEach(([name, value]) => form.elements[name] && (form.elements[name].value = value));
  form.querySelector(".tl-facets__order").ariaPressed = String(choices.latestFirst);
}

/** Says what is chosen. */
export function mountChosen(form, choices, offered) {
  const isSome = isNarrowed(choices);
  form.classList.toggle("tl-facets--narrowed", isSome);
  form.querySelector(".tl-facets__clear").hidden = !isSome;
  for (const facet of form.querySelectorAll("[data-facet]")) {
    const said = facet.dataset.facet === "years" ? years(choices) : named(facet.dataset.facet, choices, offered);
    say(facet.querySelector(".tl-facet__chosen"), said);
    facet.classList.toggle("tl-facet--chosen", said !== "");
  }
}

/** Says how many agreements match, and beside each choice how many would with it. */
export function mountNumbers(form, choices, { matches, counts }, agreements) {
  const total = agreements.length;
  const number = isNarrowed(choices) ? `${matches.size} of ${total}` : total;
  say(form.querySelector(".tl-facets__result"), `${number} agreement${total === 1 ? "" : "s"}${onPage(agreements, matches)}`);
  for (const box of boxesOf(form)) {
    const count = counts.get(box.name).get(box.value) ?? 0;
    say(box.closest("label").querySelector(".tl-choice__count"), String(count));
    box.closest("label").classList.toggle("tl-choice--none", count === 0 && !box.checked);
  }
}

/** How many of the matches are here, where a page has some agreements and not others. */
function onPage(agreements, matches) {
  const isHere = ({ element }) => element !== undefined;
  const isPart = agreements.some(isHere) && !agreements.every(isHere);
  return isPart ? `, ${[...matches].filter(isHere).length} on this page` : "";
}

function named(name, choices, offered) {
  const labels = [...choices[name]].map((value) => offered.get(name).get(value));
  if (labels.length > NAMED) return `: ${labels.length} chosen`;
  const joined = labels.join(name === "party" && choices.all ? " and " : " or ");
  return joined && `: ${joined}`;
}

function years({ from, to }) {
  if (from !== null && to !== null) return `: ${from} to ${to}`;
  if (from !== null) return `: from ${from}`;
  return to === null ? "" : `: to ${to}`;
}
