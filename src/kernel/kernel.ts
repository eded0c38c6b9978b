/** What the WebAssembly module exports. */
import { canonicalise, classSize } from "./columns.ts";
import { move, ready, settleLeft, widen } from "./grow.ts";
import { closeBlock, insert } from "./insert.ts";
import { open } from "./open.ts";
import { recount } from "./recount.ts";
import { search } from "./search.ts";

export { canonicalise, classSize, closeBlock, insert, move, open, ready, recount, search, settleLeft, widen };
