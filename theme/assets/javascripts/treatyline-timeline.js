// The timeline page: shows what needs a script, and sets it going.
import { mountFacets } from "./treatyline-facets.js";
import { mountJumps } from "./treatyline-jumps.js";
import { mountPanels } from "./treatyline-panels.js";
import { mountPermalinks } from "./treatyline-permalinks.js";
import { mountPlace } from "./treatyline-place.js";

const form = document.querySelector(".tl-facets");
const timeline = document.querySelector(".tl-timeline");

if (form && timeline) {
  mountPlace(mountFacets(form, timeline));
  mountPanels(form);
  mountPermalinks(form, timeline);
  form.dataset.ready = "";
  if (timeline.classList.contains("tl-timeline--lazy")) mountJumps();
}
