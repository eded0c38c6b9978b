/** By what threads tell the searches apart that they take part in: a number, never used again in a process's thread. */
let searches = 0;

export function newSearch(): number {
  return ++searches;
}
