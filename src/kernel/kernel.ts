/** What the WebAssembly module exports. */
import { move, settleLeft, widen } from "./grow.ts";
import { closeBlock, insert } from "./insert.ts";
import { open } from "./map.ts";
import { search } from "./search.ts";

export { closeBlock, insert, move, open, search, settleLeft, widen };
