/** Fills `nearest` with the places of the best results, the best first; of equal ones the earlier. */
export function selectNearest(results: Float64Array, leastIsBest: boolean, nearest: Int32Array): void {
  const isBetter = (left: number, right: number) =>
    leastIsBest
      ? (results[left] as number) < (results[right] as number)
      : (results[left] as number) > (results[right] as number);
  let count = 0;
  for (let place = 0; place < results.length; place += 1) {
    if (count === nearest.length) {
      if (!isBetter(place, nearest[count - 1] as number)) continue;
      count -= 1;
    }
    let at = count;
    for (; at > 0 && isBetter(place, nearest[at - 1] as number); at -= 1)
      nearest[at] = nearest[at - 1] as number;
    nearest[at] = place;
    count += 1;
  }
}
