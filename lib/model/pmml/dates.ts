const daySeconds = 86_400;

/** Days from 1970-01-01 to a `2024-02-29`; `undefined` when it is no such date. */
export function parseDate(text: string): number | undefined {
  const match = /^\s*(-?\d{4,6})-(\d{2})-(\d{2})\s*$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that does not exist would have rolled over into the next month.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() / 1000 / daySeconds;
}

/** Seconds since midnight of a `23:59`, `23:59:59` or `23:59:59.5`. */
export function parseTime(text: string): number | undefined {
  const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*$/.exec(text);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 60) return undefined;
  return hours * 3600 + minutes * 60 + seconds;
}

/** Seconds from 1970-01-01T00:00 to a `2024-02-29T23:59:59`. PMML knows no time zones. */
export function parseDateTime(text: string): number | undefined {
  const [dateText, timeText, ...rest] = text.trim().split(/[T ]/);
  if (dateText === undefined || timeText === undefined || rest.length > 0) return undefined;
  const date = parseDate(dateText);
  const time = parseTime(timeText);
  return date === undefined || time === undefined ? undefined : date * daySeconds + time;
}

export function formatDate(days: number): string {
  return new Date(days * daySeconds * 1000).toISOString().slice(0, 10);
}

export function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, seconds % 1 === 0 ? 19 : 23);
}

export function formatDateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, seconds % 1 === 0 ? 19 : 23);
}
