/** How a number of a lesson is written: 3,921 in both languages. */

export function grouped(value: number | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
