import { ModelError } from '../errors.ts';
import type { CompiledField, Program } from './program.ts';
import type { DefineFunction } from './transformations/parseTransformations.ts';

/**
 * The fields that a part of a document can see, compiled when they are first referred to. A model's scope holds what
 * its MiningSchema lists and its own derived and output fields; a segment's model sees its parent's fields only
 * where its MiningSchema lists them, and the TransformationDictionary always.
 */
export class Scope {
  readonly program: Program;
  readonly functions: ReadonlyMap<string, DefineFunction>;
  readonly #parent: Scope | undefined;
  readonly #fields = new Map<string, CompiledField | (() => CompiledField)>();
  readonly #compiling = new Set<string>();

  /** @param parent where names are looked up that are not declared here */
  constructor(program: Program, functions: ReadonlyMap<string, DefineFunction>, parent?: Scope) {
    this.program = program;
    this.functions = functions;
    this.#parent = parent;
  }

  /** Declares a field; of two with one name the first stands. */
  declare(name: string, field: CompiledField | (() => CompiledField)): void {
    if (!this.#fields.has(name)) this.#fields.set(name, field);
  }

  /** @throws ModelError MODEL_CORRUPT when nothing of that name can be seen, or it is defined by itself */
  resolve(name: string): CompiledField {
    const field = this.find(name);
    if (field === undefined) {
      throw new ModelError(
        'MODEL_CORRUPT',
        `The PMML model refers to a field "${name}" that is not declared where it is used.`,
        {
          hint: 'A model sees the fields of its MiningSchema and derived fields; a segment must list what it takes from its parent.',
        },
      );
    }
    return field;
  }

  find(name: string): CompiledField | undefined {
    const field = this.#fields.get(name);
    if (field === undefined) return this.#parent?.find(name);
    if (typeof field !== 'function') return field;
    if (this.#compiling.has(name)) {
      throw new ModelError('MODEL_CORRUPT', `The PMML field "${name}" is defined by itself.`);
    }
    this.#compiling.add(name);
    const compiled = field();
    this.#compiling.delete(name);
    this.#fields.set(name, compiled);
    return compiled;
  }
}
