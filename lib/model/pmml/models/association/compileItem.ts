import { ModelError } from '../../../errors.ts';
import { type PmmlValue, parseValue } from '../../dataTypes.ts';
import { requireValue } from '../../fields/requireValue.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import type { CompiledField, Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { corrupt } from '../../xml/elementReader.ts';
import type { ModelContext } from '../model.ts';
import type { Association, Item } from './associationModel.ts';

/** Whether an item is in the basket of the frame's record. */
export type ItemTest = (frame: Frame) => boolean;

/**
 * Where an item is looked for. With a group field, a record holds a whole transaction: the one active field is the list
 * of its items. Without, every item has a field of its own: a flag by the item's name, or a category as in `colour=red`.
 */
export function itemCompiler(model: Association, { scope }: ModelContext): (item: Item) => ItemTest {
  const usages = [...model.miningSchema.values()];
  const groups = usages.filter(({ usage }) => usage === 'group');
  const active = usages.filter(({ usage }) => usage === 'active');
  if (groups.length > 1) throw corrupt(model.element, `its MiningSchema has ${groups.length} group fields`);
  if (groups.length === 0) return (item) => compileOwnField(item, scope);
  const baskets = new Map<string, Basket>();
  return (item) => {
    if (item.field === undefined && active.length !== 1)
      throw corrupt(model.element, 'with a group field its MiningSchema needs exactly one active field');
    const field = scope.resolve(item.field ?? (active[0]?.name as string));
    const basket = baskets.get(field.name) ?? compileBasket(field, item);
    baskets.set(field.name, basket);
    const wanted = operand(field, item.field === undefined ? item.value : requiredCategory(item));
    return (frame) => basket(frame).has(wanted);
  };
}

function compileOwnField(item: Item, scope: Scope): ItemTest {
  if (item.field !== undefined) return compileCategory(scope.resolve(item.field), requiredCategory(item));
  const flag = scope.find(item.value);
  if (flag !== undefined) return compileFlag(flag);
  const at = item.value.indexOf('=');
  const field = at < 0 ? undefined : scope.find(item.value.slice(0, at));
  if (field === undefined) throw corrupt(item.element, `value="${item.value}" names no field`);
  return compileCategory(field, item.value.slice(at + 1));
}

function requiredCategory({ element, category }: Item): string {
  if (category === undefined) throw corrupt(element, 'the attribute category is missing');
  return category;
}

/** The items of the frame's record. */
type Basket = (frame: Frame) => ReadonlySet<PmmlValue>;

/** Makes a set of the list once for each record, for all items to look into. */
function compileBasket(field: CompiledField, { element }: Item): Basket {
  const list = field.list?.();
  if (list === undefined) throw corrupt(element, `the field "${field.name}" is computed and can be no list`);
  let epoch = Number.NaN;
  let items: ReadonlySet<PmmlValue> = new Set();
  return (frame) => {
    if (frame.epoch !== epoch) {
      items = new Set(requireValue(field.name, list(frame)));
      epoch = frame.epoch;
    }
    return items;
  };
}

function compileCategory(field: CompiledField, text: string): ItemTest {
  const wanted = operand(field, text);
  return (frame) => field.evaluate(frame) === wanted;
}

function compileFlag(field: CompiledField): ItemTest {
  return (frame) => {
    const value = field.evaluate(frame);
    return value !== undefined && isTrue(field, value);
  };
}

function isTrue({ name, dataType }: CompiledField, value: PmmlValue): boolean {
  if (dataType === 'string' && (value === 'T' || value === 'F')) return value === 'T';
  const flag = parseValue('boolean', String(value));
  if (flag !== undefined) return flag === true;
  throw new ModelError('RECORD_INVALID', `The field "${name}" must be true or false, not ${value}.`);
}
