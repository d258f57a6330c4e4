/**
 * How much a client wants a media type, from its Accept header (RFC 9110, section 12.5.1).
 *
 * @param type such as `text/plain`
 * @returns 0 (not at all) to 1; of several ranges that match, the most specific counts
 */
export function acceptedQuality(accept: string, type: string): number {
  const ranges = accept.split(',').map(parseRange);
  const [group] = type.split('/');
  const match = [type, `${group}/*`, '*/*'].map((name) => ranges.find((range) => range.name === name));
  return match.find((range) => range !== undefined)?.quality ?? 0;
}

function parseRange(text: string): { name: string; quality: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
