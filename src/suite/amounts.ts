/** Sizes and times as people write them, in a suite as on a command line. */

const units: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes: `4GiB`, `500MB`, `1.5 GiB`, or a bare number of bytes. Null: it is none. */
export function bytesOf(text: string): number | null {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(digits) * (units[unit.toLowerCase()] ?? Number.NaN));
  return digits === "" || !Number.isSafeInteger(bytes) || bytes < 1 ? null : bytes;
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** `30s`, `5m`, `1.5 h`, `250ms`. The unit is not left out: a bare number could mean any. Null: it is none. */
export function millisecondsOf(text: string): number | null {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim()) ?? [];
  const time = Number(digits) * (milliseconds[unit.toLowerCase()] ?? Number.NaN);
  return digits === "" || !Number.isFinite(time) || time <= 0 ? null : time;
}
