// Keeps the choices in the page's address: what is settled is a step to go back by, what is being typed becomes one.
import { addressOf } from "./treatyline-choices.js";

const AFTER_TYPING = 250; // milliseconds; browsers refuse an address that changes with every key

/** `onReturn` is called when the reader goes back or forward. */
export function mountAddress(onReturn) {
  let waiting; // of what is being typed: the choices, and whether they are a new step
  let isTyping = false;
  let timer;

  function write() {
    clearTimeout(timer);
    if (!waiting) return;
    const { choices, isNew } = waiting;
    waiting = undefined;
    const url = addressOf(choices, location.href);
    if (url.href !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", url);
  }

  function typed(choices) {
    waiting = { choices, isNew: waiting?.isNew ?? !isTyping };
    isTyping = true;
    clearTimeout(timer);
    timer = setTimeout(write, AFTER_TYPING);
  }

  function settled(choices) {
    write();
    waiting = { choices, isNew: true };
    isTyping = false;
    write();
  }

  addEventListener("pagehide", write);
  addEventListener("popstate", () => {
    clearTimeout(timer);
    waiting = undefined;
    isTyping = false;
    onReturn();
  });
  return { typed, settled };
}
