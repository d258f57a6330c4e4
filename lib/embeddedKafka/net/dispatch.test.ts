import { describe, expect, it } from 'vitest';
import { apis } from '../apis.ts';
import { apiVersions } from '../protocol/messages/apiVersions.ts';
import { heartbeat } from '../protocol/messages/heartbeat.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import { AskedBroker, requestFrame } from '../testing/askBroker.ts';

const classic = (version: number) => ({ version, flexible: false });

describe('dispatch', () => {
  it('lists exactly the rows of the table in every version of ApiVersions', async () => {
    const broker = new AskedBroker();
    for (const version of [0, 1, 2, 3, 4]) {
      const answer = await broker.ask(apiVersions, version, {
        clientSoftwareName: 'x',
        clientSoftwareVersion: '1',
      });
      expect(answer?.apiKeys).toEqual(
        apis.map(({ key, versions }) => ({ apiKey: key, minVersion: versions[0], maxVersion: versions[1] })),
      );
    }
  });

  it('answers ApiVersions of an unknown version in version 0, with error 35 and the range to ask in', async () => {
    const unknown = requestFrame(18, { version: 99, flexible: true }, apiVersions.request, {
      clientSoftwareName: 'x',
      clientSoftwareVersion: '1',
    });
    const answer = await new AskedBroker().send(unknown);
    //                                correlation id, error, one key: 18, 0, 4
    expect(answer?.toString('hex')).toBe('00000007' + '0023' + '00000001' + '0012' + '0000' + '0004');
  });

  it('puts the tag byte after the correlation id only from the first flexible version on', async () => {
    const broker = new AskedBroker();
    const ask = (version: number) =>
      broker.send(
        requestFrame(12, { version, flexible: version >= 4 }, heartbeat.request, {
          groupId: 'g',
          generationId: 1,
          memberId: 'm',
        }),
      );
    //                                               correlation id, throttle time, UNKNOWN_MEMBER_ID
    expect((await ask(3))?.toString('hex')).toBe('00000007' + '00000000' + '0019');
    //                                               the same, a tag byte after the header and one at the end
    expect((await ask(4))?.toString('hex')).toBe('00000007' + '00' + '00000000' + '0019' + '00');
  });

  it('skips the tagged fields of a request', async () => {
    const plain = requestFrame(12, { version: 4, flexible: true }, heartbeat.request, {
      groupId: 'g',
      generationId: 1,
      memberId: 'm',
    });
    // One tagged field, number 5, three bytes long, in place of the empty section at the end.
    const tagged = Buffer.concat([plain.subarray(0, -1), Buffer.from('010503aabbcc', 'hex')]);
    const broker = new AskedBroker();
    expect(await broker.send(tagged)).toEqual(await broker.send(plain));
  });

  it('refuses an unknown API, an unadvertised version and bytes that do not fit, each by its code', async () => {
    const broker = new AskedBroker();
    const beginQuorum = requestFrame(53, classic(0), {}, {});
    await expect(broker.send(beginQuorum)).rejects.toMatchObject({ code: 'API_UNKNOWN' });
    const tooNew = requestFrame(12, { version: 5, flexible: true }, {}, {});
    await expect(broker.send(tooNew)).rejects.toMatchObject({ code: 'VERSION_UNSUPPORTED' });
    const cut = requestFrame(12, classic(0), heartbeat.request, {
      groupId: 'g',
      generationId: 1,
      memberId: 'm',
    });
    await expect(broker.send(cut.subarray(0, -1))).rejects.toMatchObject({
      code: 'REQUEST_MALFORMED',
      message: 'Heartbeat version 0: memberId: expected 1 bytes, 0 are left',
    });
    await expect(broker.send(Buffer.alloc(3))).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' });
  });

  it.each([1000, 0x7fff_ffff])(
    'does not believe in an array of %i elements that is not there',
    async (length) => {
      const frame = requestFrame(3, classic(4), metadata.request, { topics: [] });
      frame.writeInt32BE(length, frame.length - 5);
      await expect(new AskedBroker().send(frame)).rejects.toMatchObject({
        code: 'REQUEST_MALFORMED',
        message: `Metadata version 4: topics: an array of ${length} elements in 1 bytes`,
      });
    },
  );

  it('names the element and the field of a nested fault', async () => {
    const frame = requestFrame(3, classic(4), metadata.request, { topics: [{ name: 'a' }, { name: 'b' }] });
    frame.writeInt16BE(-1, frame.length - 4);
    await expect(new AskedBroker().send(frame)).rejects.toMatchObject({
      message: 'Metadata version 4: topics[1].name: null is not allowed',
    });
  });
});

describe('the table of APIs', () => {
  it('keeps ranges that clients can live with', () => {
    const range = (name: string) => apis.find((api) => api.name === name)?.versions;
    // librdkafka sends uncompressed when Produce does not start at 0; topic ids need both sides.
    expect(range('Produce')?.[0]).toBe(0);
    expect((range('Metadata')?.[1] ?? 0) >= 10).toBe((range('Fetch')?.[1] ?? 0) >= 13);
    expect(new Set(apis.map(({ key }) => key)).size).toBe(apis.length);
    for (const { versions } of apis) expect(versions[0]).toBeLessThanOrEqual(versions[1]);
  });
});
