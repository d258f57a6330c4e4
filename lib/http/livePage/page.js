import { makeCharts } from './charts.js';
import { byId, setText } from './dom.js';
import { changeInWords, showChanges, showRecords } from './eventLists.js';
import { count } from './format.js';
import { showModels } from './modelCards.js';
import { makeModelTimeline } from './modelTimeline.js';
import { drawTopology } from './topologyDrawing.js';

const kept = { statistics: 300, records: 20, changes: 10 };
const charts = makeCharts();
let timeline = makeModelTimeline();
let statistics = [];
let records = [];
let changes = [];
let rejected = 0;
let state;
let asking = false;
let paused = false;
let changed = false;

const listeners = {
  scored(event) {
    records = [event, ...records].slice(0, kept.records);
  },
  model(event) {
    changes = [event, ...changes].slice(0, kept.changes);
    timeline.announce(event);
    if (event.rejected) rejected++;
    setText(byId('announcement'), changeInWords(event));
    askState();
  },
  statistics(event) {
    statistics = [...statistics, event].slice(-kept.statistics);
    askState();
  },
};

/** The browser connects again by itself, and goes on after the last event; unless the server answered with an error. */
function connect() {
  const source = new EventSource('/events');
  for (const [type, listen] of Object.entries(listeners)) {
    source.addEventListener(type, ({ data }) => {
      listen(JSON.parse(data));
      changed = true;
    });
  }
  source.addEventListener('open', () => {
    showConnection('live', 'live');
    askState();
    askTopology();
  });
  source.addEventListener('error', () => {
    showConnection('away', 'no connection, trying again');
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      forget();
      connect();
    }, 1000);
  });
}

/** A new stream repeats what the server has kept. */
function forget() {
  timeline = makeModelTimeline();
  statistics = [];
  records = [];
  changes = [];
  rejected = 0;
}

async function askState() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch('/state');
    if (answer.ok) {
      state = await answer.json();
      timeline.update(state.models);
      changed = true;
    }
  } catch {
    // The server is away: the event stream notices and shows it.
  } finally {
    asking = false;
  }
}

async function askTopology() {
  try {
    const [graph, text] = await Promise.all([fetch('/topology?format=json'), fetch('/topology?format=text')]);
    if (!graph.ok || !text.ok) return;
    byId('topology').replaceChildren(drawTopology(await graph.json()));
    setText(byId('topologyText'), await text.text());
  } catch {
    // As above; it is asked for again when the stream is back.
  }
}

function showConnection(name, text) {
  byId('connection').dataset.state = name;
  setText(byId('connection'), text);
}

function render() {
  if (!changed || paused) return;
  changed = false;
  showRecords(records);
  showChanges(changes);
  setText(byId('rejected'), count(rejected));
  const latest = statistics.at(-1);
  const now = latest?.time ?? Date.now();
  if (latest) {
    const rates = Object.values(latest.dataTypes).map(({ recordsPerSecond }) => recordsPerSecond);
    setText(byId('rate'), count(rates.reduce((sum, rate) => sum + rate, 0)));
    charts.show(statistics, timeline.until(now));
  }
  if (!state) return;
  document.title = `${state.approach} · ${state.instance}`;
  setText(byId('approach'), state.approach);
  setText(byId('instance'), state.instance);
  setText(byId('skipped'), count(state.skipped));
  setText(byId('deadLettered'), count(state.deadLettered));
  setText(byId('taken'), count(Object.values(state.models).reduce((sum, { version }) => sum + version, 0)));
  showModels(state.models, Math.max(now, ...Object.values(state.models).map(({ since }) => since)));
}

byId('pause').addEventListener('click', () => {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  setText(byId('pause'), paused ? 'Go on' : 'Pause');
  document.body.classList.toggle('paused', paused);
  render();
});

// A few times a second is as much as an eye can follow, however fast the records come.
setInterval(render, 250);
connect();
