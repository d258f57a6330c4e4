import { colourIndex } from './dataTypeColours.js';
import { byId, element, setText } from './dom.js';
import { clock, count, duration, span } from './format.js';

const cards = new Map();
const previousShown = 3;

/** Shows the current model of each data type. */
export function showModels(models, now) {
  const parent = byId('models');
  if (cards.size === 0) {
    const none = element('p', { class: 'empty' }, 'No model yet: records are skipped until one arrives.');
    parent.replaceChildren(...(Object.keys(models).length === 0 ? [none] : []));
  }
  for (const [dataType, stats] of Object.entries(models)) {
    let card = cards.get(dataType);
    if (card === undefined) {
      card = makeCard(dataType);
      cards.set(dataType, card);
      parent.append(card.root);
    }
    card.show(stats, now);
  }
}

function makeCard(dataType) {
  const field = Object.fromEntries(
    ['scored', 'p50', 'p99', 'range', 'errors'].map((name) => [name, element('dd')]),
  );
  const type = element('span', { class: 'badge' });
  const name = element('h3');
  const served = element('p', { class: 'quiet' });
  const description = element('p', { class: 'description' });
  const previous = element('ol', {
    class: 'previous',
    'aria-label': `Models of ${dataType} before, latest first`,
  });
  const root = element(
    'article',
    { class: `card type-${colourIndex(dataType)}`, 'aria-label': `Model of ${dataType}` },
    element('p', { class: 'cardTop' }, element('span', { class: 'dataType' }, dataType), type),
    name,
    served,
    description,
    element(
      'dl',
      {},
      pair('Scored', field.scored),
      pair('Median', field.p50),
      pair('99 %', field.p99),
      pair('Min – max', field.range),
      pair('Errors', field.errors),
    ),
    previous,
  );
  let shown;

  return {
    root,
    show(stats, now) {
      setText(type, stats.modelType);
      setText(name, stats.name);
      setText(served, `version ${stats.version} · since ${clock(stats.since)} · ${span(now - stats.since)}`);
      setText(description, stats.description);
      setText(field.scored, count(stats.usage));
      setText(field.p50, duration(stats.p50));
      setText(field.p99, duration(stats.p99));
      setText(field.range, `${duration(stats.min)} – ${duration(stats.max)}`);
      setText(field.errors, count(stats.errors));
      field.errors.classList.toggle('bad', stats.errors > 0);
      if (shown === stats.since) return;
      previous.replaceChildren(...stats.previous.slice(0, previousShown).map(previousModel));
      if (shown !== undefined) {
        root.animate({ boxShadow: ['0 0 0 5px var(--type)', '0 0 0 0 transparent'] }, motion(1600));
      }
      shown = stats.since;
    },
  };
}

function pair(term, description) {
  return element('div', {}, element('dt', {}, term), description);
}

function previousModel(model) {
  return element(
    'li',
    {},
    element('span', { class: 'previousName' }, model.name),
    element('span', {}, model.modelType),
    element('span', { class: 'number' }, `${count(model.usage)} in ${span(model.until - model.since)}`),
  );
}

function motion(ms) {
  return { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms, easing: 'ease-out' };
}
