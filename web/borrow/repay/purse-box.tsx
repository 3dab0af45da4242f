// What lies in the borrower's own account, what is missing for an act, and how to top it up at the bank.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import {
  formatMinorUnits,
  minorUnits,
  minus,
  roundToMultiple,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { BankStep } from '../parts/bank-step.tsx';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { units } from '../parts/schedule-sums.ts';
import { REPAY_WORDS } from './repay-words.ts';

const LOOK_MS = 2_000;
/** Topped up in whole hundreds. */
const STEP = minorUnits(10_000n);

/** What can be spent, once it is known. */
export function useAvailable(): MoneyOnWire | undefined {
  const accounts = useRead('/api/accounts');
  if (accounts.kind !== 'ready') return undefined;
  return accounts.value.items.find(({ role }) => role === 'borrower')?.available;
}

/** Nothing where there is enough. */
export function missingFor(
  needed: MoneyOnWire,
  available: MoneyOnWire | undefined,
): MoneyOnWire | undefined {
  if (available === undefined) return undefined;
  const missing = minus(units(needed.minorUnits), units(available.minorUnits));
  if (missing <= ZERO) return undefined;
  return { minorUnits: formatMinorUnits(missing), currency: needed.currency };
}

interface PurseBoxProps {
  readonly needed: MoneyOnWire;
  readonly available: MoneyOnWire | undefined;
  /** Whether topping up is the one act of the page; yes if left out. */
  readonly isPrimary?: boolean;
}

export function PurseBox({ needed, available, isPrimary = true }: PurseBoxProps) {
  const missing = missingFor(needed, available);
  if (available === undefined) return null;
  return (
    <div className="purse" data-testid="purse">
      <p>
        <FigureLabel {...BORROW_FIGURES.available} />{' '}
        <Figure {...BORROW_FIGURES.available} money={available} row="borrower" />
      </p>
      {missing !== undefined && <TopUp missing={missing} isPrimary={isPrimary} />}
    </div>
  );
}

interface TopUpProps {
  readonly missing: MoneyOnWire;
  readonly isPrimary: boolean;
}

function TopUp({ missing, isPrimary }: TopUpProps) {
  const { t } = useWords(REPAY_WORDS);
  const ask = useCommand<{ readonly topUpId: string }>('/api/top-ups');
  const { state } = ask;
  const topUps = useRead('/api/top-ups', { everyMs: LOOK_MS, isOn: state.kind === 'done' });
  const mine =
    state.kind === 'done' && topUps.kind === 'ready'
      ? topUps.value.items.find(({ topUpId }) => topUpId === state.result.topUpId)
      : undefined;
  const rounded = roundToMultiple(units(missing.minorUnits), STEP, 'up');
  const amount = { minorUnits: formatMinorUnits(rounded), currency: missing.currency };
  return (
    <NoticeBox tone="late">
      <p>
        {t('short')}
        <ReckonedMoney money={missing} />
      </p>
      <Refusal of={ask} />
      {state.kind === 'done' && mine?.state !== 'failed' ? (
        <>
          <BankStep pageUrl={mine?.pageUrl} isPrimary={isPrimary} />
          <p className="quiet">{t('topUpWaits')}</p>
        </>
      ) : (
        <Button
          kind={isPrimary ? 'primary' : 'default'}
          isBusy={state.kind === 'sending'}
          onClick={() => void ask.send({ role: 'borrower', amount })}
        >
          {t('topUp')}
          <ReckonedMoney money={amount} />
        </Button>
      )}
    </NoticeBox>
  );
}
