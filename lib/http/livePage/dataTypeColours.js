// Wine is red whichever data type comes first.
const order = new Map([['wine', 0]]);
const colours = 6;

/** The number of a data type's colour, `--type-0` and so on in page.css: the same everywhere on the page. */
export function colourIndex(dataType) {
  if (!order.has(dataType)) order.set(dataType, order.size % colours);
  return order.get(dataType);
}

/** The colour itself, in the light or dark scheme of the moment, for a canvas. */
export function colour(dataType) {
  return cssColour(`--type-${colourIndex(dataType)}`);
}

/** A colour of page.css. */
export function cssColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
