// What clients let the bank pay for them: asked for here, given there, and taken back by whoever gave it.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING, personIs } from '../asked.ts';
import { BANK, type Town, type TownLoan } from '../town.ts';
import type { CashRole, TownMandate } from '../town-money.ts';
import { wordsFor } from './commitments.ts';
import { CNY, refusedForAccount } from './people.ts';

const MANDATE_STATES = [
  'approved',
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
];
const WIDE = 100_000_000_000n;
const MOST = 1_000_000_000_000n;

const MANDATE: Judge<'RequestMandate'> = (town, { commandId, actor, command }) => {
  const { scope, loanId, cap, expiresDay, currency } = command;
  const role = roleFor(scope);
  const id = personIs(actor, role);
  if (id === undefined) return 'not_allowed';
  const refused = refusedForAccount(town, id, role);
  if (refused !== undefined) return refused;
  if (currency !== CNY) return 'currencies_mixed';
  if (loanId !== undefined) {
    if (scope === 'bid' || scope === 'reserve') return 'invalid_input';
    const loan = town.loans.get(loanId);
    const isOwn =
      scope === 'compensation'
        ? wordsFor(town, loanId, 'signed').some(({ guarantorId }) => guarantorId === id)
        : loan?.borrowerId === id;
    if (loan === undefined || !isOwn) return 'not_found';
    if (!MANDATE_STATES.includes(loan.state)) return 'wrong_stage';
  } else if (scope !== 'bid' && scope !== 'reserve') return 'invalid_input';
  if (cap <= 0n || cap > MOST || expiresDay < town.today) return 'invalid_input';
  return () => {
    town.mandates.set(commandId, {
      ...{
        id: commandId,
        clientId: id,
        scope,
        cap,
        used: 0n,
        until: expiresDay,
        state: 'requested',
      },
      ...(loanId !== undefined && { loanId }),
    });
  };
};

function roleFor(scope: TownMandate['scope']): CashRole {
  if (scope === 'bid') return 'lender';
  return scope === 'compensation' || scope === 'reserve' ? 'partner' : 'borrower';
}

const MANDATE_TOLD: Judge<'RecordMandate'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const mandate = town.mandates.get(command.mandateId);
  if (mandate === undefined) return 'not_found';
  const { outcome } = command;
  if (outcome === 'awaiting_authorisation') return NOTHING;
  const may =
    mandate.state === 'requested' ||
    (mandate.state === 'granted' && outcome !== 'declined' && outcome !== 'granted');
  return may ? () => Object.assign(mandate, { state: outcome }) : NOTHING;
};

const MANDATE_ENDED: Judge<'RevokeMandate'> = (town, { actor, command }) => {
  const id = personIs(actor, 'lender', 'borrower', 'partner');
  if (id === undefined) return 'not_allowed';
  const mandate = town.mandates.get(command.mandateId);
  if (mandate === undefined || mandate.clientId !== id) return 'not_found';
  if (mandate.state !== 'requested' && mandate.state !== 'granted') return 'wrong_stage';
  return () => {
    mandate.state = 'revoked';
  };
};

export const MANDATES: Family = {
  judges: { RequestMandate: MANDATE, RecordMandate: MANDATE_TOLD, RevokeMandate: MANDATE_ENDED },
  moves: [
    { name: 'a borrower gives a mandate', weight: 40, propose: authorising },
    {
      name: 'the bank tells of a mandate',
      weight: 40,
      propose: (town) => {
        const mandate = town.chance.of(
          [...town.mandates.values()].filter(({ state }) => state === 'requested'),
        );
        if (mandate === undefined) return undefined;
        const outcome = town.chance.isIn(92)
          ? 'granted'
          : town.chance.among('declined', 'awaiting_authorisation');
        return { actor: BANK, command: { kind: 'RecordMandate', mandateId: mandate.id, outcome } };
      },
    },
    {
      name: 'a mandate ends',
      weight: 1,
      propose: (town) => {
        const mandate = town.chance.of(
          [...town.mandates.values()].filter(({ state }) => state === 'granted'),
        );
        if (mandate === undefined || !town.chance.isIn(40)) return undefined;
        const { id: mandateId } = mandate;
        if (town.chance.isIn(30))
          return { actor: BANK, command: { kind: 'RecordMandate', mandateId, outcome: 'expired' } };
        return {
          actor: town.client(mandate.clientId).actor,
          command: { kind: 'RevokeMandate', mandateId },
        };
      },
    },
  ],
};

function authorising(town: Town) {
  const scopes = ['repayment', 'fees'] as const;
  const lastsFor = (loan: TownLoan, scope: (typeof scopes)[number]) =>
    [...town.mandates.values()].some(
      (one) =>
        one.loanId === loan.id &&
        one.scope === scope &&
        one.state !== 'declined' &&
        one.state !== 'revoked' &&
        one.cap > 1n,
    );
  const loan = town.chance.of(
    town
      .loansIn('funding', 'funded', 'repaying')
      .filter((one) => scopes.some((scope) => !lastsFor(one, scope))),
  );
  const scope = loan && scopes.find((one) => !lastsFor(loan, one));
  if (loan === undefined || scope === undefined) return undefined;
  const isTiny = town.chance.isIn(4);
  const command = {
    kind: 'RequestMandate',
    ...{ scope, loanId: loan.id, currency: CNY },
    ...{ cap: minorUnits(isTiny ? 1n : WIDE), expiresDay: addDays(town.today, 2000) },
  } as const;
  return { actor: town.borrowerOf(loan).actor, command };
}
