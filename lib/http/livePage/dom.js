const svgNamespace = 'http://www.w3.org/2000/svg';

/** The element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes an element. Strings become text, never markup: names of models are chosen by whoever publishes one.
 *
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function svgElement(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Sets the text of an element, touching the page only where it changes. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
