// The loans that were drawn, each with the digest that drew it and its evidence behind it.
import type { LoanSample } from '@mutua/contract/supervision/supervision.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../short-id.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { SAMPLE_WORDS } from './sample-words.ts';

export function DrawnLoans({ sample }: { readonly sample: LoanSample }) {
  const { t } = useWords(SAMPLE_WORDS);
  const { population, populationSize, populationDigest, loans } = sample;
  const size = (
    <Figure {...SUPERVISE_FIGURES.populationSize} row={population} count={populationSize} />
  );
  return (
    <>
      <Facts
        items={[
          { key: 'population', label: t('population'), value: t(population) },
          { key: 'size', label: t('populationSize'), value: size },
          { key: 'digest', label: t('populationDigest'), value: <code>{populationDigest}</code> },
        ]}
      />
      {loans.length === 0 ? <Empty why={t('none')} /> : <LoanTable loans={loans} />}
    </>
  );
}

function LoanTable({ loans }: Pick<LoanSample, 'loans'>) {
  const { t, language } = useWords(SAMPLE_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  return (
    <DataTable
      caption={t('drawn')}
      rows={loans}
      rowKey={({ loanId }) => loanId}
      columns={[
        { key: 'place', head: t('place'), cell: ({ place }) => <Plain>{place}</Plain> },
        {
          ...{ key: 'loan', head: say('loan') },
          cell: ({ loanId }) => (
            <Go to={`/supervise/loans/${loanId}`}>
              <ShortId id={loanId} />
            </Go>
          ),
        },
        {
          ...{ key: 'state', head: say('state') },
          cell: ({ state }) => wordOf(LOAN_STATE_LABELS, state, language),
        },
        {
          ...{ key: 'amount', head: say('loanAmount'), align: 'right' },
          cell: ({ loanId, loanAmount }) => (
            <Figure {...SUPERVISE_FIGURES.drawnAmount} row={loanId} money={loanAmount} />
          ),
        },
        {
          ...{ key: 'outstanding', head: say('outstanding'), align: 'right' },
          cell: ({ loanId, outstanding }) => (
            <Figure {...SUPERVISE_FIGURES.drawnOutstanding} row={loanId} money={outstanding} />
          ),
        },
        {
          ...{ key: 'digest', head: t('digest'), isOnPhone: false },
          cell: ({ digest }) => <code title={digest}>{digest.slice(0, 16)}…</code>,
        },
      ]}
    />
  );
}
