/** Kafka's numbers for what has configs. */
export const topicResource = 2;
export const brokerResource = 4;
