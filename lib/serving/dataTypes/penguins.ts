import type { FeatureRecord } from '@kafka-tutorial/model';
import { PenguinRecord } from '@kafka-tutorial/proto';
import { type DataType, number, string } from './dataType.ts';

/** Penguins of the Palmer Archipelago, whose species is predicted. */
export const penguins: DataType = {
  name: 'penguins',
  resultName: 'species',
  schema: {
    dataType: 'penguins',
    fields: [
      string('island'),
      number('bill_length_mm', 'mm'),
      number('bill_depth_mm', 'mm'),
      number('flipper_length_mm', 'mm'),
      number('body_mass_g', 'g'),
      string('sex'),
      number('year'),
    ],
  },
  sample: {
    ...{ island: 'Torgersen', bill_length_mm: 39.1, bill_depth_mm: 18.7, flipper_length_mm: 181 },
    ...{ body_mass_g: 3750, sex: 'male', year: 2007 },
  },
  // A class instance whose fields are numbers and strings.
  decode: (bytes) => PenguinRecord.decode(bytes) as unknown as FeatureRecord,
  required: ['dataType'],
};
