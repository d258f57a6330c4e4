/** Commands that pages show without running them there. */
export type KnownCommand =
  /** Which test runs the program, and by which name of it. */
  | { readonly command: RegExp; readonly test: string; readonly runs: string }
  /** Why none does. */
  | { readonly command: RegExp; readonly untested: string };

const server = (name: string): KnownCommand => ({
  command: new RegExp(`^npm run ${name}( -- |$)`),
  test: `${name}/main.integration.test.ts`,
  runs: `'${name}'`,
});

/** The first that matches a command counts. */
export const knownCommands: readonly KnownCommand[] = [
  { command: /^npm ci$/, test: '.ci/run', runs: 'npm ci' },
  { command: /^npm start( -- |$)/, test: 'start/main.integration.test.ts', runs: 'start/main.ts' },
  {
    command: /^npm run client( -- |$)/,
    test: 'client/client.integration.test.ts',
    runs: "new URL('main.ts'",
  },
  {
    command: /^npm run reader( -- |$)/,
    test: 'client/client.integration.test.ts',
    runs: 'dataReader.main.ts',
  },
  { command: /^npm run repl$/, test: 'start/repl.integration.test.ts', runs: 'start/repl.ts' },
  {
    command: /^npm run kafka -- [a-z]/,
    test: 'start/kafka/tools.integration.test.ts',
    runs: "new URL('main.ts'",
  },
  {
    command: /^npm run kafka( -- --|$)/,
    test: 'lib/embeddedKafka/embeddedKafka.integration.test.ts',
    runs: "new URL('main.ts'",
  },
  {
    command: /^npm run labs( -- run [a-z-]+)?( --predict [a-d])?$/,
    test: 'exercises/labs/labs.integration.test.ts',
    runs: 'exercises/labs/main.ts',
  },
  server('customStage'),
  {
    command:
      /^npm run exercises( -- (\d+|list|(run|hint|solution|reset) \d+|verify( \d+)?|workspace \S+( --without-solutions)?))?$/,
    test: 'exercises/runner/commandLine.integration.test.ts',
    runs: 'exercises/main.ts',
  },
  { command: /^npm test$/, test: '.ci/run', runs: 'npm test' },
  server('actorsPersistent'),
  server('kstreamsInMemory'),
  server('kstreamsKVStore'),
  server('kstreamsCustomStore'),
  {
    command: /^npm run alerts -- --from (topic|stream)$/,
    test: 'actorsPersistent/alerts/directMessaging.integration.test.ts',
    runs: 'resultsFrom',
  },
  {
    command: /^npx tsx customStage\/connectors\/scoreFile\.ts /,
    test: 'customStage/connectors/connectors.integration.test.ts',
    runs: 'customStage/connectors/scoreFile.ts',
  },
  { command: /^npm run golden:kstreams -- /, test: 'lib/kstreams/golden/golden.test.ts', runs: 'runCases' },
  {
    command: /^(KAFKA_BROKERS=\S+ )?npm run soak:kstreams -- /,
    test: 'lib/kstreams/soak/soak.integration.test.ts',
    runs: './soak.ts',
  },
  {
    command: /^(KAFKA_BROKERS=\S+ )?npx vitest run --project integration lib\/kstreams\/conformance$/,
    test: 'lib/kstreams/conformance/java.integration.test.ts',
    runs: 'KAFKA_BROKERS',
  },
  {
    command: /^KAFKA_BROKERS=\S+ npm start$|^export KAFKA_/,
    test: 'lib/kafka/provisioning/environment.integration.test.ts',
    runs: 'KAFKA_BROKERS',
  },
  {
    command: /^KAFKA_PROVISION=testcontainers npm start$/,
    test: 'lib/kafka/provisioning/testcontainers.integration.test.ts',
    runs: 'testcontainersStarter',
  },
  {
    command: /^(echo \S+ \| )?kcat /,
    test: 'lib/embeddedKafka/conformance/kcat.integration.test.ts',
    runs: 'kcat',
  },
  {
    command: /^curl -s localhost:5500\/state$/,
    test: 'customStage/models.integration.test.ts',
    runs: '/state',
  },
  { command: /^curl -sN localhost:5500\/events$/, test: 'lib/http/eventRoutes.test.ts', runs: '/events' },
  {
    command: /^curl -s 'localhost:5500\/topology\?format=text'$/,
    test: 'lib/http/httpApp.test.ts',
    runs: '/topology?format=text',
  },
  {
    command: /^curl -s localhost:8893\/state\/(value|instances\/models)$/,
    test: 'kstreamsCustomStore/main.integration.test.ts',
    runs: '/state/instances/models',
  },
  {
    command: /^curl -s '?localhost:8892\/state\/(value\?dataType=wine'|instances)$/,
    test: 'kstreamsKVStore/main.integration.test.ts',
    runs: '/state/value',
  },
  { command: /^tar -czf model\.tar /, test: 'lib/model/archive/tar.test.ts', runs: 'as tar does' },
  { command: /npm run bench -- /, untested: 'It measures for minutes, on a machine that does nothing else.' },
  { command: /^python3\.11 |^\.venv\//, untested: 'Training needs Python; what it made is committed.' },
  { command: /podman/, untested: 'It sets up an engine of the machine.' },
];
