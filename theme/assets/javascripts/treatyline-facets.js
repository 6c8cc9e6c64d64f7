// What is chosen narrows the timeline, is told, and stands in the address.
import { mountAddress } from "./treatyline-address.js";
import { mountMatches, mountOrder, readAgreements } from "./treatyline-agreements.js";
import { mountBars } from "./treatyline-bars.js";
import { choicesOf } from "./treatyline-choices.js";
import { mountChoices, mountNumbers, readForm, readOffer } from "./treatyline-form.js";
import { watchMatches } from "./treatyline-match.js";

export function mountFacets(form, timeline) {
  const offered = readOffer(form);
  const agreements = readAgreements(timeline, offered.get("party"));
  const result = form.querySelector(".tl-facets__result");

  function show(choices) {
    const found = watchMatches(agreements, choices);
    const focused = document.activeElement;
    mountMatches(timeline, agreements, found.matches);
    mountOrder(timeline, choices.latestFirst);
    mountBars(found.matches);
    mountNumbers(form, choices, offered, found, agreements.length);
    if (focused?.closest("[hidden]")) result.focus();
  }

  function restore() {
    const choices = choicesOf(new URL(location.href).searchParams, offered);
    mountChoices(form, choices);
    show(choices);
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
  form.querySelector(".tl-facets__order").addEventListener("click", ({ currentTarget }) => {
    currentTarget.ariaPressed = String(currentTarget.ariaPressed !== "true");
    settle();
  });
  restore();
}
