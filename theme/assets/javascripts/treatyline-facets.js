// What is chosen narrows the timeline, is told, and stands in the address.
import { mountAddress } from "./treatyline-address.js";
import { mountMatches, mountOrder, readAgreements } from "./treatyline-agreements.js";
import { mountBars } from "./treatyline-bars.js";
import { choicesOf, isNarrowed } from "./treatyline-choices.js";
import { mountDecades, mountParts } from "./treatyline-decades.js";
import { mountChoices, mountChosen, mountNumbers, readForm, readOffer, say } from "./treatyline-form.js";
import { watchIndex } from "./treatyline-index.js";
import { watchMatches } from "./treatyline-match.js";

/** Gives a promise of the timeline as the address has it. */
export function mountFacets(form, timeline) {
  const offered = readOffer(form);
  const source = sourceOf(form, timeline, offered.get("party"));
  const result = form.querySelector(".tl-facets__result");
  const again = form.querySelector(".tl-facets__again");
  const everything = result.textContent;

  async function show(choices) {
    const focused = document.activeElement;
    mountOrder(timeline, choices.latestFirst);
    mountParts(choices);
    mountChosen(form, choices, offered);
    const isSome = isNarrowed(choices);
    const agreements = isSome || source.isAsked ? await everyAgreement() : null;
    again.hidden = !(isSome && !agreements);
    if (!agreements) {
      say(result, isSome ? "The list of agreements did not come" : everything);
      return;
    }
    const found = watchMatches(agreements, choices);
    mountMatches(timeline, agreements, found.matches);
    mountBars(found.matches);
    mountNumbers(form, choices, found, agreements);
    mountDecades(agreements, found.matches, isSome);
    if (focused?.closest("[hidden]")) result.focus();
  }

  /** What there is to choose from; null where it did not come. */
  async function everyAgreement() {
    if (!source.isHere) say(result, "Looking through all agreements …");
    return source.read().catch(() => null);
  }

  function restore() {
    const choices = choicesOf(new URL(location.href).searchParams, offered);
    mountChoices(form, choices);
    return show(choices);
  }

  const address = mountAddress(restore);

  function settle() {
    const choices = readForm(form, offered);
    show(choices);
    address.settled(choices);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", settle);
  form.elements.words.addEventListener("input", () => {
    const choices = readForm(form, offered);
    show(choices);
    address.typed(choices);
  });
  form.querySelector(".tl-facets__clear").addEventListener("click", () => {
    const { latestFirst } = readForm(form, offered);
    mountChoices(form, { ...choicesOf(new URLSearchParams(), offered), latestFirst });
    settle();
  });
  again.addEventListener("click", settle);
  form.querySelector(".tl-facets__order").addEventListener("click", ({ currentTarget }) => {
    currentTarget.ariaPressed = String(currentTarget.ariaPressed !== "true");
    settle();
  });
  return restore();
}

/** The agreements on the page, or those of a file where there are more than on the page. */
function sourceOf(form, timeline, names) {
  const { index } = form.dataset;
  if (!index) {
    const agreements = readAgreements(timeline, names);
    globalThis.requestIdleCallback?.(() => agreements.forEach(({ text }) => text)); // before the first key
    return { isAsked: true, isHere: true, read: () => Promise.resolve(agreements) };
  }
  const source = watchIndex(index, names);
  form.addEventListener("focusin", () => source.read().catch(() => {}), { once: true });
  return source;
}
