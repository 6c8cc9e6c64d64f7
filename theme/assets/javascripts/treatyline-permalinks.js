// A button on each agreement that copies the address of its page; where that is not possible, it goes there.

const LONG_ENOUGH = 2000; // milliseconds for which a button says that it has copied

export function mountPermalinks(form, timeline) {
  const model = form.querySelector(".tl-permalink");
  for (const link of timeline.querySelectorAll(".tl-entry__title a")) {
    const button = model.cloneNode(true);
    button.setAttribute("aria-label", `${model.getAttribute("aria-label")} ${link.textContent}`);
    button.hidden = false;
    link.closest(".tl-entry").querySelector(".tl-entry__main").append(button);
  }
  timeline.addEventListener("click", ({ target }) => {
    const button = target.closest(".tl-permalink");
    if (button) copy(button, form.querySelector(".tl-facets__said"));
  });
}

async function copy(button, said) {
  const { href } = button.closest(".tl-entry").querySelector(".tl-entry__title a");
  try {
    await navigator.clipboard.writeText(href);
  } catch {
    location.assign(href);
    return;
  }
  said.textContent = "Link copied";
  button.classList.add("tl-permalink--copied");
  setTimeout(() => {
    said.textContent = "";
    button.classList.remove("tl-permalink--copied");
  }, LONG_ENOUGH);
}
