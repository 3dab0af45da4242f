// The loan book: the file, its first rows, and what its columns mean.
import type { DisclosedLoan } from '@mutua/contract/disclosure/figures.ts';
import { LOAN_BOOK_COLUMNS } from '@mutua/contract/disclosure/loan-book.ts';
import { OVERDUE_BUCKET_LABELS } from '@mutua/contract/words/office-words.ts';
import { OVERDUE_BUCKETS } from '@mutua/core/loan/asset-class.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BucketName } from '../statistics/overdue-card.tsx';
import { LOAN_BOOK } from './loan-book-figures.ts';
import { LOAN_BOOK_WORDS } from './loan-book-words.ts';
import '../statistics/statistics.css';

export function LoanBookPage() {
  const { t } = useWords(LOAN_BOOK_WORDS);
  const [query] = useQueryString();
  const headline = useRead('/api/disclosure/headline');
  const last = headline.kind === 'ready' ? headline.value.calendar?.lastClosedDay : undefined;
  const day = query.get('day') ?? last;
  const isPublished = headline.kind === 'ready' && headline.value.published !== undefined;
  return (
    <PublicFrame
      title={t('title')}
      lead={t('lead')}
      acts={
        <>
          <Go to="/statistics">{t('back')}</Go>
          {isPublished && (
            <a className="button button-primary" href={`/api/disclosure/loan-book.csv?day=${day}`}>
              {t('download')}
            </a>
          )}
        </>
      }
    >
      <div className="statistics">
        <Shown read={headline}>
          {(value) =>
            value.published === undefined || day === undefined ? (
              <Empty why={t('unpublished')} to="/statistics" action={t('back')} />
            ) : (
              <FirstRows day={day} />
            )
          }
        </Shown>
        <Dictionary />
      </div>
    </PublicFrame>
  );
}

function FirstRows({ day }: { readonly day: string }) {
  const { t } = useWords(LOAN_BOOK_WORDS);
  const [query, setQuery] = useQueryString();
  const bucket = query.get('bucket') ?? '';
  const columns = useColumns();
  const { state, hasMore, more, isReadingMore } = usePagedRead('/api/disclosure/loans', {
    query: { day, limit: 20, ...(bucket === '' ? {} : { bucket }) },
  });
  return (
    <Card title={t('rows')} note={t('rowsNote')}>
      <Choices day={day} bucket={bucket} onChange={setQuery} />
      <Shown read={state} lines={10}>
        {(loans) =>
          loans.length === 0 ? (
            <Empty why={t('none')} />
          ) : (
            <>
              <DataTable
                caption={t('rows')}
                columns={columns}
                rows={loans}
                rowKey={({ maskedId }) => maskedId}
              />
              {hasMore && (
                <Button onClick={more} isBusy={isReadingMore}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
      </Shown>
    </Card>
  );
}

function Choices({
  day,
  bucket,
  onChange,
}: {
  readonly day: string;
  readonly bucket: string;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}) {
  const { t, language } = useWords(LOAN_BOOK_WORDS);
  const options = [
    { value: 'all', label: t('all') },
    ...OVERDUE_BUCKETS.map((one) => ({ value: one, label: OVERDUE_BUCKET_LABELS[one][language] })),
  ] as const;
  const chosen = options.find(({ value }) => value === bucket)?.value ?? 'all';
  return (
    <div className="loan-book-choices">
      <Field label={t('asOf')}>
        {(field) => (
          <TextInput
            field={field}
            type="date"
            value={day}
            onChange={(next) => onChange({ day: next })}
          />
        )}
      </Field>
      <Field label={t('filter')}>
        {(field) => (
          <Select
            field={field}
            value={chosen}
            options={options}
            onChange={(value) => onChange({ bucket: value === 'all' ? undefined : value })}
          />
        )}
      </Field>
    </div>
  );
}

function useColumns(): readonly Column<DisclosedLoan>[] {
  const { t } = useWords(LOAN_BOOK_WORDS);
  const money = (
    name: 'lent' | 'principal' | 'overdue',
    of: (loan: DisclosedLoan) => DisclosedLoan['lent'],
  ): Column<DisclosedLoan> => ({
    ...{ key: name, head: <FigureLabel {...LOAN_BOOK[name]} />, align: 'right' },
    cell: (loan) => (
      <Figure {...LOAN_BOOK[name]} money={of(loan)} row={loan.maskedId} sign={false} />
    ),
  });
  return [
    {
      ...{ key: 'code', head: t('code') },
      cell: ({ maskedId }) => (
        <code>
          <Plain>{maskedId}</Plain>
        </code>
      ),
    },
    { key: 'grade', head: t('grade'), cell: ({ grade }) => <GradeBadge grade={grade} /> },
    { key: 'day', head: t('valueDay'), cell: ({ valueDay }) => <DayOnPage day={valueDay} /> },
    {
      ...{ key: 'term', head: t('term'), align: 'right' },
      cell: ({ termMonths }) => <Plain>{t('months', { count: termMonths })}</Plain>,
    },
    {
      ...{ key: 'rate', head: <FigureLabel {...LOAN_BOOK.rate} />, align: 'right' },
      cell: ({ annualRatePpm, maskedId }) => (
        <Figure {...LOAN_BOOK.rate} ratePpm={annualRatePpm} row={maskedId} />
      ),
    },
    money('lent', ({ lent }) => lent),
    money('principal', ({ principal }) => principal),
    money('overdue', ({ overdueAmount }) => overdueAmount),
    { key: 'state', head: t('state'), cell: ({ bucket }) => <BucketName bucket={bucket} /> },
  ];
}

function Dictionary() {
  const { t, language } = useWords(LOAN_BOOK_WORDS);
  return (
    <Card
      title={t('columns')}
      note={t('columnsNote')}
      links={<a href="/api/disclosure/dictionary.csv">{t('dictionary')}</a>}
    >
      <DataTable
        caption={t('columns')}
        rows={Object.entries(LOAN_BOOK_COLUMNS)}
        rowKey={([column]) => column}
        columns={[
          {
            ...{ key: 'column', head: t('column') },
            cell: ([column]) => (
              <code>
                <Plain>{column}</Plain>
              </code>
            ),
          },
          {
            ...{ key: 'meaning', head: t('meaning') },
            cell: ([, meaning]) => <span data-plain="">{meaning[language]}</span>,
          },
        ]}
      />
    </Card>
  );
}
