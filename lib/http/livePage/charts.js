import { colour, cssColour } from './dataTypeColours.js';
import { byId } from './dom.js';
import { count, duration } from './format.js';
import { drawModelLanes, laneHeight } from './modelLanes.js';
import uPlot from './uPlot.esm.js';

/** How much of the past the charts show, seconds; on a narrow screen the half of it. */
const shownSeconds = 120;
const narrow = 700;
const font = '13px system-ui, sans-serif';

/** The two charts below each other, with one time axis and one cursor. */
export function makeCharts() {
  const charts = [
    makeChart(byId('rateChart'), {
      height: 220,
      named: true,
      values: count,
      series: (dataType) => [{ label: dataType, of: (point) => point.recordsPerSecond, fill: true }],
      scale: { range: (_plot, _min, max) => [0, Math.max(max * 1.1, 5)] },
    }),
    makeChart(byId('latencyChart'), {
      height: 210,
      named: false,
      values: duration,
      series: (dataType) => [
        { label: `${dataType} median`, of: (point) => point.p50 || null },
        { label: `${dataType} 99 %`, of: (point) => point.p99 || null, dash: [6, 4] },
      ],
      scale: {
        distr: 3,
        log: 10,
        range: (_plot, min, max) => [decade(min ?? 0.01), decade(max ?? 0.1) * 10],
      },
    }),
  ];
  const recolour = () => {
    for (const chart of charts) chart.recolour();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
  return {
    /** @param points the statistics events, in order; @param lanes as `drawModelLanes` takes them */
    show(points, lanes) {
      for (const chart of charts) chart.show(points, lanes);
    },
  };
}

function makeChart(parent, { height, named, values, series, scale }) {
  let plot;
  let dataTypes = [];
  let points = [];
  let lanes = [];

  function rebuild() {
    plot?.destroy();
    const lines = dataTypes.flatMap((dataType) =>
      series(dataType).map(({ label, dash, fill }) => ({
        label,
        dash,
        stroke: colour(dataType),
        fill: fill ? `${colour(dataType)}22` : undefined,
        width: 2.5,
        spanGaps: true,
        points: { show: false },
        value: (_plot, value) => (value === null || value === undefined ? '–' : values(value)),
      })),
    );
    const axis = {
      stroke: cssColour('--quiet'),
      grid: { stroke: cssColour('--grid'), width: 1 },
      ticks: { show: false },
      font,
    };
    plot = new uPlot(
      {
        width: Math.max(parent.clientWidth, 200),
        height: height + (named ? lanes.length * laneHeight : 0),
        padding: [named ? lanes.length * laneHeight + 8 : 8, 8, 0, 0],
        cursor: { sync: { key: 'time' }, drag: { x: false, y: false } },
        legend: { live: true },
        scales: {
          x: {
            range: (self, _min, max) => [max - (self.width < narrow ? shownSeconds / 2 : shownSeconds), max],
          },
          y: scale,
        },
        axes: [
          {
            ...axis,
            values: (_plot, splits) =>
              splits.map((seconds) => new Date(seconds * 1000).toLocaleTimeString('en-GB')),
            space: 90,
            size: 30,
          },
          {
            ...axis,
            size: 84,
            values: (_plot, splits) => splits.map((value) => (value === null ? null : values(value))),
          },
        ],
        series: [
          {
            label: 'Time',
            value: (_plot, seconds) => (seconds ? new Date(seconds * 1000).toLocaleTimeString('en-GB') : '–'),
          },
          ...lines,
        ],
        hooks: { ready: [showLatest], draw: [() => drawModelLanes(plot, lanes, named)] },
      },
      table(),
      parent,
    );
  }

  /** While no cursor is in the chart, the legend has the latest values. */
  function showLatest(self) {
    if (typeof self.cursor.idx !== 'number') self.setLegend({ idx: points.length - 1 });
  }

  /** uPlot's columns: the instants in seconds, then the values of each line. */
  function table() {
    const lines = dataTypes.flatMap((dataType) =>
      series(dataType).map(({ of }) =>
        points.map((point) =>
          Object.hasOwn(point.dataTypes, dataType) ? of(point.dataTypes[dataType]) : null,
        ),
      ),
    );
    return [points.map((point) => point.time / 1000), ...lines];
  }

  new ResizeObserver(() =>
    plot?.setSize({ width: Math.max(parent.clientWidth, 200), height: plot.height }),
  ).observe(parent);

  return {
    /** Takes over the colours of the other scheme. */
    recolour: () => plot && rebuild(),
    show(newPoints, newLanes) {
      const known = lanes.length;
      points = newPoints;
      lanes = newLanes;
      const seen = new Set(points.flatMap((point) => Object.keys(point.dataTypes)));
      if (plot && known === lanes.length && dataTypes.length === seen.size) {
        plot.setData(table());
        showLatest(plot);
      } else {
        dataTypes = [...seen].sort();
        rebuild();
      }
    },
  };
}

/** The power of ten that is at or below a value. */
function decade(value) {
  return 10 ** Math.floor(Math.log10(value));
}
