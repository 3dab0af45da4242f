// The table of what clients answered in the survey of satisfaction.
import type { SurveyScore } from '@mutua/core/people/survey.ts';
import {
  type Column,
  dayColumn,
  idColumn,
  integerColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

/** The table lets in no other. */
const scoreColumn: Column<SurveyScore> = {
  type: 'integer',
  write: (value) => value,
  read: (given) => integerColumn.read(given) as SurveyScore,
};

export const surveyAnswerTable = factTable(
  'surveyAnswer',
  'people.survey_answer',
  {
    id: idColumn,
    clientId: idColumn,
    role: textColumn(),
    quarter: textColumn(),
    score: scoreColumn,
    answeredOn: dayColumn,
    comment: optionalColumn(textColumn()),
  },
  { key: ['client_id', 'role', 'quarter'] },
);
