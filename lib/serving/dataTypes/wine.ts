import type { FeatureRecord } from '@kafka-tutorial/model';
import { WineRecord } from '@kafka-tutorial/proto';
import { type DataType, number } from './dataType.ts';

/** Red wines, whose quality is predicted. */
export const wine: DataType = {
  name: 'wine',
  resultName: 'quality',
  schema: {
    dataType: 'wine',
    fields: [
      number('fixed_acidity', 'g tartaric acid / dm3'),
      number('volatile_acidity', 'g acetic acid / dm3'),
      number('citric_acid', 'g / dm3'),
      number('residual_sugar', 'g / dm3'),
      number('chlorides', 'g sodium chloride / dm3'),
      number('free_sulfur_dioxide', 'mg / dm3'),
      number('total_sulfur_dioxide', 'mg / dm3'),
      number('density', 'g / cm3'),
      number('pH'),
      number('sulphates', 'g potassium sulphate / dm3'),
      number('alcohol', '% by volume'),
    ],
  },
  sample: {
    ...{ fixed_acidity: 7.4, volatile_acidity: 0.7, citric_acid: 0, residual_sugar: 1.9, chlorides: 0.076 },
    ...{ free_sulfur_dioxide: 11, total_sulfur_dioxide: 34, density: 0.9978, pH: 3.51, sulphates: 0.56 },
    alcohol: 9.4,
  },
  // A class instance whose fields are numbers and strings.
  decode: (bytes) => WineRecord.decode(bytes) as unknown as FeatureRecord,
  required: ['density', 'pH', 'alcohol'],
};
