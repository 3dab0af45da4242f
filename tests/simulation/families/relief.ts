// A debt that is due at once, given up in part or as a whole, or ended by a sum that is agreed.
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import type { Family, Judge } from '../asked.ts';
import type { Row, Town, TownLoan } from '../town.ts';
import { closeWithLosses, endByGivingUp, giveUp } from './giving-up.ts';
import { classify, latenessOf } from './lateness.ts';
import {
  becomeDefaulted,
  bringUp,
  daysBehind,
  earlyPart,
  fallenBy,
  NAMES,
  nothing,
  openOf,
  owe,
  plan,
  sumOf,
  totalOf,
} from './loan-life.ts';
import { isBeforeDefault, proposing, released } from './losses.ts';
import { makeGood } from './servicing.ts';
import { askDayOf } from './time.ts';
import { noteTurn, noteWaiver } from './told-late-past.ts';

const REASON = '经核实，借款人暂时无力全额偿还。';

function isWhollyDue({ rows, fallen }: TownLoan): boolean {
  return fallen === rows.length;
}

const TO_ACCELERATE: Judge<'ProposeAcceleration'> = (town, { actor, command }) =>
  proposing(town, { step: 'acceleration' }, command, actor, {
    before: (loan) => (isWhollyDue(loan) ? 'wrong_stage' : undefined),
  });

const ACCELERATED: Judge<'AccelerateLoan'> = (town, { actor, command }) => {
  const loan = released(town, 'acceleration', command, actor);
  if (typeof loan === 'string') return loan;
  if (fallenBy(loan, town.today, 'due') === loan.rows.length) return 'wrong_stage';
  return () => {
    bringUp(town, loan, 'due');
    const ahead = loan.rows.slice(loan.fallen);
    const principal = sumOf(ahead.map((row) => openOf(row).principal));
    const { day, interest } = earlyPart(loan, town.today, principal, loan.fallen);
    const fromDay = loan.rows[loan.fallen - 1]?.dueDay ?? loan.valueDay ?? day;
    const row: Row = {
      ...{ fromDay, dueDay: day, askDay: askDayOf(day), fees: [], exactPenalty: 0n },
      ...{ due: { ...nothing(), principal, interest }, paid: nothing(), waived: nothing() },
    };
    loan.rows = [...loan.rows.slice(0, loan.fallen), row];
    loan.fallen = loan.rows.length;
    noteTurn(town, loan, town.today);
    owe(town, loan, interest, 0n);
    becomeDefaulted(loan);
    plan(town, loan);
  };
};

const TO_WAIVE: Judge<'ProposeWaiver'> = (town, { actor, command }) => {
  const { waiver } = command;
  return proposing(town, { step: 'waiver', waiver }, command, actor, {
    before: (loan) => {
      if (waiver.how === 'whole') return isBeforeDefault(loan) ? 'not_defaulted' : undefined;
      const isNothing = NAMES.every((name) => waiver.amounts[name] === 0n);
      return isNothing || waiver.amounts.principal > 0n ? 'invalid_input' : undefined;
    },
  });
};

/** What may be given up today of one part: no more than what is due of it. */
function dueToday(town: Town, loan: TownLoan, name: (typeof NAMES)[number]): bigint {
  const fallen = fallenBy(loan, town.today, 'due');
  const due = sumOf(loan.rows.slice(0, fallen).map((row) => openOf(row)[name]));
  const late = name === 'penalty' ? latenessOf(loan, town.today, fallen)?.total : undefined;
  return due + (late ?? 0n);
}

const WAIVED: Judge<'WaiveDebt'> = (town, { actor, command }) => {
  const loan = released(town, 'waiver', command, actor);
  if (typeof loan === 'string') return loan;
  const waiver = loan.proposal?.waiver;
  if (waiver === undefined) throw new Error('Who gives up says what.');
  if (waiver.how === 'whole') {
    return () => {
      bringUp(town, loan, 'due');
      endByGivingUp(town, loan);
    };
  }
  const amounts = NAMES.map((name) => {
    const due = dueToday(town, loan, name);
    const asked: bigint = waiver.amounts[name];
    return { name, amount: asked < due ? asked : due };
  });
  if (amounts.every(({ amount }) => amount === 0n)) return 'nothing_owed';
  return () => {
    bringUp(town, loan, 'due');
    noteWaiver(town, loan, amounts);
    for (const { name, amount } of amounts) giveUp(town, loan, name, amount);
    delete loan.proposal;
    if (loan.rows.every((row) => totalOf(openOf(row)) === 0n)) return closeWithLosses(town, loan);
    makeGood(loan);
    classify(loan, daysBehind(loan, town.today));
    plan(town, loan);
  };
};

