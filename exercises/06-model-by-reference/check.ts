import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { modelCatalog, readModelDescriptor } from '@kafka-tutorial/data';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { withHttpServer } from '../checking/withHttpServer.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';

type Learner = typeof import('./solution/modelBytes.ts');

const secret = 'secret';

export default defineChecks<Learner>({
  'reads a model from the descriptor or from the folder': (learner, { equal, random }) =>
    withModels(async ({ folder, root, model, name }) => {
      const allowed = { root, hosts: [], maxBytes: model.length };
      equal(text(await learner.modelBytes({ data: model }, allowed)), text(model), 'The bytes in `data`.');
      await symlink(join('wine', name), join(folder, 'models', 'latest'));
      for (const location of random.shuffle([
        `wine/${name}`,
        `wine/../wine/${name}`,
        join(root, 'wine', name),
        pathToFileURL(join(root, 'wine', name)).href,
        'latest',
      ])) {
        const bytes = await learner.modelBytes({ location }, allowed);
        equal(text(bytes), text(model), `${location} is below ${root}: may it not be read?`);
      }
    }),

  'reads a model from an allowed host': (learner, tools) =>
    withModels(async ({ root, model }) => {
      const path = `/${tools.random.word()}.pmml`;
      await withHttpServer(
        (request, answer) => answer.writeHead(request.url === path ? 200 : 404).end(model),
        async (host) => {
          const allowed = { root, hosts: ['models.example', host], maxBytes: model.length };
          const bytes = await learner.modelBytes({ location: `http://${host}${path}` }, allowed);
          tools.equal(text(bytes), text(model), 'The bytes that the server answers with.');
          const look = 'The server has answered with status 404.';
          await refuses(learner, `http://${host}${path}.old`, allowed, tools, look);
        },
      );
    }),

  'refuses a file outside of the folder': (learner, tools) =>
    withModels(async ({ folder, root }) => {
      const allowed = { root, hosts: [], maxBytes: 1_000_000 };
      const neighbour = join(folder, 'models-of-others', secret);
      const locations = [
        `../${secret}`,
        `wine/../../${secret}`,
        join(folder, secret),
        pathToFileURL(join(folder, secret)).href,
        `%2e%2e/${secret}`,
        neighbour,
        `../models-of-others/${secret}`,
      ];
      for (const location of tools.random.shuffle(locations)) {
        await refuses(learner, location, allowed, tools, `Does it lead below ${root}?`);
      }
      await refuses(learner, 'wine/none.pmml', allowed, tools, 'There is no such file.');
      await refuses(learner, 'wine', allowed, tools, 'This is a folder.');
    }),

  'refuses a link that leads out': (learner, tools) =>
    withModels(async ({ folder, root }) => {
      const allowed = { root, hosts: [], maxBytes: 1000 };
      await symlink(join(folder, secret), join(root, 'escape'));
      await symlink(folder, join(root, 'up'));
      await symlink('escape', join(root, 'twice'));
      for (const location of tools.random.shuffle(['escape', `up/${secret}`, 'twice'])) {
        await refuses(learner, location, allowed, tools, 'Where does the link lead in the end?');
      }
    }),

  'refuses other schemes': (learner, tools) =>
    withModels(async ({ root }) => {
      const locations = ['data:,secret', 'ftp://127.0.0.1/secret', 'blob:nodedata:secret', 'http://'];
      for (const location of locations) {
        const allowed = { root, hosts: ['127.0.0.1', ''], maxBytes: 1000 };
        await refuses(learner, location, allowed, tools, 'Which schemes does `fetch` know besides http?');
      }
    }),

  'asks no host but the allowed ones': (learner, tools) =>
    withModels(async ({ root }) => {
      let asked = 0;
      const forbidden: RequestListener = (_, answer) => {
        asked++;
        answer.end(secret);
      };
      await withHttpServer(forbidden, async (other) => {
        const leadsOn: RequestListener = (_, answer) =>
          answer.writeHead(302, { location: `http://${other}/${secret}` }).end();
        await withHttpServer(leadsOn, async (host) => {
          const allowed = { root, hosts: [host], maxBytes: 1000 };
          const look = `Only ${host} may be asked. Which host gives the answer in the end?`;
          const locations = [`http://${other}/`, `http://${host}@${other}/`, `http://${host}/away`];
          for (const location of locations) {
            await refuses(learner, location, allowed, tools, look);
            tools.that(asked === 0, `${location} was refused, but ${other} has been asked`, look);
          }
        });
      });
    }),

  'refuses a model that is too large': (learner, tools) =>
    withModels(async ({ root, model, name }) => {
      const maxBytes = model.length - 1;
      const look =
        'One byte more than `maxBytes` is too many, and a length that is announced is only a claim.';
      await refuses(learner, `wine/${name}`, { root, hosts: [], maxBytes }, tools, look, 'MODEL_TOO_LARGE');
      let sent = 0;
      // Without a Content-Length, and as much as the reader takes.
      const large: RequestListener = (_, answer) => {
        const send = () => {
          while (sent < largest && !answer.destroyed) {
            sent += chunk.length;
            if (!answer.write(chunk)) return answer.once('drain', send);
          }
          return answer.end();
        };
        send();
      };
      await withHttpServer(large, async (host) => {
        const allowed = { root, hosts: [host], maxBytes };
        await refuses(learner, `http://${host}/large`, allowed, tools, look, 'MODEL_TOO_LARGE');
        tools.that(
          sent < largest,
          `the limit is ${maxBytes} bytes, and ${sent} were taken`,
          'When do you stop reading?',
        );
      });
    }),
});

const chunk = Buffer.alloc(64 * 1024, 'a');
const largest = 64 * 2 ** 20;

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** A folder with a model, reached by a link, and something beside it that nobody shall read. */
async function withModels(
  use: (models: { folder: string; root: string; model: Buffer; name: string }) => Promise<void>,
): Promise<void> {
  const [entry] = await modelCatalog();
  if (!entry) throw new Error('the catalog of models is empty');
  const model = Buffer.from((await readModelDescriptor(entry)).data ?? []);
  await withTemporaryFolder(async (folder) => {
    const root = join(folder, 'linked');
    await mkdir(join(folder, 'models', 'wine'), { recursive: true });
    await mkdir(join(folder, 'models-of-others'));
    await symlink('models', root);
    await writeFile(join(root, 'wine', entry.file), model);
    await writeFile(join(folder, secret), secret);
    await writeFile(join(folder, 'models-of-others', secret), secret);
    await use({ folder, root, model, name: entry.file });
  });
}

async function refuses(
  { modelBytes }: Learner,
  location: string,
  allowed: Parameters<Learner['modelBytes']>[1],
  { equal, that }: CheckTools,
  look: string,
  code = 'MODEL_LOCATION_REFUSED',
): Promise<void> {
  const outcome = await modelBytes({ location }, allowed).catch((error: unknown) => error);
  if (outcome instanceof Uint8Array) {
    that(!text(outcome).includes(secret), `${location}: the secret was read`, look);
    that(false, `${location}: ${outcome.length} bytes were read`, look);
  }
  const { code: found, message } = outcome as { code?: string; message?: string };
  equal(
    { code: found, namesLocation: message?.includes(location) ?? false },
    { code, namesLocation: true },
    `${look} The error was: ${message}`,
  );
}
