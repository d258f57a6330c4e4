import { connect, Socket } from 'node:net';
import kafkajs, { type Consumer, type ConsumerConfig, type Kafka } from 'kafkajs';

/** A client as of a process that can die. */
export interface MortalKafka {
  readonly kafka: Kafka;
  /** As kill -9: its connections break, it says good-bye to nobody, and it makes no new ones. */
  kill(): void;
}

// Kafka knows of a death when no heartbeat has come for so long.
const sessionTimeout = 1000;

class ShortSessions extends kafkajs.Kafka {
  override consumer(config: ConsumerConfig): Consumer {
    return super.consumer({ sessionTimeout, heartbeatInterval: 100, maxWaitTimeInMs: 100, ...config });
  }
}

/** Makes a client that can be killed; its consumers' groups notice within about a second. */
export function mortalKafka(bootstrap: string): MortalKafka {
  const sockets = new Set<Socket>();
  let dead = false;
  const kafka = new ShortSessions({
    brokers: [bootstrap],
    logLevel: kafkajs.logLevel.NOTHING,
    socketFactory: ({ host, port, onConnect }) => {
      if (dead) return new Socket().destroy(new Error('this process is dead'));
      const socket = connect(port, host, onConnect);
      sockets.add(socket);
      return socket;
    },
  });
  return {
    kafka,
    kill: () => {
      dead = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
