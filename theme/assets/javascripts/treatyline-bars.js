// The histogram: bars without a match fade, and lead nowhere as long as they do.

const YEARS = /^(-?[0-9]+)(?:-(-?[0-9]+))?$/;

/** Fades the bars in whose years no match begins. */
export function mountBars(matches, page = document) {
  const years = [...new Set([...matches].map((agreement) => agreement.first))];
  for (const bar of page.querySelectorAll("[data-years]")) {
    const [, from, to = from] = YEARS.exec(bar.dataset.years) ?? [];
    const isEmpty = from !== undefined && !years.some((year) => year >= Number(from) && year <= Number(to));
    bar.classList.toggle("tl-faded", isEmpty);
    for (const link of bar.matches("a") ? [bar] : bar.querySelectorAll("a")) {
      isEmpty ? link.setAttribute("tabindex", "-1") : link.removeAttribute("tabindex");
    }
  }
}
