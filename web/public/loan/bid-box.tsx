// The bid box: how far the listing is funded, the amount, what it would bring, the risks, and the act.
import { RISK_NOTICES } from '@mutua/contract/words/risk-notices.ts';
import { useEffect, useId, useRef } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Button, ButtonLink } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox } from '../../ui/kit/inputs.tsx';
import { MoneyInput } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { moneyWords, unitsOf } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BidReceipt } from './bid-receipt.tsx';
import { BidSum } from './bid-sum.tsx';
import { BID_WORDS } from './loan-words.ts';
import { type BidUnderWay, NOT_ASSESSED } from './use-bid.ts';
import { useEditions } from './use-editions.ts';

export function BidBox({ bid }: { readonly bid: BidUnderWay }) {
  const { t } = useWords(BID_WORDS);
  const { listing, command } = bid;
  if (command.state.kind === 'done') return <BidReceipt bid={bid} placed={command.state.result} />;
  if (listing.state !== 'funding') return <NoBids state={listing.state} />;
  return (
    <form
      className="bid-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (bid.why === undefined) bid.send();
      }}
    >
      <AmountField bid={bid} />
      <BidSum bid={bid} />
      <Act bid={bid} />
      <p className="quiet">{t('below')}</p>
      {bid.standing !== undefined && unitsOf(bid.standing.yourBids) > 0n && (
        <p className="bid-yours">
          {t('yours')}{' '}
          <Figure {...FIGURES.yourBids} money={bid.standing.yourBids} row={listing.loanId} />
        </p>
      )}
    </form>
  );
}

/** Up and down change it by one step. */
function AmountField({ bid }: { readonly bid: BidUnderWay }) {
  const { t } = useWords(BID_WORDS);
  const { listing, standing, text, setText, step } = bid;
  const { minimum, step: by } = listing.bidRules;
  const place = useArrowKeys(step);
  return (
    <div className="bid-amount" ref={place}>
      <Field
        label={t('amount')}
        hint={t('amountHint', { minimum: moneyWords(minimum), step: moneyWords(by) })}
      >
        {(field) => (
          <MoneyInput
            field={field}
            currency={listing.loanAmount.currency}
            value={text}
            onChange={setText}
          />
        )}
      </Field>
      {standing !== undefined && (
        <p className="quiet bid-available">
          {t('available')} <Figure {...FIGURES.available} money={standing.available} />{' '}
          <Go to="/lend/money">{t('topUp')}</Go>
        </p>
      )}
    </div>
  );
}

/** Up and down, while the focus is inside. */
function useArrowKeys(step: BidUnderWay['step']) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
      if (direction === undefined || !(place.current?.contains(document.activeElement) ?? false))
        return;
      event.preventDefault();
      step(direction);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [step]);
  return place;
}

function Act({ bid }: { readonly bid: BidUnderWay }) {
  const { t, language } = useWords(BID_WORDS);
  const id = useId();
  const { editionOf } = useEditions();
  const { listing, bidder, amount, why, standing, command } = bid;
  const edition = listing.bidRules.riskNotice;
  if (bidder === 'loading') return null;
  if (bidder === 'nobody') {
    return (
      <ButtonLink
        kind="primary"
        to={`/sign-in?next=${encodeURIComponent(`/loans/${listing.loanId}`)}`}
      >
        {t('signIn')}
      </ButtonLink>
    );
  }
  if (bidder === 'other') return <p className="notice">{t('notLender')}</p>;
  return (
    <>
      <div className="bid-tick">
        <Checkbox
          label={t('tick', {
            edition: editionOf(edition),
            notice: RISK_NOTICES[edition]?.[language] ?? '',
          })}
          isChecked={bid.hasRead}
          onChange={bid.setRead}
        />
        <p className="quiet">
          {t('tickNote')} <Go to="/learn">{t('readNotice')}</Go>
        </p>
        {standing?.isRiskier === true && standing.tolerance !== NOT_ASSESSED && (
          <Checkbox
            label={t('riskier')}
            isChecked={bid.confirmsRisk}
            onChange={bid.setConfirmsRisk}
          />
        )}
      </div>
      <Refusal of={command} />
      <Button
        type="submit"
        kind="primary"
        size="large"
        isBusy={command.state.kind === 'sending'}
        isDisabled={why !== undefined}
        {...(why === undefined ? {} : { describedBy: id })}
        testId="bid"
      >
        <Plain>{t('act', { amount: amount === undefined ? '' : moneyWords(amount) })}</Plain>
      </Button>
      {why !== undefined && (
        <p className="bid-why" id={id} data-plain="">
          {why}{' '}
          {(standing?.tolerance ?? 0) < listing.bidRules.minimumTolerance && (
            <Go to="/lend/path">{t('toQuestionnaire')}</Go>
          )}
        </p>
      )}
    </>
  );
}

/** Why nothing can be bid on it, and where else. */
function NoBids({ state }: { readonly state: string }) {
  const { t } = useWords(BID_WORDS);
  const word =
    state === 'listed'
      ? 'coming'
      : state === 'funded'
        ? 'full'
        : state === 'failed'
          ? 'failed'
          : 'closed';
  return (
    <p className="bid-over">
      {t(word)} <Go to="/market">{t('others')}</Go>
    </p>
  );
}
