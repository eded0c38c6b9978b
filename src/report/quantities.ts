/** Numbers as people read them. Locale-independent, so that a report is the same text everywhere. */

/** `8 ms`, `3.2 s`, `2 min 05 s`, `3 h 07 min`. */
export function durationText(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** `512 B`, `91 MiB`, `1.5 GiB`. */
export function bytesText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit >= 3 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** States per second: `940/s`, `12 k/s`, `2.6 M/s`. */
export function rateText(perSecond: number): string {
  if (perSecond < 1000) return `${Math.round(perSecond)}/s`;
  if (perSecond < 999_500) return `${Math.round(perSecond / 1000)} k/s`;
  return `${(perSecond / 1e6).toFixed(1)} M/s`;
}

/** `0`, `4.2e-13`, `0.02`. */
export function probabilityText(probability: number): string {
  if (probability === 0) return "0";
  return probability < 0.001 ? probability.toExponential(1) : String(Number(probability.toPrecision(2)));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
