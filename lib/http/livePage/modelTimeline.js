/** What is older is forgotten; the charts show less. */
const keptMs = 5 * 60_000;
/** A start that is announced and also listed in the state may differ by this. */
const sameStartMs = 1000;

/** Remembers which model served when: from what `/state` lists, and from the switches and rejections that are announced. */
export function makeModelTimeline() {
  const lanes = new Map();

  function lane(dataType) {
    if (!lanes.has(dataType))
      lanes.set(dataType, { starts: [], forgotten: 0, forgottenSince: 0, rejected: [] });
    return lanes.get(dataType);
  }

  function begin({ starts, forgottenSince }, name, since) {
    if (since <= forgottenSince) return;
    if (starts.some((start) => start.name === name && Math.abs(start.since - since) < sameStartMs)) return;
    starts.push({ name, since });
    starts.sort((a, b) => a.since - b.since);
  }

  function forget(known, before) {
    while (known.rejected[0] < before) known.rejected.shift();
    // The first one served until the second began.
    while (known.starts[1]?.since < before) {
      known.forgottenSince = known.starts.shift().since;
      known.forgotten++;
    }
  }

  return {
    /** Takes over the models of a state. */
    update(models) {
      for (const [dataType, stats] of Object.entries(models)) {
        for (const { name, since } of [stats, ...stats.previous]) begin(lane(dataType), name, since);
      }
    },
    /** Takes over a model event. */
    announce({ dataType, name, time, rejected }) {
      if (rejected) lane(dataType).rejected.push(time);
      else begin(lane(dataType), name, time);
    },
    /** The lanes for `drawModelLanes`, until an instant in milliseconds; `turn` counts the models of a lane. */
    until(now) {
      const shown = [];
      for (const [dataType, known] of lanes) {
        forget(known, now - keptMs);
        const { starts, forgotten, rejected } = known;
        const served = starts.map(({ name, since }, index) => ({
          name,
          since,
          until: starts[index + 1]?.since ?? now,
          turn: forgotten + index,
        }));
        if (served.length > 0) shown.push({ dataType, served, rejected });
        else if (rejected.length === 0) lanes.delete(dataType);
      }
      return shown.sort((a, b) => (a.dataType < b.dataType ? -1 : 1));
    },
  };
}