function owedInAll(loan: TownLoan): bigint {
  return sumOf(loan.rows.map((row) => totalOf(openOf(row))));
}

const TO_COMPROMISE: Judge<'ProposeCompromise'> = (town, { actor, command }) => {
  const { amount, until } = command;
  const terms = { step: 'compromise', compromise: { amount, until } } as const;
  return proposing(town, terms, command, actor, {
    before: (loan) => {
      if (isBeforeDefault(loan)) return 'not_defaulted';
      if (loan.rows.length === 0) return 'wrong_stage';
      if (!isWhollyDue(loan)) return 'step_skipped';
      const isUsable = amount > 0n && until >= town.today && amount < owedInAll(loan);
      return isUsable ? undefined : 'invalid_input';
    },
  });
};

const AGREED: Judge<'AgreeCompromise'> = (town, { actor, command }) => {
  const loan = released(town, 'compromise', command, actor);
  if (typeof loan === 'string') return loan;
  const terms = loan.proposal?.compromise;
  if (terms === undefined) throw new Error('A compromise has its sum.');
  const late = latenessOf(loan, town.today, loan.fallen)?.total ?? 0n;
  if (terms.until < town.today || terms.amount >= owedInAll(loan) + late) return 'invalid_input';
  return () => {
    bringUp(town, loan, 'due');
    loan.compromise = { ...terms, paid: 0n };
    delete loan.proposal;
    plan(town, loan);
  };
};

export const RELIEF: Family = {
  judges: {
    ProposeAcceleration: TO_ACCELERATE,
    AccelerateLoan: ACCELERATED,
    ProposeWaiver: TO_WAIVE,
    WaiveDebt: WAIVED,
    ProposeCompromise: TO_COMPROMISE,
    AgreeCompromise: AGREED,
  },
  moves: [
    {
      name: 'a loan is to become due at once',
      weight: 4,
      isOfArrears: true,
      propose: accelerating,
    },
    { name: 'something is to be given up', weight: 3, isOfArrears: true, propose: waiving },
    { name: 'a sum is to end a debt', weight: 10, isOfArrears: true, propose: compromising },
  ],
};

function proposer(town: Town) {
  return town.officer(town.chance.among('risk_analyst', 'risk_analyst_lead', 'finance_officer'));
}

function isFree(town: Town, loan: TownLoan | undefined): loan is TownLoan {
  return loan !== undefined && (loan.proposal === undefined || town.chance.isIn(10));
}

function accelerating(town: Town) {
  const loan = town.chance.of(
    town.loansIn('overdue', 'defaulted').filter((one) => !isWhollyDue(one)),
  );
  if (!isFree(town, loan)) return undefined;
  const actor = town.chance.isIn(30) ? town.officer('collector') : proposer(town);
  return {
    actor,
    command: { kind: 'ProposeAcceleration', loanId: loan.id, reason: REASON },
  } as const;
}

function waiving(town: Town) {
  const loan = town.chance.of(town.loansIn('repaying', 'overdue', 'defaulted'));
  if (!isFree(town, loan)) return undefined;
  const told = { kind: 'ProposeWaiver', loanId: loan.id, reason: REASON } as const;
  const actor = proposer(town);
  if (loan.state === 'defaulted' && town.chance.isIn(15))
    return { actor, command: { ...told, waiver: { how: 'whole' } } } as const;
  if (loan.state === 'repaying' && !town.chance.isIn(10)) return undefined;
  const part = (): MinorUnits =>
    minorUnits(BigInt(town.chance.among(0, 1, 500, 20_000, 9_000_000)));
  const amounts = { penalty: part(), fee: part(), interest: part(), principal: minorUnits(0n) };
  return { actor, command: { ...told, waiver: { how: 'in_part', amounts } } } as const;
}

function compromising(town: Town) {
  const loan = town.chance.of(
    town.loansIn('defaulted').filter((one) => isWhollyDue(one) && one.compromise === undefined),
  );
  if (!isFree(town, loan)) return undefined;
  const percent = BigInt(town.chance.among(1, 3, 10, 60));
  const amount = minorUnits((owedInAll(loan) * percent) / 100n);
  const until = addDays(town.today, town.chance.between(0, 30));
  if (amount === 0n) return undefined;
  const told = { loanId: loan.id, amount, until, reason: REASON };
  return { actor: proposer(town), command: { kind: 'ProposeCompromise', ...told } } as const;
}
