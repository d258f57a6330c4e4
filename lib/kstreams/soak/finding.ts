/** What the soak test found wrong. */
export class Finding extends Error {
  override readonly name = 'Finding';
}
