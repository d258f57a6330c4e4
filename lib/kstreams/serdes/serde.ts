/**
 * Turns values of one type into the bytes of a record's key or value and back; the counterpart of Java's Serde.
 * `null` is a record without the part and stays null in both directions: no serde is asked to invent bytes for it
 * unless it says so. A value or bytes that do not fit throw a KStreamsError with the code SERIALIZATION_FAILED or
 * DESERIALIZATION_FAILED.
 */
export interface Serde<T> {
  /** `topic` is where the bytes go, for serdes that depend on it (a schema per topic, say). */
  serialize(topic: string, value: T | null): Buffer | null;
  deserialize(topic: string, bytes: Buffer | null): T | null;
}
