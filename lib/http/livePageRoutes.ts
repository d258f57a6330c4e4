import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const page = fileURLToPath(new URL('./livePage', import.meta.url));
const uplot = dirname(fileURLToPath(import.meta.resolve('uplot/dist/uPlot.esm.js')));

const pageFiles = [
  'theme.css',
  'page.css',
  'parts.css',
  'icon.svg',
  'page.js',
  'charts.js',
  'dataTypeColours.js',
  'dom.js',
  'eventLists.js',
  'format.js',
  'modelCards.js',
  'modelLanes.js',
  'modelTimeline.js',
  'topologyDrawing.js',
  'topologyLayout.js',
];

/** Every file of the live page; there is no way to any other. */
const assets: readonly (readonly [path: string, folder: string, file: string])[] = [
  ['/', page, 'index.html'],
  ...pageFiles.map((file) => [`/page/${file}`, page, file] as const),
  ['/page/uPlot.esm.js', uplot, 'uPlot.esm.js'],
  ['/page/uPlot.min.css', uplot, 'uPlot.min.css'],
];

/** `GET /`: the live page, which needs nothing from outside. */
export function addLivePageRoutes(app: FastifyInstance): void {
  // Asked for anew each time, as the files change with the checkout; unchanged ones are answered 304.
  app.register(fastifyStatic, { root: page, serve: false, cacheControl: true, maxAge: 0 });
  for (const [path, folder, file] of assets) {
    app.get(path, (_request, reply) => reply.sendFile(file, folder));
  }
}
