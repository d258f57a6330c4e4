/**
 * A forest of as many trees as are wanted, made by repeating those of a smaller one: what it scores means nothing, and
 * takes as long as a trained one.
 */
export function forestOf(pmml: Uint8Array, trees: number): Uint8Array {
  const text = Buffer.from(pmml).toString();
  const segments = text.match(/<Segment[ >][\s\S]*?<\/Segment>/g) ?? [];
  const first = text.indexOf(segments[0] ?? '');
  const end = text.lastIndexOf('</Segment>') + '</Segment>'.length;
  const repeated = Array.from({ length: trees }, (_, i) =>
    (segments[i % segments.length] ?? '').replace(/ id="[^"]*"/, ` id="${i + 1}"`),
  );
  return Buffer.from(text.slice(0, first) + repeated.join('\n') + text.slice(end));
}
