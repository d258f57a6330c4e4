/** ln(n!) of a whole number that is not negative: added up while that is short, then Stirling's series. */
export function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  const square = n * n;
  const tail = 1 / (12 * n) - 1 / (360 * n * square) + 1 / (1260 * n * square * square);
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + tail;
}
