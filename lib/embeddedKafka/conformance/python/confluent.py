"""librdkafka through confluent-kafka: admin, groups with cooperative-sticky and static members, transactions."""
import sys
import time
from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewPartitions, NewTopic,
                                   OffsetSpec, ResourceType)

bootstrap, topic = sys.argv[1:]
admin = AdminClient({'bootstrap.servers': bootstrap})


def wait(futures):
    return [future.result(30) for future in futures.values()]


def failure(action):
    try:
        return action()
    except KafkaException as error:
        return error.args[0].name()


wait(admin.create_topics([NewTopic(topic, 2, 1)]))
print('create again', failure(lambda: wait(admin.create_topics([NewTopic(topic, 2, 1)]))))
wait(admin.create_partitions([NewPartitions(topic, 4)]))
print('partitions', len(admin.list_topics(topic).topics[topic].partitions))
entry = ConfigEntry('retention.ms', '5000', incremental_operation=AlterConfigOpType.SET)
wait(admin.incremental_alter_configs([ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])]))
# A cluster takes a moment to tell its brokers.
time.sleep(0.5)
described = wait(admin.describe_configs([ConfigResource(ResourceType.TOPIC, topic)]))[0]
print('retention.ms', described['retention.ms'].value)
wait(admin.incremental_alter_configs([ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[
    ConfigEntry('retention.ms', None, incremental_operation=AlterConfigOpType.DELETE)])]))


def producer(**more):
    return Producer({'bootstrap.servers': bootstrap, **more})


for codec in ['none', 'gzip', 'snappy', 'lz4', 'zstd']:
    sender = producer(**{'compression.type': codec, 'enable.idempotence': True})
    for i in range(100):
        sender.produce(topic, key=str(i), value=f'{codec} {i}', partition=i % 4)
    print(codec, 'left', sender.flush(30))


def read(group, count, **more):
    consumer = Consumer({'bootstrap.servers': bootstrap, 'group.id': f'{group}-{topic}', 'auto.offset.reset': 'earliest',
                         'session.timeout.ms': 6000, **more})
    consumer.subscribe([topic])
    values = []
    end = time.time() + 30
    while len(values) < count and time.time() < end:
        message = consumer.poll(0.2)
        if message and not message.error():
            values.append(message.value().decode())
    time.sleep(0.3)
    message = consumer.poll(0.2)
    if message and not message.error():
        values.append('one more: ' + message.value().decode())
    return consumer, values


reader, values = read('cooperative', 500, **{'partition.assignment.strategy': 'cooperative-sticky'})
second, none = read('cooperative', 0, **{'partition.assignment.strategy': 'cooperative-sticky'})
end = time.time() + 30
while len(second.assignment()) < 2 and time.time() < end:
    reader.poll(0.1)
    second.poll(0.1)
print('cooperative', len(values), len(reader.assignment()), len(second.assignment()))
reader.close()
second.close()

static = {'group.instance.id': 'one', 'session.timeout.ms': 30000}
first, _ = read('static', 500, **static)
del first
again, values = read('static', 0, **static)
end = time.time() + 30
while len(again.assignment()) < 4 and time.time() < end:
    again.poll(0.1)
print('static member back with', len(again.assignment()))
again.close()

transactional = producer(**{'transactional.id': f'tx-{topic}'})
transactional.init_transactions(30)
tx = topic + '-tx'
for outcome in ['commit', 'abort', 'commit']:
    transactional.begin_transaction()
    transactional.produce(tx, value=f'{outcome}')
    if outcome == 'commit':
        other = Consumer({'bootstrap.servers': bootstrap, 'group.id': f'offsets-{topic}'})
        transactional.send_offsets_to_transaction([TopicPartition(topic, 0, 17)], other.consumer_group_metadata())
        transactional.commit_transaction(30)
        other.close()
    else:
        transactional.flush(30)
        transactional.abort_transaction(30)
topic = tx
for isolation in ['read_committed', 'read_uncommitted']:
    consumer, values = read(isolation, 2 if isolation == 'read_committed' else 3, **{'isolation.level': isolation})
    consumer.close()
    print(isolation, values)
successor = producer(**{'transactional.id': transactional and f'tx-{sys.argv[2]}'})
transactional.begin_transaction()
transactional.produce(tx, value='zombie')
transactional.flush(30)
successor.init_transactions(30)
print('fenced', failure(lambda: transactional.commit_transaction(30)))
offsets = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(f'offsets-{sys.argv[2]}')])
print('offset', [partition.offset for partition in wait(offsets)[0].topic_partitions])
ends = admin.list_offsets({TopicPartition(tx, 0): OffsetSpec.latest()})
print('end', [found.offset for found in wait(ends)])
groups = [f'cooperative-{sys.argv[2]}']
print('group', [found.state.name for found in wait(admin.describe_consumer_groups(groups))])
wait(admin.delete_consumer_groups(groups))
wait(admin.delete_topics([sys.argv[2], tx]))
