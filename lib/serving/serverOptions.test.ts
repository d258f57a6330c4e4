import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseServerOptions } from './serverOptions.ts';

const options = (...args: string[]) =>
  parseServerOptions('customStage', 'scores', ['node', 'main.ts', ...args]);

afterEach(() => vi.unstubAllEnvs());

describe('where models may be read from', () => {
  it('is nowhere unless it is said', () => {
    expect(options()).toMatchObject({ modelHosts: [] });
    expect(options().modelRoot).toBeUndefined();
  });

  it('is said on the command line', () => {
    expect(options('--model-root', '/models', '--model-hosts', 'a.example, b.example:8080')).toMatchObject({
      modelRoot: '/models',
      modelHosts: ['a.example', 'b.example:8080'],
    });
  });

  it('or in the environment, before which the command line goes', () => {
    vi.stubEnv('MODEL_ROOT', '/models');
    vi.stubEnv('MODEL_HOSTS', 'a.example,');
    expect(options()).toMatchObject({ modelRoot: '/models', modelHosts: ['a.example'] });
    expect(options('--model-hosts', 'b.example')).toMatchObject({ modelHosts: ['b.example'] });
  });
});
