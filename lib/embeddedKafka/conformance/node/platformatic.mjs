// @platformatic/kafka: admin, transactions, a group. Its module is given as a path, for it is no dependency of ours.
const [bootstrap, topic, module] = process.argv.slice(2);
const { Admin, Consumer, Producer, stringDeserializers, stringSerializers } = await import(module);
const base = { clientId: 'platformatic', bootstrapBrokers: [bootstrap] };

const admin = new Admin(base);
await admin.createTopics({ topics: [topic], partitions: 2, replicas: 1 });
const transactionalId = `tx-${topic}`;
const producer = new Producer({ ...base, serializers: stringSerializers, transactionalId, idempotent: true });
for (const outcome of ['commit', 'abort', 'commit']) {
  const transaction = await producer.beginTransaction();
  await transaction.send({ messages: [{ topic, key: 'k', value: outcome, partition: 0 }] });
  await transaction[outcome]();
}
await producer.close();

async function read(isolationLevel, count) {
  const consumer = new Consumer({
    ...base,
    groupId: `${topic}-${isolationLevel}`,
    deserializers: stringDeserializers,
  });
  const stream = await consumer.consume({
    topics: [topic],
    mode: 'earliest',
    autocommit: true,
    maxWaitTime: 100,
    isolationLevel,
  });
  const values = [];
  for await (const { value } of stream) {
    values.push(value);
    if (values.length === count) break;
  }
  await consumer.close(true);
  return values.join(' ');
}

console.log('read committed', await read(1, 2));
console.log('read uncommitted', await read(0, 3));
console.log('groups', [...(await admin.listGroups()).keys()].includes(`${topic}-0`));
await admin.deleteTopics({ topics: [topic] });
await admin.close();
