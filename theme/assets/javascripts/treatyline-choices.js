// What a reader has chosen, and how an address says it: ?party=KAZ&party=RUS&all=1&from=1990&order=latest
// Nothing in an address is trusted: what the form does not offer is passed over.

export const FACETS = ["party", "kind", "topic", "status"];
const NAMES = [...FACETS, "all", "from", "to", "words", "order"];
const YEAR = /^-?[0-9]{1,4}$/;
const LONGEST = 200;

/** The choices that some parameters make; `offered` has the labels of a facet by value, by its name. */
export function choicesOf(parameters, offered) {
  const year = (name) => (YEAR.test(parameters.get(name) ?? "") ? Number(parameters.get(name)) : null);
  const facets = FACETS.map((name) => [
    name,
    new Set(parameters.getAll(name).filter((value) => offered.get(name)?.has(value))),
  ]);
  return {
    ...Object.fromEntries(facets),
    all: parameters.get("all") === "1",
    from: year("from"),
    to: year("to"),
    words: (parameters.get("words") ?? "").slice(0, LONGEST),
    latestFirst: parameters.get("order") === "latest",
  };
}

/** An address with the choices in its query, and all else in it as it was. */
export function addressOf(choices, address) {
  const url = new URL(address);
  NAMES.forEach((name) => url.searchParams.delete(name));
  for (const name of FACETS) {
    choices[name].forEach((value) => url.searchParams.append(name, value));
  }
  const rest = {
    all: choices.all && choices.party.size ? "1" : "",
    from: choices.from ?? "",
    to: choices.to ?? "",
    words: choices.words.trim(),
    order: choices.latestFirst ? "latest" : "",
  };
  Object.entries(rest).forEach(([name, value]) => value !== "" && url.searchParams.append(name, value));
  return url;
}

/** Whether anything is chosen that leaves agreements out. */
export function isNarrowed(choices) {
  const { from, to, words } = choices;
  return FACETS.some((name) => choices[name].size) || from !== null || to !== null || words.trim() !== "";
}
