// The custom stage between other ends than Kafka: a CSV file in; an SQLite table, a webhook, or the terminal out.
//
//     npx tsx customStage/connectors/scoreFile.ts data/wine/winequality_red.csv --to scores.db
import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { type Inlet, type InputRecord, type Outcome, TerminalReport, topics } from '@kafka-tutorial/serving';
import { createLogger, describeError, program } from '@kafka-tutorial/util';
import { buildModelServer } from '../modelServer.ts';
import { csvSource } from './csvSource.ts';
import { sqliteSink } from './sqliteSink.ts';
import { webhookSink } from './webhookSink.ts';

const tree = fileURLToPath(new URL('../../data/models/wine_decision_tree.pmml', import.meta.url));
const command = program('scoreFile', 'Scores the wines of a CSV file.')
  .argument('<file>', 'its first line names the columns')
  .option('--to <sink>', 'an SQLite file, or an http URL; else the terminal')
  .option('--model <file>', 'a PMML document', tree)
  .parse();
const { to, model } = command.opts<{ to?: string; model: string }>();

try {
  const data = csvSource(command.args[0] ?? '');
  const server = buildModelServer({ data, results: sinkFor(to), factory: createModelFactory() });
  await server.takeModel(await modelFrom(model));
  await server.run();
} catch (error) {
  createLogger('scoreFile').error(describeError(error));
  process.exitCode = 1;
}

function sinkFor(target: string | undefined): Inlet<Outcome> {
  if (target === undefined) return terminalSink();
  return /^https?:/.test(target) ? webhookSink(target) : sqliteSink(target);
}

function terminalSink(): Inlet<Outcome> {
  const report = new TerminalReport();
  return new Writable({
    objectMode: true,
    write(outcome: Outcome, _encoding, callback) {
      report.observe([outcome]);
      callback();
    },
    final(callback) {
      report.tick();
      callback();
    },
  });
}

async function modelFrom(path: string): Promise<InputRecord> {
  const descriptor = { name: path, dataType: 'wine', modeltype: ModelType.PMML, data: await readFile(path) };
  const value = Buffer.from(ModelDescriptor.encode(descriptor).finish());
  const message = {
    key: null,
    value,
    offset: '0',
    timestamp: String(Date.now()),
    attributes: 0,
    headers: {},
  };
  return { topic: topics.models, partition: 0, message };
}
