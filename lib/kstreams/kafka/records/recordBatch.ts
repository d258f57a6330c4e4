/*
 * A record batch of magic 2, as it is on the wire:
 *
 *    0  baseOffset            int64   the broker sets it
 *    8  batchLength           int32   bytes that follow
 *   12  partitionLeaderEpoch  int32   the broker sets it
 *   16  magic                 int8    2
 *   17  crc                   uint32  CRC-32C of all that follows
 *   21  attributes            int16   bits 0–2 compression, 3 broker's time, 4 transactional, 5 control
 *   23  lastOffsetDelta       int32
 *   27  baseTimestamp         int64   ms
 *   35  maxTimestamp          int64   ms
 *   43  producerId            int64   −1 without idempotence
 *   51  producerEpoch         int16
 *   53  baseSequence          int32
 *   57  count                 int32
 *   61  records
 */
export const batchHeaderBytes = 61;
/** Bytes before those that batchLength counts. */
export const batchPrefixBytes = 12;
export const crcStart = 21;
export const currentMagic = 2;
