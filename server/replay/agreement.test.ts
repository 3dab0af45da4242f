import { type MinorUnits, minorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { differencesOf, type LedgerLife, RateTable } from './agreement.ts';
import { inferLife, interestOfDays, scheduleOfRecord } from './inferred-life.ts';
import type { RecordedLoan } from './recorded-loan.ts';

const VALUE_DAY = dayOf(2015, 4, 8);
const RATE = 133_300;
const LOAN_AMOUNT = minorUnits(1_000_000n);
const ROWS = scheduleOfRecord({ loanAmount: LOAN_AMOUNT, annualRatePpm: RATE }, VALUE_DAY).rows;
const INSTALMENT = plus(ROWS[0]?.principal ?? ZERO, ROWS[0]?.interest ?? ZERO);
const INTEREST = minorUnits(ROWS.reduce((sum, { interest }) => sum + interest, 0n));

describe('the agreement of ledger and record', () => {
  it('is complete where a loan was paid as scheduled', () => {
    expect(compared(record())).toEqual([]);
  });

  it.each([
    ['one per cent of itself', Math.round(RATE * 1.01)],
    ['one percentage point', RATE + 10_000],
  ])('is broken by a rate that was raised by %s, which nothing explains', (_, annualRatePpm) => {
    const differences = compared(record({ annualRatePpm }));
    expect(differences).toContainEqual(expect.objectContaining({ id: '1', figure: 'instalment' }));
    const instalment = differences.find(({ figure }) => figure === 'instalment');
    expect(instalment?.rule).toBeUndefined();
  });

  it('takes a loan that the lender changed: its rate lowered from that of its sub-grade, its instalment no one’s', () => {
    const restated = record({ annualRatePpm: 60_000, instalment: minorUnits(31_259n) });
    expect(ruleOf(compared(restated), 'instalment')).toBe('restated');
    const alone = compared(restated, new RateTable());
    expect(ruleOf(alone, 'instalment')).toBeUndefined();
    expect(alone.some(({ figure }) => figure === 'instalment')).toBe(true);
  });

  it('explains interest by late days up to 150 of them, and by months of interest alone up to 240', () => {
    const late = (days: number) => plus(INTEREST, interestOfDays(LOAN_AMOUNT, RATE, days));
    const ruleFor = (interest: MinorUnits) => ruleOf(compared(record({ interest })), 'interest');
    expect(ruleFor(plus(INTEREST, minorUnits(3n)))).toBe('rounding');
    expect(ruleFor(late(150))).toBe('late_days');
    expect(ruleFor(late(151))).toBe('interest_alone');
    expect(ruleFor(late(241))).toBeUndefined();
    const settlement = { day: undefined, term: 0 };
    expect(ruleOf(compared(record({ interest: late(20), settlement })), 'interest')).toBe(
      'settlement',
    );
  });

  it('explains whole days that are missing at the start to the cent, and nothing else that is missing', () => {
    const missing = minus(INTEREST, interestOfDays(LOAN_AMOUNT, RATE, 4));
    expect(ruleOf(compared(record({ interest: missing })), 'interest')).toBe('first_days');
    // Here the ledger let all instalments be paid, though the record says less.
    const ledger = { ...asScheduled(), interest: plus(INTEREST, minorUnits(40_000n)) };
    const differences = differencesOf(record(), inferLife(record(), VALUE_DAY), ledger, rates());
    expect(differences).toContainEqual(expect.objectContaining({ figure: 'interest' }));
    expect(ruleOf(differences, 'interest')).toBeUndefined();
  });

  it('lets principal, recoveries and net loss differ by no cent, unless all that was owed came back', () => {
    const cent = { ...asScheduled(), principal: minus(LOAN_AMOUNT, minorUnits(1n)) };
    const off = differencesOf(record(), inferLife(record(), VALUE_DAY), cent, rates());
    expect(off.map(({ figure, rule }) => [figure, rule])).toEqual([
      ['principal', undefined],
      ['to_lenders', undefined],
    ]);
    const lost = chargedOff(90_000n);
    const owed = minorUnits(80_000n);
    const booked = { ...lossOf(lost), recovered: owed, toLenders: owed };
    const judge = (ledger: LedgerLife) =>
      differencesOf(lost, inferLife(lost, VALUE_DAY), ledger, rates()).map(
        ({ figure, rule }) => `${figure} ${rule}`,
      );
    expect(judge(booked)).toEqual(['recoveries beyond_debt', 'net_loss beyond_debt']);
    expect(judge({ ...booked, givenUp: minorUnits(1n) })).toEqual([
      'recoveries undefined',
      'net_loss undefined',
    ]);
  });

  it('says so where the record contradicts itself, and takes late fees within the lender’s terms', () => {
    const wrong = record({ paid: plus(LOAN_AMOUNT, minorUnits(1n)) });
    expect(compared(wrong)).toContainEqual(expect.objectContaining({ figure: 'record' }));
    const lateFees = minorUnits(1_500n);
    const paid = plus(plus(LOAN_AMOUNT, INTEREST), lateFees);
    expect(ruleOf(compared(record({ lateFees, paid })), 'late_fee')).toBe('late_fee');
  });
});

function compared(loan: RecordedLoan, known = rates()) {
  const life = inferLife(loan, VALUE_DAY);
  return differencesOf(loan, life, { ...asScheduled(), instalment: life.instalment }, known);
}

function ruleOf(differences: ReturnType<typeof compared>, figure: string): string | undefined {
  return differences.find((one) => one.figure === figure)?.rule;
}

function asScheduled(): LedgerLife {
  return {
    ...{ instalment: INSTALMENT, principal: LOAN_AMOUNT, interest: INTEREST },
    ...{ writtenOffPrincipal: ZERO, recovered: ZERO, givenUp: ZERO },
    toLenders: plus(LOAN_AMOUNT, INTEREST),
  };
}

/** Charged off before anything was paid. */
function chargedOff(recoveries: bigint): RecordedLoan {
  const paid = minorUnits(recoveries);
  const nothing = { principal: ZERO, interest: ZERO };
  return record({ ...nothing, status: 'charged_off', recoveries: paid, paid });
}

function lossOf(loan: RecordedLoan): LedgerLife {
  const { principal, interest } = loan;
  return { ...asScheduled(), principal, interest, writtenOffPrincipal: LOAN_AMOUNT };
}

function record(changes: Partial<RecordedLoan> = {}): RecordedLoan {
  const interest = changes.interest ?? INTEREST;
  return {
    ...{ id: '1', status: 'fully_paid', issueMonth: dayOf(2015, 4, 1), region: 'US-325' },
    ...{ grade: 'C', subGrade: 'C3', instalment: INSTALMENT, annualRatePpm: RATE },
    ...{ loanAmount: LOAN_AMOUNT, principal: LOAN_AMOUNT, interest },
    ...{ paid: plus(LOAN_AMOUNT, interest), lateFees: ZERO, recoveries: ZERO },
    collectionFee: ZERO,
    ...changes,
  };
}

/** Other rows bear the sub-grade's rate out. */
function rates(): RateTable {
  const known = new RateTable();
  known.add({ ...record(), id: '2' });
  return known;
}
