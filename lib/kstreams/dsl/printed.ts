import { Named } from './named.ts';

interface PrintedOptions<K, V> {
  readonly named?: Named | undefined;
  readonly label?: string | undefined;
  format(key: K, value: V): string;
  write(line: string): void;
}

/** Taken as a method, so that a stream without nulls can stand where one with nulls is expected. */
type Format<K, V> = PrintedOptions<K, V>['format'];

const keyAndValue = (key: unknown, value: unknown) => `${key}, ${value}`;

/** Where and how the records of a stream are printed. */
export class Printed<K, V> {
  readonly options: PrintedOptions<K, V>;

  private constructor(options: PrintedOptions<K, V>) {
    this.options = options;
  }

  static toSysOut<K, V>(): Printed<K, V> {
    return Printed.to((line) => process.stdout.write(`${line}\n`));
  }

  /** @param write gets one line for each record, without its end */
  static to<K, V>(write: (line: string) => void): Printed<K, V> {
    return new Printed<K, V>({ format: keyAndValue, write });
  }

  withName(name: string): Printed<K, V> {
    return new Printed({ ...this.options, named: Named.as(name) });
  }

  /** Goes before each line in brackets; without it the name of the node whose records are printed. */
  withLabel(label: string): Printed<K, V> {
    return new Printed({ ...this.options, label });
  }

  withKeyValueMapper(format: Format<K, V>): Printed<K, V> {
    return new Printed({ ...this.options, format });
  }
}
