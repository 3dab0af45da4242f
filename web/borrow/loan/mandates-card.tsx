// What the borrower authorises at the bank before the contract: repayments and fees, each up to a limit and a day.
import type { ApplicationPreview } from '@mutua/contract/loan/application.ts';
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import type { MandateOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { CONDITION_LABELS } from '@mutua/contract/words/value-lists.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { formatMinorUnits, minorUnits, plus, scale } from '@mutua/core/money/minor-units.ts';
import { addMonths, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { useEffect } from 'react';
import { useCommand, usePreview } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { listedWords } from '../../ui/words/listed-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { BankStep } from '../parts/bank-step.tsx';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { LOAN_WORDS } from './loan-words.ts';

const SCOPES = ['repayment', 'fees'] as const;
type Scope = (typeof SCOPES)[number];
const LOOK_MS = 2_000;

/** One after the other; the first that is missing has the primary button. */
export function MandatesCard({ loan }: { readonly loan: LoanForBorrower }) {
  const { t, language } = useWords(LOAN_WORDS);
  const mandates = useRead('/api/mandates', { everyMs: LOOK_MS });
  const preview = usePreview<ApplicationPreview>('/api/loans/preview');
  const { send } = preview;
  const { productCode, loanAmount, termMonths, repaymentMethod, purpose, security } = loan;
  const asked = JSON.stringify({
    ...{ productCode, loanAmount, termMonths, repaymentMethod, purpose, security },
  });
  useEffect(() => void send(JSON.parse(asked) as object), [send, asked]);
  const own = mandates.kind === 'ready' ? mandates.value.items : [];
  const isMissing = (scope: Scope) => loan.missing.includes(`${scope}_mandate`);
  const first = SCOPES.find(isMissing);
  const others = loan.missing.filter((one) => !SCOPES.some((scope) => one === `${scope}_mandate`));
  const cost = preview.state.kind === 'done' ? preview.state.result : undefined;
  return (
    <Card title={t('mandates')} className="next-card">
      <p>{t('mandatesWhy')}</p>
      <ul className="plain-list">
        {SCOPES.map((scope) => (
          <MandateRow
            key={scope}
            loan={loan}
            scope={scope}
            isMissing={isMissing(scope)}
            isFirst={scope === first}
            mandate={newestOf(own, loan.loanId, scope)}
            cap={cost && capOf(scope, cost, loanAmount)}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <p className="quiet">
          {t('otherMissing')}
          {listedWords(
            others.map((one) => wordOf(CONDITION_LABELS, one, language)),
            language,
          )}
        </p>
      )}
    </Card>
  );
}

interface MandateRowProps {
  readonly loan: LoanForBorrower;
  readonly scope: Scope;
  readonly isMissing: boolean;
  readonly isFirst: boolean;
  readonly mandate: MandateOnWire | undefined;
  readonly cap: MandateOnWire['cap'] | undefined;
}

function MandateRow({ loan, scope, isMissing, isFirst, mandate, cap }: MandateRowProps) {
  const { t } = useWords(LOAN_WORDS);
  const { loanId } = loan;
  const request = useCommand('/api/loans/:loanId/mandates');
  const expiresDay = expiryOf(loan);
  const isAsked = isMissing && mandate?.state === 'requested';
  return (
    <li className="list-row" data-testid={`mandate-${scope}`} data-done={String(!isMissing)}>
      <div>
        <p>
          <strong>{t(`${scope}_mandate`)}</strong>{' '}
          {(!isMissing || isAsked) && (
            <StatusMark
              status={isMissing ? 'pending' : 'ok'}
              word={t(isMissing ? 'asked' : 'granted')}
            />
          )}
        </p>
        <p className="quiet">
          {t('cap')}
          {mandate !== undefined ? (
            <Figure {...BORROW_FIGURES.mandateCap} money={mandate.cap} row={mandate.mandateId} />
          ) : (
            cap !== undefined && <ReckonedMoney money={cap} />
          )}{' '}
          · {t('until')} <DayOnPage day={mandate?.expiresDay ?? expiresDay} />
        </p>
        <Refusal of={request} />
        {isAsked && <BankStep pageUrl={mandate?.pageUrl} isPrimary={isFirst} />}
      </div>
      {isMissing && !isAsked && (
        <Button
          kind={isFirst ? 'primary' : 'default'}
          isDisabled={cap === undefined}
          isBusy={request.state.kind === 'sending'}
          onClick={() => void request.send({ scope, cap, expiresDay }, { path: { loanId } })}
        >
          {t('authorise')}
        </Button>
      )}
    </li>
  );
}

/** Of those that were asked for, the last one counts. */
function newestOf(
  mandates: readonly MandateOnWire[],
  loanId: string,
  scope: Scope,
): MandateOnWire | undefined {
  return mandates
    .filter((one) => one.loanId === loanId && one.scope === scope)
    .filter(({ state }) => state === 'requested' || state === 'granted')
    .toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))[0];
}

/** At most what the loan can cost at all; for fees those of the plan and a share beside, since an early repayment has one. */
function capOf(
  scope: Scope,
  { highest, currency }: ApplicationPreview,
  loanAmount: MandateOnWire['cap'],
): MandateOnWire['cap'] {
  if (scope === 'repayment') return { minorUnits: highest.totalRepaid, currency };
  const beside = scale(minorUnits(BigInt(loanAmount.minorUnits)), FEES_BESIDE, 'up');
  const cap = plus(minorUnits(BigInt(highest.fees)), beside);
  return { minorUnits: formatMinorUnits(cap), currency };
}

const FEES_BESIDE = fraction(5n, 100n);

/** For twice the term, so that a late or a new plan is covered too. */
function expiryOf({ timeline, termMonths }: LoanForBorrower): string {
  const day = parseDay(timeline.at(-1)?.day ?? '', 'day');
  return day.ok ? formatDay(addMonths(day.value, 2 * termMonths)) : '';
}
