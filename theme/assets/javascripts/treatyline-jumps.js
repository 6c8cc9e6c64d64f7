// Of a long timeline what is out of sight has a guessed height: after a jump the place is looked for once more.

const FRAMES = 4; // until what came in sight has its own height

export function mountJumps() {
  const jump = () => document.querySelector(":target")?.scrollIntoView({ behavior: "instant" });
  document.addEventListener("click", ({ target }) => target.closest('a[href^="#"]') && settle(jump));
  if (navigation() === "navigate") settle(jump);
}

/** How the page was come to: `navigate`, `reload` or `back_forward`. */
export const navigation = () => performance.getEntriesByType("navigation")[0]?.type;

/** Calls what goes to a place in each of the next frames. */
export function settle(go, frames = FRAMES) {
  requestAnimationFrame(() => {
    go();
    if (frames > 1) settle(go, frames - 1);
  });
}
