/** Counts as people read them, in errors as in reports. Locale-independent: the same text everywhere. */

/** `1,316,584`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 state`, `3,921 states`. */
export function countOf(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}
