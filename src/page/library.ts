/**
 * The library as the models of a page import it: their bundles leave it out (cli/page-model.ts), so that what a model makes is
 * known to the interpreter and the checker, which are in the same script.
 */
import * as invariants from "../../invariants/index.ts";
import * as language from "../index.ts";

/** By the names that programs import it by. Checks are the page's own: it has no other. */
export const library: Readonly<Record<string, unknown>> = {
  synod: language,
  "synod/invariants": invariants,
  "synod/check": language,
};
