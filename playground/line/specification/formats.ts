import type { Format } from 'ajv';

const int32 = 2 ** 31;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The formats that LINE's specification names. */
export const formats: Readonly<Record<string, Format>> = {
  uri: (value: string) => URL.canParse(value),
  uuid,
  'date-time': (value: string) => !Number.isNaN(Date.parse(value)),
  int32: { type: 'number', validate: (value) => Number.isInteger(value) && value >= -int32 && value < int32 },
  int64: { type: 'number', validate: (value) => Number.isSafeInteger(value) },
  double: { type: 'number', validate: (value) => Number.isFinite(value) },
  binary: true,
};
