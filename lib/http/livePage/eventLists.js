import { colourIndex } from './dataTypeColours.js';
import { byId, element } from './dom.js';
import { clock, duration, result } from './format.js';

/** Fills the table of the last scored records, the latest on top. */
export function showRecords(records) {
  byId('records').replaceChildren(...records.map(row));
}

function row(record) {
  return element(
    'tr',
    { class: `type-${colourIndex(record.dataType)}` },
    element('td', {}, clock(record.time)),
    element('td', {}, element('span', { class: 'dataType' }, record.dataType)),
    element('td', { class: 'number result' }, result(record.value)),
    element('td', { class: 'name' }, record.model, element('small', {}, ` v${record.version}`)),
    element('td', { class: 'number' }, duration(record.micros / 1000)),
    element(
      'td',
      { class: 'quiet', title: `${record.topic}, partition ${record.partition}, offset ${record.offset}` },
      `${record.partition} @ ${record.offset}`,
    ),
  );
}

/** Lists the models that were taken, and those that were rejected with the reason, the latest on top. */
export function showChanges(changes) {
  const items = changes.map(item);
  byId('changes').replaceChildren(
    ...(items.length > 0 ? items : [element('li', { class: 'empty' }, 'None yet.')]),
  );
}

function item(change) {
  const { dataType, rejected } = change;
  return element(
    'li',
    { class: rejected ? 'refused' : `type-${colourIndex(dataType)}` },
    element('time', {}, clock(change.time)),
    element(
      'div',
      {},
      element('strong', {}, change.name || '(no name)'),
      element('span', { class: 'badge' }, change.modelType),
      element(
        'p',
        { class: 'quiet' },
        rejected ? `rejected: ${rejected.message} ` : `serves ${dataType}, version ${change.version}`,
        ...(rejected ? [element('code', {}, rejected.code)] : []),
      ),
    ),
  );
}

/** A change in words, for screen readers. */
export function changeInWords({ name, dataType, version, rejected }) {
  return rejected
    ? `Model ${name} was rejected: ${rejected.message}`
    : `${name} now serves ${dataType}, version ${version}`;
}
