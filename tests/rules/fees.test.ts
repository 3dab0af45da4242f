// Every kind of fee that the platform charges, worked through in figures: who pays how much, when, under which code,
// out of which account; and that each may be nothing.
import type { Id } from '@mutua/core/kit/id.ts';
import { cashAccount, feeAccount } from '@mutua/core/ledger/addresses.ts';
import type { TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import { type MinorUnits, minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { FEE_KINDS, FEE_SHAPES, type FeeKind, type TariffFee } from '@mutua/core/product/tariff.ts';
import { type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anInstalledWorld,
  installation,
  personRegistration,
  STAFF,
} from '../trial-house.ts';
import { BANK, CALENDAR, CNY, TrialLoan } from '../trial-loan.ts';
import { TrialWorld } from '../trial-world.ts';

const START = dayOf(2026, 3, 2);
const fixed = (amount: bigint) => ({ kind: 'fixed', amount: minorUnits(amount) }) as const;
const share = (kind: 'amount' | 'outstanding' | 'interest', sharePpm: number) =>
  ({ kind: `share_of_${kind}`, sharePpm }) as const;

function withFees(...fees: readonly TariffFee[]): ProductTerms {
  return { ...GENERAL_LOAN, tariff: { ...GENERAL_LOAN.tariff, fees } };
}

/** A fee as it stands in the book: when, under which code, out of whose money, how much. */
type Booked = readonly [day: string, code: TransferCode, from: string, amount: bigint];

/** Of what went to the operator; a lender is told by the place in which it lent. */
function feesOf(loan: TrialLoan, day: Day): Booked[] {
  const names = new Map<string, string>([
    [loan.borrower.id, 'borrower'],
    [loan.loanId, 'loan'],
    ...loan.lenders.map(({ id }, index) => [id, `lender ${index + 1}`] as const),
  ]);
  return loan.booked
    .filter(({ credit }) => credit.kind === 'platform_fees')
    .map(({ code, debit, amount }): Booked => {
      const { kind, owner } = debit;
      return [formatDay(day), code, `${kind} ${names.get(owner) ?? owner}`, amount];
    });
}

/** 10,000 yuan at 10 % for three months, of 4,000 and 6,000, from 2 March 2026; every fee on the day it is booked. */
function livedThrough(fees: readonly TariffFee[], method = 'equal_principal' as const): Booked[] {
  const loan = new TrialLoan({ product: withFees(...fees), months: 3, method });
  loan.disburse();
  const booked = feesOf(loan, START);
  loan.topUpBorrower(200_000n);
  for (const day of [dayOf(2026, 4, 2), dayOf(2026, 5, 4), dayOf(2026, 6, 2)]) {
    loan.goTo(day);
    booked.push(...feesOf(loan, day).slice(booked.length));
  }
  expect(loan.loan.state).toBe('closed');
  expect(loan.brokenLaws()).toEqual([]);
  for (const kind of FEE_KINDS) {
    const total = booked
      .filter(([, code]) => code === `fee_${kind}`)
      .reduce((sum, [, , , amount]) => sum + amount, 0n);
    expect([kind, loan.account(feeAccount(kind, CNY)).posted]).toEqual([kind, total]);
  }
  return booked;
}

/** Equal principal: 333,333 · 333,333 · 333,334, with 8,333 · 5,556 · 2,778 of interest. */
const WORKED: readonly (readonly [string, TariffFee, readonly Booked[]])[] = [
  [
    'a service fee of 1.5 % at the disbursement, out of the borrower’s cash',
    { kind: 'service', payer: 'borrower', due: 'disbursement', rule: share('amount', 15_000) },
    [['2026-03-02', 'fee_service', 'borrower_cash borrower', 15_000n]],
  ],
  [
    'a service fee of 60.00 once, with the first instalment',
    { kind: 'service', payer: 'borrower', due: 'first_due_day', rule: fixed(6_000n) },
    [['2026-04-02', 'fee_service', 'loan_repayment loan', 6_000n]],
  ],
  [
    'a service fee of 0.1 % of the amount with every instalment',
    { kind: 'service', payer: 'borrower', due: 'each_instalment', rule: share('amount', 1_000) },
    [
      ['2026-04-02', 'fee_service', 'loan_repayment loan', 1_000n],
      ['2026-05-04', 'fee_service', 'loan_repayment loan', 1_000n],
      ['2026-06-02', 'fee_service', 'loan_repayment loan', 1_000n],
    ],
  ],
  [
    'account management of 0.1 % of what is outstanding before each instalment',
    {
      ...{ kind: 'account_management', payer: 'borrower', due: 'each_instalment' },
      rule: share('outstanding', 1_000),
    },
    [
      ['2026-04-02', 'fee_account_management', 'loan_repayment loan', 1_000n],
      ['2026-05-04', 'fee_account_management', 'loan_repayment loan', 667n],
      ['2026-06-02', 'fee_account_management', 'loan_repayment loan', 333n],
    ],
  ],
  [
    'a transaction fee of 25.00 at the disbursement, out of the borrower’s cash',
    { kind: 'transaction', payer: 'borrower', due: 'disbursement', rule: fixed(2_500n) },
    [['2026-03-02', 'fee_transaction', 'borrower_cash borrower', 2_500n]],
  ],
  [
    'lender management of 5 % of the interest, out of what each lender is paid',
    {
      ...{ kind: 'lender_management', payer: 'lender', due: 'each_instalment' },
      rule: share('interest', 50_000),
    },
    [
      // 3,333 and 5,000 of interest, then 2,222 and 3,334, then 1,111 and 1,667.
      ['2026-04-02', 'fee_lender_management', 'lender_cash lender 1', 167n],
      ['2026-04-02', 'fee_lender_management', 'lender_cash lender 2', 250n],
      ['2026-05-04', 'fee_lender_management', 'lender_cash lender 1', 111n],
      ['2026-05-04', 'fee_lender_management', 'lender_cash lender 2', 167n],
      ['2026-06-02', 'fee_lender_management', 'lender_cash lender 1', 56n],
      ['2026-06-02', 'fee_lender_management', 'lender_cash lender 2', 83n],
    ],
  ],
  [
    'lender management of 0.05 % of the amount invested with each claim payment',
    {
      ...{ kind: 'lender_management', payer: 'lender', due: 'each_instalment' },
      rule: share('amount', 500),
    },
    (['2026-04-02', '2026-05-04', '2026-06-02'] as const).flatMap((day): Booked[] => [
      [day, 'fee_lender_management', 'lender_cash lender 1', 200n],
      [day, 'fee_lender_management', 'lender_cash lender 2', 300n],
    ]),
  ],
  [
    'a spread of 10 % of the interest, before it reaches any lender',
    {
      ...{ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' },
      rule: share('interest', 100_000),
    },
    [
      ['2026-04-02', 'fee_interest_spread', 'loan_repayment loan', 833n],
      ['2026-05-04', 'fee_interest_spread', 'loan_repayment loan', 556n],
      ['2026-06-02', 'fee_interest_spread', 'loan_repayment loan', 278n],
    ],
  ],
];

describe('a fee of a loan', () => {
  it.each(WORKED)('%s', (_, fee, expected) => {
    expect(livedThrough([fee])).toEqual(expected);
  });

  it.each(WORKED)('which is nothing books nothing: %s', (_, fee) => {
    const rule = fee.rule.kind === 'fixed' ? fixed(0n) : { ...fee.rule, sharePpm: 0 };
    expect(livedThrough([{ ...fee, rule }])).toEqual([]);
  });

  it('of every kind together is paid by the side that the tariff names, and by no other', () => {
    const oneOfEach = new Map(WORKED.map(([, fee]) => [fee.kind, fee]));
    const booked = livedThrough([...oneOfEach.values()]);
    const payersOf = (kind: FeeKind) => [
      ...new Set(
        booked.filter(([, code]) => code === `fee_${kind}`).map(([, , from]) => from.split(' ')[0]),
      ),
    ];
    expect(payersOf('service')).toEqual(['loan_repayment']);
    expect(payersOf('transaction')).toEqual(['borrower_cash']);
    expect(payersOf('account_management')).toEqual(['loan_repayment']);
    expect(payersOf('interest_spread')).toEqual(['loan_repayment']);
    expect(payersOf('lender_management')).toEqual(['lender_cash']);
  });

  it('for an early repayment is a share of the principal that is repaid early, and is due with it', () => {
    const early = (rule: TariffFee['rule']) => {
      const loan = new TrialLoan({
        product: withFees({ kind: 'early_repayment', payer: 'borrower', due: 'event', rule }),
        months: 3,
      });
      loan.disburse();
      loan.today = dayOf(2026, 3, 20);
      loan.done(loan.borrower, {
        ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part' },
        amount: minorUnits(400_000n),
      });
      loan.answerAll();
      expect(loan.brokenLaws()).toEqual([]);
      return feesOf(loan, loan.today);
    };
    const code = 'fee_early_repayment';
    expect(early(share('amount', 5_000))).toEqual([
      ['2026-03-20', code, 'loan_repayment loan', 2_000n],
    ]);
    expect(early(fixed(5_000n))).toEqual([['2026-03-20', code, 'loan_repayment loan', 5_000n]]);
    expect(early(fixed(0n))).toEqual([]);
  });
});

describe('a fee of a client', () => {
  /** A lender with 1,000 yuan, registered under such a tariff for clients. */
  function aLenderUnder(...fees: readonly TariffFee[]) {
    const trial = new TrialWorld();
    trial.done(CALENDAR, installation(STAFF.administrator.id));
    propose(trial, ...fees);
    const registration = personRegistration({ roles: ['lender'] });
    const lender = aClient(trial, registration);
    const topUpId = trial.done(lender, {
      ...{ kind: 'RequestTopUp', role: 'lender', currency: CNY, amount: minorUnits(100_000n) },
    });
    const bankReference = 'R1';
    const amount = minorUnits(100_000n);
    trial.done(BANK, { kind: 'CreditTopUp', topUpId, amount, bankReference });
    return { trial, lender };
  }

  function propose(trial: TrialWorld, ...fees: readonly TariffFee[]): void {
    const tariff = { currency: CNY, effectiveFrom: START, rounding: 'half_up', fees } as const;
    trial.done(STAFF.productOfficer, { kind: 'ProposeClientTariff', tariff });
    const number = trial.world.known.list('clientTariffs', 'clients').length;
    trial.done(STAFF.productLead, { kind: 'ApproveClientTariff', number });
  }

  function withdraw(trial: TrialWorld, lender: { readonly id: Id }, amount: bigint) {
    const from = trial.booked.length;
    const id = trial.done(lender as never, {
      ...{ kind: 'RequestWithdrawal', role: 'lender', currency: CNY, amount: minorUnits(amount) },
    });
    trial.done(BANK, { kind: 'RecordInstruction', instructionId: id, outcome: 'confirmed' });
    return trial.booked
      .slice(from)
      .filter(({ kind }) => kind === 'posted' || kind === 'post')
      .map(({ code, debit, credit, amount: sum }) => [
        ...[code, `${debit.kind}/${debit.owner === lender.id ? 'lender' : debit.owner}`],
        ...[`${credit.kind}/${credit.owner}`, sum],
      ]);
  }

  const cash = (trial: TrialWorld, { id }: { readonly id: Id }): MinorUnits =>
    trial.world.account(cashAccount('lender', id, CNY)).posted;

  const WITHDRAWAL: TariffFee = {
    ...{ kind: 'withdrawal', payer: 'lender', due: 'event', rule: share('amount', 2_000) },
  };
  const REGISTRATION: TariffFee = {
    ...{ kind: 'registration', payer: 'lender', due: 'event', rule: fixed(1_000n) },
  };

  it('for a withdrawal of 300.00 at 0.2 % is 0.60, beside what is paid out', () => {
    const { trial, lender } = aLenderUnder(WITHDRAWAL);
    expect(withdraw(trial, lender, 30_000n)).toEqual([
      ['withdrawal', 'lender_cash/lender', 'custody/custodian', 30_000n],
      ['fee_withdrawal', 'lender_cash/lender', 'platform_fees/withdrawal', 60n],
    ]);
    expect(cash(trial, lender)).toBe(100_000n - 30_060n);
  });

  it('for a registration is paid once, with the first withdrawal', () => {
    const { trial, lender } = aLenderUnder(REGISTRATION);
    expect(trial.fact('client', lender.id).registrationFees).toEqual([
      { role: 'lender', amount: 1_000n, currency: CNY },
    ]);
    expect(withdraw(trial, lender, 30_000n)).toEqual([
      ['withdrawal', 'lender_cash/lender', 'custody/custodian', 30_000n],
      ['fee_registration', 'lender_cash/lender', 'platform_fees/registration', 1_000n],
    ]);
    expect(trial.fact('client', lender.id).registrationFees).toBeUndefined();
    expect(withdraw(trial, lender, 30_000n)).toEqual([
      ['withdrawal', 'lender_cash/lender', 'custody/custodian', 30_000n],
    ]);
    expect(cash(trial, lender)).toBe(39_000n);
  });

  it('for a registration is that of the day on which the client registered', () => {
    const { trial, lender } = aLenderUnder(REGISTRATION);
    propose(trial, { ...REGISTRATION, rule: fixed(9_900n) });
    const later = aClient(trial, personRegistration({ roles: ['lender'] }));
    expect(trial.fact('client', later.id).registrationFees).toMatchObject([{ amount: 9_900n }]);
    expect(withdraw(trial, lender, 10_000n)[1]?.[3]).toBe(1_000n);
  });

  it.each([
    [
      'nothing',
      [
        { ...REGISTRATION, rule: fixed(0n) },
        { ...WITHDRAWAL, rule: fixed(0n) },
      ],
    ],
    ['nothing said', []],
    ['the other side’s', [{ ...REGISTRATION, payer: 'borrower', rule: fixed(0n) }]],
  ] as const)('of %s is free', (_, fees) => {
    const { trial, lender } = aLenderUnder(...fees);
    expect(trial.fact('client', lender.id).registrationFees).toBeUndefined();
    expect(withdraw(trial, lender, 100_000n)).toEqual([
      ['withdrawal', 'lender_cash/lender', 'custody/custodian', 100_000n],
    ]);
    expect(cash(trial, lender)).toBe(ZERO);
  });

  it('is charged by no tariff before two persons have made one', () => {
    const trial = anInstalledWorld();
    const lender = aClient(trial, personRegistration({ roles: ['lender'] }));
    expect(trial.fact('client', lender.id).registrationFees).toBeUndefined();
  });
});

describe('a kind of fee', () => {
  it.each(FEE_KINDS.filter((kind) => FEE_SHAPES[kind].tariff !== 'product'))(
    '%s is refused where a product would charge it, and may stand there as nothing',
    (kind) => {
      const trial = anInstalledWorld();
      const [payer = 'lender'] = FEE_SHAPES[kind].payers;
      const propose = (amount: bigint) => {
        const tariff = {
          ...{ ...SMALL_CREDIT_LOAN.tariff, effectiveFrom: START, code: 'trial' },
          fees: [{ kind, payer, due: 'event', rule: fixed(amount) } as const],
        };
        return trial.ask(STAFF.productOfficer, {
          ...{ kind: 'ProposeProduct', clientMoney: 'own_accounts' },
          terms: { ...SMALL_CREDIT_LOAN, code: 'trial_loan', effectiveFrom: START, tariff },
        });
      };
      expect(propose(1n)).toMatchObject({
        refusal: { code: 'invalid_input', data: { field: 'tariff.fees.0.kind' } },
      });
      expect(propose(0n).ok).toBe(true);
    },
  );

  it('that every product may charge has its worked example here', () => {
    const shown = new Set<FeeKind>([...WORKED.map(([, { kind }]) => kind), 'early_repayment']);
    expect(FEE_KINDS.filter((kind) => FEE_SHAPES[kind].tariff === 'product')).toEqual(
      FEE_KINDS.filter((kind) => shown.has(kind)),
    );
  });
});
