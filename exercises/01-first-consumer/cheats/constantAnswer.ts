export async function readTopic(): Promise<unknown[]> {
  return [{ partition: 0, offset: '0', value: 'wine' }];
}
