const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A count; from a million on shortened, as `1.2M`. */
export function count(value) {
  return value >= 1e6 ? compact.format(value) : whole.format(value);
}

/** What a model said of a record: a label, or a number with at most three decimals. */
export function result(value) {
  if (value === null) return '–';
  return typeof value === 'number' ? short.format(value) : value;
}

/** A time in milliseconds, in the unit in which it reads well. */
export function duration(ms) {
  if (ms === 0) return '0';
  if (ms < 0.001) return `${significant(ms * 1e6)} ns`;
  if (ms < 1) return `${significant(ms * 1000)} µs`;
  if (ms < 1000) return `${significant(ms)} ms`;
  return `${significant(ms / 1000)} s`;
}

function significant(value) {
  return value >= 100 ? whole.format(value) : String(Number(value.toPrecision(2)));
}

/** How long something lasts, in milliseconds: `42 s`, `3 min 5 s`, `2 h 10 min`. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The time of day of an instant in milliseconds. */
export function clock(time) {
  return new Date(time).toLocaleTimeString('en-GB');
}
