// A guarantor's deposit 保证金: its own money, set aside for its own compensations and for nothing else. It lies in the
// partner's one account at the custodian, so setting it aside is a booking that nobody has to be asked for.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { cashAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import { accountNeed, type Need, type World } from '../world.ts';
import type { Guarantor } from './guarantor.ts';
import { depositAccount } from './send-compensation.ts';

/** Asked by the guarantor: so much of its cash is set aside. */
export interface PayGuaranteeDeposit {
  readonly kind: 'PayGuaranteeDeposit';
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** Asked by the guarantor: so much is its cash again. While it stands behind anything, it stays. */
export interface TakeGuaranteeDeposit {
  readonly kind: 'TakeGuaranteeDeposit';
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

type Moved = PayGuaranteeDeposit | TakeGuaranteeDeposit;

export const payGuaranteeDeposit: Rule<PayGuaranteeDeposit> = {
  kind: 'PayGuaranteeDeposit',
  needs,
  decide: decidePaid,
};

export const takeGuaranteeDeposit: Rule<TakeGuaranteeDeposit> = {
  kind: 'TakeGuaranteeDeposit',
  needs,
  decide: decideTaken,
};

function needs(
  { currency }: Moved,
  _: unknown,
  { actor }: Pick<Circumstances, 'actor'>,
): readonly Need[] {
  const guarantorId = personIn(actor, ['partner']);
  if (guarantorId === undefined) return [];
  return [
    { fact: 'guarantor', key: guarantorId },
    accountNeed(cashAccount('partner', guarantorId, currency)),
    accountNeed(depositAccount(guarantorId, currency)),
  ];
}

function decidePaid(
  world: World,
  command: PayGuaranteeDeposit,
  circumstances: Circumstances,
): Result<Decision> {
  const guarantor = guarantorOf(world, circumstances);
  return guarantor.ok ? moved(world, command, guarantor.value, 'in', circumstances) : guarantor;
}

function decideTaken(
  world: World,
  command: TakeGuaranteeDeposit,
  circumstances: Circumstances,
): Result<Decision> {
  const guarantor = guarantorOf(world, circumstances);
  if (!guarantor.ok) return guarantor;
  const { committed } = guarantor.value;
  if (committed > ZERO) {
    return refuse('still_owed', { amount: moneyText(committed, command.currency) });
  }
  return moved(world, command, guarantor.value, 'out', circumstances);
}

function guarantorOf(world: World, { actor }: Circumstances): Result<Guarantor> {
  const guarantorId = personIn(actor, ['partner']);
  if (guarantorId === undefined) return refuse('not_allowed');
  const guarantor = world.get('guarantor', guarantorId);
  return guarantor?.standing === undefined ? refuse('not_found') : ok(guarantor);
}

function moved(
  world: World,
  { amount, currency }: Moved,
  { id: guarantorId }: Guarantor,
  way: 'in' | 'out',
  circumstances: Circumstances,
): Result<Decision> {
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const cash = cashAccount('partner', guarantorId, currency);
  const deposit = depositAccount(guarantorId, currency);
  const [debit, credit] = way === 'in' ? [cash, deposit] : [deposit, cash];
  const available = availableOf(world.account(debit));
  if (amount > available) {
    return refuse('exceeds_available', { available: moneyText(available, currency) });
  }
  const code = way === 'in' ? 'guarantee_deposit_in' : 'guarantee_deposit_out';
  return ok({
    events: [{ kind: 'GuaranteeDepositMoved', guarantorId, way, amount, currency }],
    transfers: [posted(circumstances, { code, debit, credit, amount, subjectId: guarantorId })],
  });
}
