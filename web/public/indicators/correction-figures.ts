// The figures of a correction: what was published, and what it is.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const SOURCE = [
  '各版本的公布记录，只增不改',
  'The published versions, which are only added to',
] as const;

export const CORRECTIONS = declareFigures('corrections', {
  before: {
    label: ['更正前', 'Before'],
    definition: ['上一版本公布的数。', 'What the version before said.'],
    source: SOURCE,
  },
  after: {
    label: ['更正后', 'After'],
    definition: ['本版本公布的数。', 'What this version says.'],
    source: SOURCE,
  },
});
