/** A PMML document with the fields and the model given. */
export function pmml(fields: string, model: string, dictionary = ''): string {
  return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary>${fields}</DataDictionary>${dictionary}
${model}</PMML>`;
}

/** A document whose model is 1 + 2·predictor; `before` stands between its MiningSchema and its table. */
export function regressionOn({
  field = '<DataField name="x" optype="continuous" dataType="double"/>',
  mining = '<MiningField name="x"/>',
  target,
  before = '',
  predictor = 'x',
  dictionary = '',
}: {
  field?: string;
  mining?: string;
  target?: string;
  before?: string;
  predictor?: string;
  dictionary?: string;
}): string {
  const targetField =
    target === undefined ? '' : `<DataField name="${target}" optype="continuous" dataType="double"/>`;
  const targetMining = target === undefined ? '' : `<MiningField name="${target}" usageType="target"/>`;
  return pmml(
    field + targetField,
    `<RegressionModel functionName="regression"><MiningSchema>${mining}${targetMining}</MiningSchema>${before}
<RegressionTable intercept="1"><NumericPredictor name="${predictor}" coefficient="2"/></RegressionTable></RegressionModel>`,
    dictionary,
  );
}
