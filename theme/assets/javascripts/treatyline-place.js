// Where a reader was: who comes back to a narrowed timeline finds the same agreement at the same height. The browser
// looks for the place before anything is narrowed.
import { navigation, settle } from "./treatyline-jumps.js";

/** `shown` is a promise of the page as the address has it. */
export async function mountPlace(shown) {
  addEventListener("pagehide", () => {
    const entry = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".tl-entry");
    const place = entry && { id: entry.id, top: entry.getBoundingClientRect().top };
    history.replaceState({ ...history.state, place }, "");
  });
  const { place } = history.state ?? {};
  if (navigation() !== "back_forward" || !place) return;
  await shown;
  await loaded();
  const entry = document.getElementById(place.id);
  if (entry) settle(() => scrollBy({ top: entry.getBoundingClientRect().top - place.top, behavior: "instant" }));
}

function loaded() {
  return new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("load", done, { once: true });
  });
}
