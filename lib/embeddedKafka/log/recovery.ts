import type { Clock } from '../clock.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { Files } from './files.ts';
import { decodeSnapshot } from './producerSnapshot.ts';
import { ProducerStates } from './producerStates.ts';
import { Segment } from './segment.ts';
import { SegmentList } from './segmentList.ts';
import { offsetsOf, snapshotPath } from './segmentPaths.ts';
import { readStartOffset } from './startOffset.ts';
import { recoverSwaps } from './swapSegments.ts';

export interface RecoveredLog {
  segments: SegmentList;
  /** The first offset that may be read. */
  startOffset: bigint;
  nextOffset: bigint;
  producers: ProducerStates;
  /** Whether a checkpoint describes exactly this, so that closing again has nothing to write. */
  isCheckpointed: boolean;
}

interface Place {
  dir: string;
  files: Files;
  clock: Clock;
}

/**
 * Opens the segments in a folder. Sealed segments were synced when they were sealed, and so was the last one up to the
 * checkpoint; what lies behind is read batch by batch and cut off at the first one that is not whole and sound.
 */
export function recoverLog(place: Place): RecoveredLog {
  const { dir, files } = place;
  files.makeFolder(dir);
  recoverSwaps(files, dir);
  const bases = offsetsOf(files.list(dir), 'log');
  if (bases.length === 0) {
    const segments = [Segment.create(files, dir, 0n)];
    return {
      segments: new SegmentList(segments),
      startOffset: 0n,
      nextOffset: 0n,
      producers: new ProducerStates(),
      isCheckpointed: true,
    };
  }
  const segments = bases.map((base) => Segment.open(files, dir, base));
  const last = segments.at(-1) as Segment;
  const good = knownGood(place, last);
  const producers = producersBefore(place, segments, good.nextOffset);
  last.openIndex(good.position, good.nextOffset);
  const end = takeInTail(last, good, producers, place.clock.now());
  if (end.position < last.size) {
    last.keepAside(end.position);
    last.truncate(end.position, end.nextOffset);
  }
  removeSnapshotsAfter(place, end.nextOffset);
  const isCheckpointed = good.isCheckpoint && end.position === good.position;
  const startOffset = startOffsetOf(place, segments[0] as Segment, end.nextOffset);
  return {
    segments: new SegmentList(segments),
    startOffset,
    nextOffset: end.nextOffset,
    producers,
    isCheckpointed,
  };
}

/** After a power loss the log may end before the offset up to which records were deleted. */
function startOffsetOf({ dir, files }: Place, first: Segment, end: bigint): bigint {
  const written = readStartOffset(files, dir);
  if (written > end) return end;
  return written > first.baseOffset ? written : first.baseOffset;
}

interface Position {
  position: number;
  nextOffset: bigint;
}

function knownGood({ dir, files }: Place, last: Segment): Position & { isCheckpoint: boolean } {
  const checkpoint = readCheckpoint(files, dir);
  if (checkpoint?.segment === last.baseOffset && checkpoint.position <= last.size) {
    return { position: checkpoint.position, nextOffset: checkpoint.nextOffset, isCheckpoint: true };
  }
  return { position: 0, nextOffset: last.baseOffset, isCheckpoint: false };
}

/** Takes the sound batches behind `good` into indexes and producers; returns where they end. */
function takeInTail(last: Segment, good: Position, producers: ProducerStates, now: number): Position {
  let { position, nextOffset } = good;
  for (const scanned of last.scan(good.position)) {
    const { batch } = scanned;
    if (!isSound(batch, nextOffset)) break;
    last.index.note(batch, scanned.position);
    const ended = producers.replay(batch, now);
    if (ended?.isAborted) {
      const { producerId, firstOffset } = ended;
      const lastStableOffset = producers.firstOpenOffset ?? batch.lastOffset + 1n;
      last.noteAborted({ producerId, firstOffset, lastOffset: batch.lastOffset, lastStableOffset });
    }
    position = scanned.position + batch.size;
    nextOffset = batch.lastOffset + 1n;
  }
  return { position, nextOffset };
}

function isSound(batch: RecordBatch, nextOffset: bigint): boolean {
  return batch.baseOffset >= nextOffset && batch.lastOffsetDelta >= 0 && batch.crc === batch.computeCrc();
}

/** The newest snapshot that can be read, and what the log says between it and `offset`. */
function producersBefore(place: Place, segments: readonly Segment[], offset: bigint): ProducerStates {
  const now = place.clock.now();
  const snapshot = newestSnapshot(place, offset, now);
  const producers = new ProducerStates(snapshot?.entries);
  const from = snapshot?.offset ?? (segments[0] as Segment).baseOffset;
  for (const [index, segment] of segments.entries()) {
    const end = segments[index + 1]?.baseOffset ?? offset;
    if (end <= from) continue;
    for (const { batch } of segment.scan(segment.index.positionOf(from))) {
      if (batch.baseOffset >= offset) break;
      if (batch.baseOffset >= from) producers.replay(batch, now);
    }
  }
  return producers;
}

function newestSnapshot({ dir, files }: Place, offset: bigint, now: number) {
  for (const candidate of offsetsOf(files.list(dir), 'snapshot').reverse()) {
    if (candidate > offset) continue;
    const bytes = files.readWhole(snapshotPath(dir, candidate));
    const entries = bytes && decodeSnapshot(bytes, now);
    if (entries) return { offset: candidate, entries };
  }
  return undefined;
}

function removeSnapshotsAfter({ dir, files }: Place, offset: bigint): void {
  for (const taken of offsetsOf(files.list(dir), 'snapshot')) {
    if (taken > offset) files.remove(snapshotPath(dir, taken));
  }
}
