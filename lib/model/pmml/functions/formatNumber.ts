import { invalidArgument } from './builtin.ts';

const directive = /%([-+ 0,]*)(\d{1,3})?(?:\.(\d{1,2}))?([dfeEgs%])/g;

/** Writes a number by a C format: `%3d`, `%05d`, `%.2f`, `%8.3f`, `%e`, with text around it. */
export function formatNumber(value: number, format: string): string {
  if (format.length > 1000) throw invalidArgument('formatNumber', 'the format has more than 1000 characters');
  let used = false;
  const text = format.replace(
    directive,
    (_, flags: string, width: string, precision: string, kind: string) => {
      if (kind === '%') return '%';
      used = true;
      return pad(
        sign(digits(Math.abs(value), kind, precision, flags), value, flags),
        Number(width ?? 0),
        flags,
      );
    },
  );
  if (!used)
    throw invalidArgument(
      'formatNumber',
      `the format ${JSON.stringify(format)} has no directive for a number`,
    );
  return text;
}

function digits(size: number, kind: string, precision: string | undefined, flags: string): string {
  const places = Number(precision ?? 6);
  if (kind === 'd') {
    if (!Number.isInteger(size)) throw invalidArgument('formatNumber', `%d needs an integer, not ${size}`);
    return group(String(size), flags);
  }
  if (kind === 'f') return group(toPlaces(size, places), flags);
  if (kind === 's') return String(size);
  if (kind === 'g') return size.toPrecision(Math.max(places, 1));
  const text = size.toExponential(places).replace(/e([+-])(\d)$/, 'e$10$2');
  return kind === 'E' ? text.toUpperCase() : text;
}

/** A half is rounded up as the number is written: 2.585 to two places is 2.59, though in binary it lies below. */
function toPlaces(size: number, places: number): string {
  const text = String(size);
  const shifted = Math.round(Number(`${text}e${places}`));
  const exact = !text.includes('e') && Number.isSafeInteger(shifted);
  return (exact ? Number(`${shifted}e-${places}`) : size).toFixed(places);
}

function group(text: string, flags: string): string {
  if (!flags.includes(',')) return text;
  const [whole, fraction] = text.split('.');
  const grouped = (whole as string).replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function sign(text: string, value: number, flags: string): string {
  if (value < 0) return `-${text}`;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function pad(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const signed = /^[-+ ]/.exec(text)?.[0] ?? '';
  return signed + text.slice(signed.length).padStart(width - signed.length, '0');
}
