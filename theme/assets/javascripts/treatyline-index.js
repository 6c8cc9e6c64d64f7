// The agreements of a timeline of several pages, from one file that is fetched once somebody is about to choose.
import { agreementOf } from "./treatyline-agreements.js";

/**
 * `isAsked` says whether anybody has asked for them, `isHere` whether they have come, `read` gives a promise of them.
 * What could not be fetched is asked for again next time.
 */
export function watchIndex(address, names, page = document) {
  let asked;
  let isHere = false;

  async function fetched() {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const { columns, rows } = await response.json();
    const agreements = rows.map((row) => {
      const traits = Object.fromEntries(columns.map((name, place) => [name, row[place]]));
      const element = page.getElementById(`a-${traits.id}`) ?? undefined;
      const section = element?.closest(".tl-year") ?? page.getElementById(`d${traits.decade}`) ?? undefined;
      return agreementOf(traits, names, { element, section });
    });
    isHere = true;
    return agreements;
  }

  return {
    get isAsked() {
      return asked !== undefined;
    },
    get isHere() {
      return isHere;
    },
    read() {
      asked ??= fetched().catch((error) => {
        asked = undefined;
        throw error;
      });
      return asked;
    },
  };
}
