/** As Java's Pattern.matches: the pattern has to match all of the topic's name. */
export function matchesWhole(pattern: RegExp, topic: string): boolean {
  return wholePattern(pattern).test(topic);
}

export function wholePattern(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, ''));
}
