// What clients answered in the survey of satisfaction, a quarter at a time: for service and compliance, without names.
import type { SurveyAnswerInOffice } from '@mutua/contract/people/survey.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { CLIENT_SEGMENT_LABELS, SURVEY_SCORE_LABELS } from '@mutua/contract/words/survey-words.ts';
import { quarterOf } from '@mutua/core/disclosure/month.ts';
import { addMonths, type Day, parseDay } from '@mutua/core/time/day.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { MoreRows } from '../books/more-rows.tsx';
import { useDesk } from '../office-frame.tsx';
import { PEOPLE_WORDS } from './people-words.ts';

/** As many quarters as are offered, the present one the first. */
const QUARTERS = 12;
const QUARTER_MONTHS = 3;

export function SurveyAnswersCard() {
  const { t } = useWords(PEOPLE_WORDS);
  const [query] = useQueryString();
  const answers = usePagedRead('/api/office/survey-answers', {
    query: { quarter: query.get('quarter') ?? undefined },
  });
  return (
    <Card title={t('survey')} note={t('surveyNote')}>
      <QuarterFilter />
      <Shown read={answers.state} lines={12}>
        {(rows) => <AnswerTable rows={rows} />}
      </Shown>
      <MoreRows of={answers} />
    </Card>
  );
}

function QuarterFilter() {
  const { t } = useWords(PEOPLE_WORDS);
  const [query, change] = useQueryString();
  const desk = useDesk();
  const today = desk.kind === 'ready' ? parseDay(desk.value.day, 'day') : undefined;
  if (today?.ok !== true) return null;
  const [present, ...others] = quartersUntil(today.value);
  const options = [present, ...others].map((quarter) => ({ value: quarter, label: quarter }));
  return (
    <div className="office-filters">
      <Field label={t('quarter')}>
        {(field) => (
          <Select
            field={field}
            value={query.get('quarter') ?? present}
            options={options}
            onChange={(quarter) => change({ quarter: quarter === present ? undefined : quarter })}
          />
        )}
      </Field>
    </div>
  );
}

function quartersUntil(today: Day): readonly [string, ...string[]] {
  const before = Array.from({ length: QUARTERS - 1 }, (_, index) =>
    quarterOf(addMonths(today, -QUARTER_MONTHS * (index + 1))),
  );
  return [quarterOf(today), ...before];
}

function AnswerTable({ rows }: { readonly rows: readonly SurveyAnswerInOffice[] }) {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  if (rows.length === 0) return <Empty why={t('noAnswers')} />;
  const columns: readonly Column<SurveyAnswerInOffice>[] = [
    {
      ...{ key: 'answeredOn', head: t('answeredOn') },
      cell: ({ answeredOn }) => <DayOnPage day={answeredOn} />,
    },
    {
      ...{ key: 'score', head: t('score') },
      cell: ({ score }) => wordOf(SURVEY_SCORE_LABELS, String(score), language),
    },
    {
      ...{ key: 'segment', head: t('segment') },
      cell: ({ segment }) => wordOf(CLIENT_SEGMENT_LABELS, segment, language),
    },
    {
      ...{ key: 'comment', head: t('comment') },
      cell: ({ comment }) => <Plain>{comment ?? '—'}</Plain>,
    },
  ];
  return (
    <DataTable
      caption={t('survey')}
      columns={columns}
      rows={rows}
      rowKey={({ answerId }) => answerId}
    />
  );
}
