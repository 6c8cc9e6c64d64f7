// The panels of the facets. Where they lie over the page one is open at a time, and going elsewhere closes it; where
// they stand in it none closes by itself, for then all below would move under a finger.

export function mountPanels(form) {
  const panels = [...form.querySelectorAll("details")];
  const isOver = (panel) => getComputedStyle(panel.lastElementChild).position === "absolute";

  function close(but) {
    const open = panels.filter((panel) => panel.open && panel !== but && isOver(panel));
    open.forEach((panel) => (panel.open = false));
  }

  panels.forEach((panel) => panel.addEventListener("toggle", () => panel.open && close(panel)));
  panels.forEach((panel) =>
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.firstElementChild.focus();
    }),
  );
  document.addEventListener("pointerdown", ({ target }) => close(target.closest("details")));
  form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && close(relatedTarget.closest("details")));
}
