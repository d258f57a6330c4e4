import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KafkaWireError } from '../protocol/errors.ts';
import { type Call, GroupModel, testTimeouts } from './groupModel.ts';
import { MemberIdRequiredError } from './memberIdRequiredError.ts';
import type { JoinResult, MemberRequest, SyncResult } from './requests.ts';
import {
  as,
  groupId,
  joinRequest,
  offset,
  openTestGroups,
  outcome,
  settled,
  type TestGroups,
} from './testGroups.ts';

/** What a client remembers; it goes on with it also when the group has gone on without it. */
interface Client {
  readonly clientId: string;
  readonly groupInstanceId: string | null;
  memberId: string;
  generationId: number;
  /** Whom it has to give an assignment, as leader. */
  members: string[];
}

interface OpenCall {
  readonly client: Client;
  readonly expected: Call;
  actual: JoinResult | SyncResult | Error | undefined;
}

interface Real {
  groups: TestGroups;
  readonly clients: readonly Client[];
  calls: OpenCall[];
  syncs: number;
  restarts: number;
}

/** Two of them claim to be the same instance. */
const instances = [null, null, null, 'one', 'one', 'two'];

const makeReal = (): Real => ({
  groups: openTestGroups(),
  clients: instances.map((groupInstanceId, i) => ({
    ...{ clientId: `client${i}`, groupInstanceId, memberId: '', generationId: -1, members: [] },
  })),
  ...{ calls: [], syncs: 0, restarts: 0 },
});

const requestOf = (client: Client) => as(client, client.groupInstanceId);

function follow(real: Real, client: Client, expected: Call, promise: Promise<JoinResult | SyncResult>): void {
  const call: OpenCall = { client, expected, actual: undefined };
  real.calls.push(call);
  promise.then(
    (result) => {
      call.actual = result;
    },
    (error) => {
      call.actual = error;
    },
  );
}

async function errorOf(action: () => unknown): Promise<string> {
  const result = await outcome((async () => action())());
  return result === 'done' ? 'NONE' : result;
}

function expectedAnswer({ answer }: Call): unknown {
  if (answer === undefined) return 'waits';
  if (typeof answer === 'string' || 'assignment' in answer) return answer;
  const { lead, members, ...rest } = answer;
  const isLeader = lead.memberId === answer.memberId;
  return { ...rest, leaderId: lead.memberId, members: isLeader ? members : new Map() };
}

function actualAnswer(actual: OpenCall['actual']): unknown {
  if (actual === undefined) return 'waits';
  if (actual instanceof KafkaWireError) return actual.error;
  if (actual instanceof Error) return actual;
  if ('assignment' in actual) return { assignment: actual.assignment.toString() };
  const { generationId, memberId, leaderId, skipAssignment } = actual;
  const members = new Map(actual.members.map((member) => [member.memberId, member.metadata.toString()]));
  return { generationId, memberId, leaderId, skipAssignment, members };
}

function checkCall({ client, expected, actual }: OpenCall): void {
  const { answer } = expected;
  if (typeof answer === 'object' && 'lead' in answer && actual && 'leaderId' in actual) {
    const { lead } = answer;
    if (lead.memberId === undefined) expect(lead.candidates).toContain(actual.leaderId);
    lead.memberId ??= actual.leaderId;
  }
  expect(actualAnswer(actual)).toEqual(expectedAnswer(expected));
  if (actual instanceof MemberIdRequiredError) client.memberId = actual.memberId;
  if (actual === undefined || !('leaderId' in actual)) return;
  const { memberId, generationId, members } = actual;
  Object.assign(client, { memberId, generationId, members: members.map((member) => member.memberId) });
}

async function check(model: GroupModel, real: Real): Promise<void> {
  await settled();
  for (const call of real.calls) checkCall(call);
  real.calls = real.calls.filter(({ actual }) => actual === undefined);
  const { state, members } = real.groups.coordinator.describe(groupId);
  expect(state).toBe(model.isKnown ? model.state : 'Dead');
  expect(new Map(members.map(({ memberId, assignment }) => [memberId, assignment.toString()]))).toEqual(
    new Map(
      [...model.members].map(([id, { assignment }]) => [id, model.state === 'Stable' ? assignment : '']),
    ),
  );
  const offsets = real.groups.coordinator.fetchOffsets({ groupId, topics: null });
  expect(new Map(offsets.map(({ partition, offset }) => [partition, offset]))).toEqual(model.offsets);
}

type Command = fc.AsyncCommand<GroupModel, Real>;

const command = (name: string, run: (model: GroupModel, real: Real) => void | Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await check(model, real);
  },
  toString: () => name,
});

const clientOf = ({ clients }: Real, i: number) => clients[i] as Client;

function join(model: GroupModel, real: Real, client: Client, metadata: string): void {
  const { clientId, groupInstanceId, memberId } = client;
  const { dynamicSession, staticSession, rebalance } = testTimeouts;
  const request = joinRequest({
    ...{ clientId, groupInstanceId, memberId, rebalanceTimeoutMs: rebalance },
    sessionTimeoutMs: groupInstanceId === null ? dynamicSession : staticSession,
    protocols: [{ name: 'range', metadata: Buffer.from(metadata) }],
  });
  const call: Call = {};
  model.join({ clientId, groupInstanceId, memberId, metadata }, call);
  follow(real, client, call, real.groups.coordinator.join(request));
}

