import type { LogConfig } from '@kafka-tutorial/kstreams';

/**
 * How the changelog topic of a store of models differs from that of any store: a model that the models topic has taken
 * must fit in it, with what is kept beside it.
 */
export const changelogOfModels: LogConfig = { 'max.message.bytes': String(80 * 2 ** 20) };
