/** Tells the time on the wall, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}
