// Of a long timeline what is out of sight has a guessed height: after a jump the place is looked for once more.

const FRAMES = 4; // until what came in sight has its own height

export function mountJumps() {
  document.addEventListener("click", ({ target }) => target.closest('a[href^="#"]') && settle());
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") settle();
}

function settle(frames = FRAMES) {
  requestAnimationFrame(() => {
    document.querySelector(":target")?.scrollIntoView({ behavior: "instant" });
    if (frames > 1) settle(frames - 1);
  });
}
