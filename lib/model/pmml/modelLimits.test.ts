import { expect, test, vi } from 'vitest';
import { PmmlEvaluator, parsePmml } from './index.ts';
import { pmml, regressionOn } from './testDocuments.ts';

vi.setConfig({ testTimeout: 60_000 });

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');
const field = (name: string, opType: string, dataType: string) =>
  `<DataField name="${name}" optype="${opType}" dataType="${dataType}"/>`;
const classes = field('x', 'continuous', 'double') + field('c', 'categorical', 'string');
const schema =
  '<MiningSchema><MiningField name="x"/><MiningField name="c" usageType="target"/></MiningSchema>';

/** Documents of a few megabytes that ask for gigabytes, or for minutes. */
const documents: Record<string, () => string> = {
  'a class for every leaf of a tree': () =>
    pmml(
      classes,
      `<TreeModel functionName="classification">${schema}<Node score="a"><True/>${many(6000, (i) => `<Node score="l${i}"><False/><ScoreDistribution value="l${i}" recordCount="1"/></Node>`)}</Node></TreeModel>`,
    ),
  'a class for every segment': () =>
    pmml(
      classes,
      `<MiningModel functionName="classification">${schema}<Segmentation multipleModelMethod="average">${many(15_000, (i) => `<Segment><True/><TreeModel functionName="classification">${schema}<Node score="l${i}"><True/></Node></TreeModel></Segment>`)}</Segmentation></MiningModel>`,
    ),
  'many names of one long vector': () =>
    pmml(
      many(1000, (i) => field(`x${i}`, 'continuous', 'double')),
      `<SupportVectorMachineModel functionName="regression"><MiningSchema>${many(1000, (i) => `<MiningField name="x${i}"/>`)}</MiningSchema><LinearKernelType/>
        <VectorDictionary><VectorFields>${many(1000, (i) => `<FieldRef field="x${i}"/>`)}</VectorFields><VectorInstance id="v"><Array type="real">${'1 '.repeat(1000)}</Array></VectorInstance></VectorDictionary>
        <SupportVectorMachine><SupportVectors>${'<SupportVector vectorId="v"/>'.repeat(201_000)}</SupportVectors><Coefficients>${'<Coefficient value="1"/>'.repeat(201_000)}</Coefficients></SupportVectorMachine></SupportVectorMachineModel>`,
    ),
  'a table in a function that is called often': () =>
    regressionOn({
      predictor: 'd',
      before: `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="sum">${'<Apply function="t"><FieldRef field="x"/></Apply>'.repeat(300)}</Apply></DerivedField></LocalTransformations>`,
      dictionary: `<TransformationDictionary><DefineFunction name="t" optype="continuous"><ParameterField name="p"/><MapValues outputColumn="o" dataType="double"><FieldColumnPair field="p" column="k"/>
        <InlineTable>${many(10_000, (i) => `<row><k>${i}</k><o>1</o></row>`)}</InlineTable></MapValues></DefineFunction></TransformationDictionary>`,
    }),
  'fields of fields of fields': () =>
    regressionOn({
      predictor: 'd0',
      before: `<LocalTransformations>${many(20_000, (i) => `<DerivedField name="d${i}" optype="continuous" dataType="double"><FieldRef field="d${i + 1}"/></DerivedField>`)}</LocalTransformations>`,
    }),
};

test.each(Object.entries(documents))('%s is too large', (_, document) => {
  const xml = document();
  const start = process.memoryUsage().rss;
  expect(() => new PmmlEvaluator(parsePmml(xml))).toThrow(
    expect.objectContaining({ code: 'MODEL_TOO_LARGE' }),
  );
  expect((process.memoryUsage().rss - start) / 2 ** 20).toBeLessThan(1500);
});

test('a sparse array that declares a billion numbers has as many as belong there', () => {
  const vector = '<VectorInstance id="v"><REAL-SparseArray n="1000000000"/></VectorInstance>';
  const model = `<SupportVectorMachineModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><LinearKernelType/>
    <VectorDictionary><VectorFields><FieldRef field="x"/></VectorFields>${vector}</VectorDictionary></SupportVectorMachineModel>`;
  expect(() => parsePmml(pmml(field('x', 'continuous', 'double'), model))).toThrow('n="1000000000"');
});

test('an error quotes little of a document', () => {
  const xml = regressionOn({}).replace(
    'functionName="regression"',
    `functionName="${'r'.repeat(1_000_000)}"`,
  );
  expect(() => parsePmml(xml)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/^.{1,400}$/s) }),
  );
});