/** Whoever does not lead sends an assignment as well: nobody may get it. */
function sync(model: GroupModel, real: Real, client: Client): void {
  const ids = client.members.length > 0 ? client.members : [client.memberId];
  const name = `${client.clientId}, sync ${++real.syncs}`;
  const assignments = ids.map((memberId) => ({ memberId, assignment: `${memberId} by ${name}` }));
  const call: Call = {};
  model.sync(requestOf(client), new Map(assignments.map((each) => [each.memberId, each.assignment])), call);
  const request = {
    ...{ ...requestOf(client), protocolType: null, protocolName: null },
    assignments: assignments.map((each) => ({ ...each, assignment: Buffer.from(each.assignment) })),
  };
  follow(real, client, call, real.groups.coordinator.sync(request));
}

const joinCommand = (i: number, metadata: string) =>
  command(`client ${i} joins for ${metadata}`, (model, real) =>
    join(model, real, clientOf(real, i), metadata),
  );

const syncCommand = (i: number) =>
  command(`client ${i} syncs`, (model, real) => sync(model, real, clientOf(real, i)));

const rebalance = (clients: number[]) =>
  command(`clients ${clients} join and sync`, async (model, real) => {
    for (const client of clients.map((i) => clientOf(real, i))) {
      const isNew = client.memberId === '' && client.groupInstanceId === null;
      join(model, real, client, 'wine');
      await check(model, real);
      if (isNew) join(model, real, client, 'wine');
    }
    await check(model, real);
    for (const i of clients) {
      sync(model, real, clientOf(real, i));
      await check(model, real);
    }
  });

const heartbeat = (i: number) =>
  command(`client ${i} sends a heartbeat`, async (model, real) => {
    const request = requestOf(clientOf(real, i));
    const expected = model.heartbeat(request);
    expect(await errorOf(() => real.groups.coordinator.heartbeat(request))).toBe(expected);
  });

/** As whom a commit is sent. */
const senders = {
  itself: (own: MemberRequest) => own,
  'one of the next generation': (own: MemberRequest) => ({ ...own, generationId: own.generationId + 1 }),
  'one of the last generation': (own: MemberRequest) => ({ ...own, generationId: own.generationId - 1 }),
  nobody: (own: MemberRequest) => ({ ...own, memberId: 'nobody' }),
  'one from outside': () => ({ groupId, generationId: -1, memberId: '', groupInstanceId: null }),
};

const commit = (i: number, sender: keyof typeof senders, partition: number, n: bigint) =>
  command(`client ${i} commits ${n} for wine-${partition} as ${sender}`, async (model, real) => {
    const request = senders[sender](requestOf(clientOf(real, i)));
    const expected = model.commit(request, partition, n);
    const offsets = [offset('wine', partition, n)];
    expect(await errorOf(() => real.groups.coordinator.commitOffsets({ ...request, offsets }))).toBe(
      expected,
    );
  });

const leave = (i: number) =>
  command(`client ${i} leaves`, (model, real) => {
    const members = [requestOf(clientOf(real, i))];
    const expected = members.map((member) => model.leave(member));
    expect(real.groups.coordinator.leave({ groupId, members }).map(({ error }) => error)).toEqual(expected);
  });

const forget = (i: number) =>
  command(`client ${i} starts again`, (_, real) => {
    Object.assign(clientOf(real, i), { memberId: '', generationId: -1, members: [] });
  });

const pass = (seconds: number) =>
  command(`${seconds} s pass`, (model, { groups }) => {
    model.advance(seconds * 1000);
    groups.clock.advance(seconds * 1000);
  });

const restart = command('the coordinator is killed and starts again', (model, real) => {
  const lastId = ++real.restarts * 1000;
  model.restart(lastId);
  real.groups = openTestGroups(real.groups.files, {}, lastId);
  real.calls = [];
});

const client = fc.nat(instances.length - 1);
const senderNames = Object.keys(senders) as (keyof typeof senders)[];
const commits = fc
  .tuple(client, fc.constantFrom(...senderNames), fc.nat(2), fc.bigInt(0n, 99n))
  .map(([i, sender, partition, n]) => commit(i, sender, partition, n));
const commands = fc.commands(
  [
    fc.tuple(client, fc.constantFrom('wine', 'beer')).map(([i, metadata]) => joinCommand(i, metadata)),
    client.map(syncCommand),
    fc.uniqueArray(client, { minLength: 1 }).map(rebalance),
    client.map(heartbeat),
    commits,
    client.map(leave),
    client.map(forget),
    fc.integer({ min: 1, max: 25 }).map(pass),
    fc.constant(restart),
  ],
  // The default size stops at ten commands: too few for a second generation.
  { maxCommands: 50, size: 'max' },
);

/** The only member is out for want of a sync while somebody has got an id and not joined yet. */
const lastMemberOut = [joinCommand(3, 'wine'), pass(17), joinCommand(0, 'wine'), pass(4)];

describe('a group against a model of the classic protocol', () => {
  it('answers every request as the model does, whatever clients do, and leaves no timer behind', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequenceOfCommands) => {
        const real = makeReal();
        await fc.asyncModelRun(() => ({ model: new GroupModel(), real }), sequenceOfCommands);
        real.groups.coordinator.close();
        await settled();
        for (const { actual } of real.calls) expect(actualAnswer(actual)).toBe('COORDINATOR_NOT_AVAILABLE');
        expect(real.groups.clock.pending).toBe(0);
      }),
      { numRuns: 150, examples: [[lastMemberOut]] },
    );
  });
});
