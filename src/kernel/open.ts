/** Opens all of the kernel for a thread: before each run, since the host changes the shape between runs. */
import { openColumns } from "./columns.ts";
import { forms, openMap } from "./map.ts";

/** `page`: the control page; `region`: the thread's own. */
export function open(page: usize, region: usize): void {
  openMap(page, region);
  if (forms !== 0) openColumns();
}
