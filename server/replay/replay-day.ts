// One day of a replay after its loans were made: what borrowers bring and ask for, what the office decides, and the
// end of the day with its reconciliation.
import { type MinorUnits, minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { runEndOfDay } from '../calendar/end-of-day.ts';
import type { OpenLoan, OpenLoans } from './open-loans.ts';
import type { Origination } from './origination.ts';
import { forEach, type ReplayHouse, ReplayRefused } from './replay-house.ts';
import { readCustodyBalance } from './replay-read.ts';

const WRITE_OFF_REASON = 'Unpaid for 150 days.';
const END_REASON = 'Nothing more is to be hoped for.';

/** Everything that borrowers and office do on a day. */
export async function liveDay(
  { house, custodian, clients }: Omit<Origination, 'lenders'>,
  open: OpenLoans,
  day: Day,
): Promise<void> {
  const today = open.take(day);
  if (today.length === 0) return;
  await clients.topUp(
    today
      .map(({ loan, cash, recovery }) => ({
        client: loan.borrower,
        amount: cash > ZERO ? cash : recovery,
      }))
      .filter(({ amount }) => amount > ZERO),
  );
  await forEach(today, async ({ loan: { loanId, borrower }, early }) => {
    if (early !== undefined) await house.must(borrower, { kind: 'RepayEarly', loanId, ...early });
  });
  await writeOff(
    house,
    today.filter(({ writesOff }) => writesOff).map(({ loan }) => loan),
  );
  await forEach(today, async ({ loan, recovery }) => {
    if (recovery > ZERO) await recover(house, loan, recovery);
  });
  await custodian.work();
  const ending = today.filter(({ loan, endsCollection }) => endsCollection && !loan.isClosed);
  await endCollection(
    house,
    ending.map(({ loan }) => loan),
  );
}

/** Ends the day by the platform's own steps; what they ask of the custodian is answered before the day is closed. */
export async function endDay(
  { house, custodian }: Pick<Origination, 'house' | 'custodian'>,
  day: Day,
): Promise<void> {
  const ended = await runEndOfDay({
    ...{ lane: house.lane, read: house.read },
    reconcile: async () => {
      await custodian.work();
      const booked = await readCustodyBalance(house.database.pool);
      if (booked !== custodian.total) {
        throw new ReplayRefused(
          `On ${formatDay(day)} the ledger has ${booked} at the custodian, who has ${custodian.total}.`,
        );
      }
    },
    onRefused: ({ command }, outcome) => {
      const said = outcome.ok ? '' : outcome.refusal.code;
      throw new ReplayRefused(`${command.kind} is refused at the end of the day: ${said}`);
    },
  });
  if (ended.ok) return;
  const { code, data } = ended.refusal;
  throw new ReplayRefused(`${formatDay(day)} stays open: ${code} ${JSON.stringify(data)}`);
}

/** Risk prepares it, the committee releases it. */
async function writeOff(house: ReplayHouse, loans: readonly OpenLoan[]): Promise<void> {
  const { analyst, committeeLead } = house.staff;
  const reason = WRITE_OFF_REASON;
  await forEach(loans, ({ loanId }) =>
    house.must(analyst, { kind: 'ProposeWriteOff', loanId, reason }),
  );
  await forEach(loans, ({ loanId }) =>
    house.must(committeeLead, { kind: 'WriteOffLoan', loanId, reason }),
  );
}

async function endCollection(house: ReplayHouse, loans: readonly OpenLoan[]): Promise<void> {
  const { analyst, committeeLead } = house.staff;
  const reason = END_REASON;
  await forEach(loans, ({ loanId }) =>
    house.must(analyst, { kind: 'ProposeCollectionEnd', loanId, reason }),
  );
  await forEach(loans, ({ loanId }) =>
    house.must(committeeLead, { kind: 'EndCollection', loanId, reason }),
  );
}

/** The platform takes no more than is owed: what is brought beyond it stays the borrower's. */
async function recover(
  house: ReplayHouse,
  { loanId, borrower }: OpenLoan,
  amount: MinorUnits,
): Promise<void> {
  const outcome = await house.ask(borrower, { kind: 'RepayLoan', loanId, amount });
  if (outcome.ok) return;
  const { code, data } = outcome.refusal;
  if (code !== 'exceeds_payoff') {
    throw new ReplayRefused(`RepayLoan is refused: ${code} ${JSON.stringify(data)}`);
  }
  const owed = minorUnits(BigInt((data.payoff ?? '').replace(/\D/g, '') || '0'));
  await house.must(borrower, { kind: 'RepayLoan', loanId, amount: owed });
}
