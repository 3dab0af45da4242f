// What a lender keeps: years for the tax office, monthly statements, and the contracts of all claims.
import type { ClaimRow } from '@mutua/contract/claim/claim.ts';
import type { TaxYearOnWire } from '@mutua/contract/claim/portfolio.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { useWording } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown, Skeleton } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CLAIM_FIGURES } from '../claims/claim-figures.ts';
import { useHasAccount } from '../has-account.ts';
import '../lend.css';
import { DOCUMENT_WORDS, TAX_FIGURES as F } from './document-words.ts';

const PAGE = 50;

/** The page. */
export function DocumentsPage() {
  const { t } = useWords(DOCUMENT_WORDS);
  return (
    <PersonFrame area="lend" title={t('title')} lead={t('lead')}>
      <div className="lend-home">
        <Kept />
      </div>
    </PersonFrame>
  );
}

function Kept() {
  const { t } = useWords(DOCUMENT_WORDS);
  const hasAccount = useHasAccount();
  if (hasAccount === undefined) return <Skeleton lines={6} />;
  if (!hasAccount) {
    return (
      <Card title={t('taxYears')}>
        <Empty why={t('noYears')} />
      </Card>
    );
  }
  return (
    <>
      <TaxYears />
      <MonthlyStatements />
      <Contracts />
    </>
  );
}

function TaxYears() {
  const { t, language } = useWords(DOCUMENT_WORDS);
  const say = useWording();
  const years = useRead('/api/portfolio/tax-years');
  const part = (name: 'interest' | 'penalty' | 'fees' | 'loss' | 'principal') => ({
    ...{ key: name, head: say(F[name].label), align: 'right' as const },
    cell: (row: TaxYearOnWire) => (
      <Figure {...F[name]} money={row[name]} row={String(row.year)} sign={false} />
    ),
  });
  return (
    <Card title={t('taxYears')} note={t('taxNote')}>
      <Shown read={years} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={t('noYears')} />
          ) : (
            <DataTable<TaxYearOnWire>
              caption={t('taxYears')}
              rows={items}
              rowKey={({ year }) => String(year)}
              columns={[
                { key: 'year', head: t('year'), cell: ({ year }) => <Plain>{year}</Plain> },
                part('interest'),
                part('penalty'),
                part('fees'),
                part('loss'),
                part('principal'),
                {
                  ...{ key: 'files', head: t('files') },
                  cell: ({ year }) => (
                    <span className="lend-files">
                      {(['csv', 'xlsx'] as const).map((kind) => (
                        <a
                          key={kind}
                          href={`/api/portfolio/tax-year/${year}.${kind}?language=${language}`}
                          download={`mutua-tax-${year}.${kind}`}
                          aria-label={t('download', { year, kind: kind.toUpperCase() })}
                        >
                          {kind.toUpperCase()}
                        </a>
                      ))}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Shown>
    </Card>
  );
}

function MonthlyStatements() {
  const { t } = useWords(DOCUMENT_WORDS);
  const months = useRead('/api/portfolio/receipts', { query: { months: 12 } });
  return (
    <Card title={t('statements')} note={<Plain>{t('statementsNote')}</Plain>}>
      <Shown read={months} lines={2}>
        {(read) =>
          read.months.length === 0 ? (
            <Empty why={t('noYears')} />
          ) : (
            <ul className="lend-months">
              {read.months.toReversed().map(({ month }) => (
                <li key={month}>
                  <Go to={`/lend/statement?from=${month}-01&to=${lastDayOf(month)}`}>
                    <time dateTime={month}>{month}</time>
                  </Go>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Contracts() {
  const { t } = useWords(DOCUMENT_WORDS);
  const say = useWording();
  const claims = usePagedRead('/api/claims', { query: { limit: PAGE } });
  return (
    <Card title={t('contracts')} note={t('contractsNote')}>
      <Shown read={claims.state} lines={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty why={t('noContracts')} to="/market" action={t('toMarket')} />
          ) : (
            <>
              <div className="lend-keeps-rows">
                <DataTable<ClaimRow>
                  caption={t('contracts')}
                  rows={rows}
                  rowKey={({ claimId }) => claimId}
                  columns={[
                    {
                      ...{ key: 'title', head: t('listing') },
                      cell: ({ claimId, title, loanId }) => (
                        <Go to={`/lend/claims/${claimId}`}>
                          <Plain>{title ?? loanId}</Plain>
                        </Go>
                      ),
                    },
                    {
                      ...{ key: 'day', head: t('from'), isOnPhone: false },
                      cell: ({ valueDay }) =>
                        valueDay === undefined ? <Plain>—</Plain> : <DayOnPage day={valueDay} />,
                    },
                    {
                      ...{ key: 'lent', head: say(CLAIM_FIGURES.principal.label), align: 'right' },
                      cell: ({ claimId, principal }) => (
                        <Figure
                          {...CLAIM_FIGURES.principal}
                          money={principal}
                          row={claimId}
                          sign={false}
                        />
                      ),
                    },
                    {
                      ...{ key: 'file', head: t('files') },
                      cell: ({ claimId }) => (
                        <a
                          href={`/api/claims/${claimId}/evidence`}
                          download={`mutua-claim-${claimId}.json`}
                        >
                          {t('pack')}
                        </a>
                      ),
                    },
                  ]}
                />
              </div>
              {claims.hasMore && (
                <Button onClick={claims.more} isBusy={claims.isReadingMore}>
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

/** Of a month such as `2026-11`. */
function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
