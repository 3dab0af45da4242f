// What was agreed on a loan, and the digest of what was signed.
import type { LoanEvidence } from '@mutua/contract/supervision/supervision.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS, REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { ProductName } from '../../ui/kit/product-name.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';

export function LoanTerms({ loan }: { readonly loan: LoanEvidence }) {
  const { t } = useWords(EVIDENCE_WORDS);
  const sums = useSums(loan);
  const terms = useAgreed(loan);
  return (
    <Card title={t('terms')}>
      <Facts items={sums} />
      <Facts items={terms} isList />
    </Card>
  );
}

function useSums(loan: LoanEvidence): readonly Fact[] {
  const { t, language } = useWords(EVIDENCE_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  const { loanId: row, state, loanAmount, outstanding, annualRatePpm, transferCount } = loan;
  const figures = SUPERVISE_FIGURES;
  return [
    { key: 'state', label: say('state'), value: wordOf(LOAN_STATE_LABELS, state, language) },
    {
      ...{ key: 'amount', label: say('loanAmount') },
      value: <Figure {...figures.loanAmount} row={row} money={loanAmount} />,
    },
    {
      ...{ key: 'outstanding', label: t('now') },
      value: <Figure {...figures.loanOutstanding} row={row} money={outstanding} />,
    },
    {
      ...{ key: 'rate', label: t('rate') },
      value: <Figure {...figures.annualRate} row={row} ratePpm={annualRatePpm} />,
    },
    {
      ...{ key: 'lines', label: t('lineCount') },
      value: <Figure {...figures.transferCount} row={row} count={transferCount} />,
    },
  ];
}

function useAgreed(loan: LoanEvidence): readonly Fact[] {
  const { t, language } = useWords(EVIDENCE_WORDS);
  const { productCode, productVersion: version, termMonths, valueDay, contract } = loan;
  const method = wordOf(REPAYMENT_METHOD_LABELS, loan.repaymentMethod, language);
  return [
    { key: 'number', label: t('number'), value: <code>{loan.loanId}</code> },
    { key: 'borrower', label: t('borrower'), value: <code>{loan.borrowerId}</code> },
    {
      ...{ key: 'product', label: t('product') },
      value: (
        <>
          <ProductName code={productCode} /> <Plain>{t('version', { version })}</Plain>
        </>
      ),
    },
    { key: 'method', label: t('method'), value: method },
    {
      ...{ key: 'purpose', label: t('purpose') },
      value: wordOf(PURPOSE_LABELS, loan.purpose, language),
    },
    { key: 'term', label: t('term'), value: <Plain>{t('months', { count: termMonths })}</Plain> },
    { key: 'grade', label: t('grade'), value: loan.grade ?? '—' },
    {
      ...{ key: 'valueDay', label: t('valueDay') },
      value: valueDay === undefined ? '—' : <DayOnPage day={valueDay} />,
    },
    {
      ...{ key: 'hash', label: t('contractHash') },
      value: contract === undefined ? '—' : <code>{contract.hash}</code>,
    },
    {
      ...{ key: 'signed', label: t('signedAt') },
      value: contract === undefined ? '—' : <MomentOnPage at={contract.signedAt} />,
    },
  ];
}
