"""kafka-python: admin, a group, and from version 2.1 on transactions."""
import sys
import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic

bootstrap, topic = sys.argv[1:]
admin = KafkaAdminClient(bootstrap_servers=bootstrap)
admin.create_topics([NewTopic(topic, 2, 1)])
producer = KafkaProducer(bootstrap_servers=bootstrap, acks='all', compression_type='gzip')
for i in range(10):
    producer.send(topic, key=b'%d' % i, value=b'%d' % i, partition=i % 2)
producer.flush()


def read(count, **more):
    consumer = KafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset='earliest', consumer_timeout_ms=10000, **more)
    values = []
    for message in consumer:
        values.append(message.value.decode())
        if len(values) == count:
            break
    if more.get('group_id'):
        consumer.commit()
    consumer.close()
    return sorted(values)


print('group', read(10, group_id=topic))
try:
    offsets = admin.list_group_offsets([topic])[topic]
except AttributeError:
    offsets = admin.list_consumer_group_offsets(topic)
print('offsets', sum(offset.offset for offset in offsets.values()))
if tuple(int(part) for part in kafka.__version__.split('.')[:2]) >= (2, 1):
    transactional = KafkaProducer(bootstrap_servers=bootstrap, transactional_id=topic)
    transactional.init_transactions()
    for outcome in ['commit', 'abort', 'commit']:
        transactional.begin_transaction()
        transactional.send(topic, value=outcome.encode(), partition=0)
        transactional.flush()
        if outcome == 'commit':
            transactional.commit_transaction()
        else:
            transactional.abort_transaction()
    print('read_committed', read(12, isolation_level='read_committed'))
    print('read_uncommitted', read(13))
admin.delete_topics([topic])
