/** Remembers which model served when, from what `/state` lists and from the rejections that were announced. */
export function makeModelTimeline() {
  const lanes = new Map();
  const oldestMs = 5 * 60_000;

  function lane(dataType) {
    if (!lanes.has(dataType)) lanes.set(dataType, { starts: new Map(), rejected: [] });
    return lanes.get(dataType);
  }

  return {
    /** Takes over the models of a state. */
    update(models) {
      for (const [dataType, stats] of Object.entries(models)) {
        const { starts } = lane(dataType);
        for (const { name, since } of [stats, ...stats.previous]) starts.set(since, name);
      }
    },
    reject({ dataType, time }) {
      lane(dataType).rejected.push(time);
    },
    /** The lanes for `drawModelLanes`, until an instant in milliseconds. */
    until(now) {
      for (const [dataType, { starts, rejected }] of lanes) {
        while (rejected[0] < now - oldestMs) rejected.shift();
        if (starts.size + rejected.length === 0) lanes.delete(dataType);
      }
      const served = [...lanes].filter(([, { starts }]) => starts.size > 0);
      return served.sort(byName).map(([dataType, { starts, rejected }]) => {
        const sorted = [...starts].sort(([a], [b]) => a - b);
        const served = sorted.map(([since, name], index) => ({
          name,
          since,
          until: sorted[index + 1]?.[0] ?? now,
        }));
        for (const { since, until } of served) if (until < now - oldestMs) starts.delete(since);
        return { dataType, served, rejected };
      });
    },
  };
}

function byName([a], [b]) {
  return a < b ? -1 : 1;
}
