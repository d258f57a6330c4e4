import { describe, expect, it } from 'vitest';
import { decideCopy, sha256 } from './decideCopy.ts';

const [old, newer, own, inPlace] = ['old starter', 'newer starter', 'my own', 'edited in its place'];
const ofOld = { starter: sha256(old) };

describe('decideCopy', () => {
  it('makes a copy where there is none', () => {
    expect(decideCopy({ pristine: old })).toEqual({ write: old, record: ofOld });
  });

  it('leaves a copy alone as long as its starter is the same, edited or not', () => {
    expect(decideCopy({ pristine: old }, old, ofOld)).toEqual({ record: ofOld });
    expect(decideCopy({ pristine: old }, own, ofOld)).toEqual({ record: ofOld });
  });

  it('renews a copy that was not edited when its starter changes', () => {
    const decision = decideCopy({ pristine: newer }, old, ofOld);
    expect(decision).toEqual({ write: newer, record: { starter: sha256(newer) }, tell: 'refreshed' });
  });

  it('never touches an edited copy, and tells of a newer starter once', () => {
    const first = decideCopy({ pristine: newer }, own, ofOld);
    expect(first).toMatchObject({ tell: 'newer starter' });
    expect(first.write).toBeUndefined();
    expect(decideCopy({ pristine: newer }, own, first.record)).toEqual({ record: first.record });
    const again = decideCopy({ pristine: 'newest starter' }, own, first.record);
    expect(again).toMatchObject({ tell: 'newer starter' });
    expect(again.write).toBeUndefined();
  });

  it('takes a copy that it knows nothing of for edited, unless it is the starter', () => {
    expect(decideCopy({ pristine: old }, own).write).toBeUndefined();
    expect(decideCopy({ pristine: newer }, old).write).toBeUndefined();
    expect(decideCopy({ pristine: old }, old)).toEqual({ record: ofOld });
  });

  describe('of a starter that was edited in its place', () => {
    const starter = { pristine: old, edited: inPlace };

    it('takes the edit over, and each further one, as long as the copy has no other', () => {
      expect(decideCopy(starter)).toMatchObject({ write: inPlace, tell: 'taken over' });
      const first = decideCopy(starter, old, ofOld);
      expect(first).toMatchObject({ write: inPlace, tell: 'taken over' });
      expect(decideCopy(starter, inPlace, first.record)).toEqual({ record: first.record });
      const further = decideCopy({ pristine: old, edited: 'edited further' }, inPlace, first.record);
      expect(further).toMatchObject({ write: 'edited further', tell: 'taken over' });
    });

    it('keeps what was taken over when the starter is put back, or a newer one comes', () => {
      const { record } = decideCopy(starter, old, ofOld);
      expect(decideCopy({ pristine: old }, inPlace, record)).toEqual({ record });
      expect(decideCopy({ pristine: newer }, inPlace, record).write).toBeUndefined();
    });

    it('does not take the same edit over again once the copy went on', () => {
      const { record } = decideCopy(starter, old, ofOld);
      expect(decideCopy(starter, own, record)).toEqual({ record });
      expect(decideCopy(starter, old, record)).toEqual({ record });
    });

    it('leaves an edited copy alone, and says once that there are two edits', () => {
      const first = decideCopy(starter, own, ofOld);
      expect(first).toMatchObject({ tell: 'both edited' });
      expect(first.write).toBeUndefined();
      expect(decideCopy(starter, own, first.record)).toEqual({ record: first.record });
    });
  });
});
