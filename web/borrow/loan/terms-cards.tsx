// What the borrower agrees to before the payout: the approved terms, then the contract.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { LOAN_WORDS } from './loan-words.ts';

type LoanProps = { readonly loan: LoanForBorrower };

/** The all-in rate that is accepted is the one that stands on the button. */
export function AcceptTerms({ loan }: LoanProps) {
  const { t } = useWords(LOAN_WORDS);
  const { loanId, allInRatePpm, approvedUntil } = loan;
  const accept = useCommand('/api/loans/:loanId/terms-acceptance');
  return (
    <Card title={t('acceptTitle')} className="next-card">
      <TermsFacts loan={loan} />
      <p>{t('acceptWhy')}</p>
      {approvedUntil !== undefined && (
        <p className="quiet">
          {t('validUntil')} <DayOnPage day={approvedUntil} />
        </p>
      )}
      <Refusal of={accept} />
      <div className="form-acts">
        <span />
        <Button
          kind="primary"
          isBusy={accept.state.kind === 'sending'}
          onClick={() => void accept.send({ allInRatePpm }, { path: { loanId } })}
        >
          {t('accept')}
          <Figure {...BORROW_FIGURES.allInRate} ratePpm={allInRatePpm} row={loanId} />
        </Button>
      </div>
    </Card>
  );
}

/** Amount, rates and fees, as they were approved. */
export function TermsFacts({ loan }: LoanProps) {
  const { loanId, loanAmount, annualRatePpm, allInRatePpm, fees, rateParts } = loan;
  const total = sum(fees.map(({ amount }) => minorUnits(BigInt(amount))));
  const money = { minorUnits: String(total), currency: loanAmount.currency };
  const items = [
    { figure: BORROW_FIGURES.loanAmount, value: { money: loanAmount } },
    { figure: BORROW_FIGURES.annualRate, value: { ratePpm: annualRatePpm } },
    { figure: BORROW_FIGURES.allInRate, value: { ratePpm: allInRatePpm } },
    { figure: BORROW_FIGURES.fees, value: { money } },
    { figure: BORROW_FIGURES.lenderRate, value: { ratePpm: rateParts?.lenderRatePpm } },
  ];
  return (
    <Facts
      items={items
        .filter(({ value }) => Object.values(value).some((one) => one !== undefined))
        .map(({ figure, value }) => ({
          key: figure.id,
          label: <FigureLabel {...figure} />,
          value: <Figure {...figure} {...value} row={loanId} size="figure" />,
        }))}
    />
  );
}

/** Full, and everything authorised: the signature sets off the payout. */
export function SignContract({ loan }: LoanProps) {
  const { t } = useWords(LOAN_WORDS);
  const { loanId, loanAmount } = loan;
  const sign = useCommand('/api/loans/:loanId/contract-signature');
  return (
    <Card title={t('signTitle')} className="next-card">
      <TermsFacts loan={loan} />
      <p>{t('signWhy')}</p>
      <Refusal of={sign} />
      <div className="form-acts">
        <span />
        <Button
          kind="primary"
          isBusy={sign.state.kind === 'sending'}
          onClick={() => void sign.send({}, { path: { loanId } })}
        >
          {t('sign')}
          <Figure {...BORROW_FIGURES.loanAmount} money={loanAmount} row={loanId} />
        </Button>
      </div>
    </Card>
  );
}

/** The text as it was signed, and its fingerprint. */
export function ContractCard({ loan: { contract, loanId } }: LoanProps) {
  const { t } = useWords(LOAN_WORDS);
  const [isOpen, setOpen] = useState(false);
  if (contract === undefined) return null;
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(contract.document)}`;
  return (
    <Card
      title={t('contract')}
      note={<Plain>{t('contractNote')}</Plain>}
      links={
        <a href={file} download={`${loanId}.txt`}>
          {t('save')}
        </a>
      }
    >
      <p className="quiet">
        {t('signedAt')} <MomentOnPage at={contract.signedAt} /> · {t('hash')}
      </p>
      <p className="hash" data-testid="contract-hash">
        <Plain>{contract.hash}</Plain>
      </p>
      <Button kind="link" onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'hide' : 'read')}
      </Button>
      {isOpen && (
        <textarea
          className="contract-text"
          readOnly
          rows={18}
          aria-label={t('contract')}
          value={contract.document}
        />
      )}
    </Card>
  );
}
