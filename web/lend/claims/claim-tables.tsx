// The schedule of a claim, and what came of it.
import type { ClaimOnWire } from '@mutua/contract/claim/claim.ts';
import { type MinorUnits, minorUnits, minus, sum } from '@mutua/core/money/minor-units.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CLAIM_FIGURES as F } from './claim-figures.ts';
import { CLAIM_WORDS } from './claims-words.ts';

type Row = ClaimOnWire['schedule'][number];
type Received = ClaimOnWire['received'][number];

const STATES: Readonly<Record<Row['state'], Status>> = {
  received: 'yours',
  due: 'grace',
  late: 'late',
  to_come: 'pending',
  written_off: 'lost',
};

const read = (digits: string): MinorUnits => minorUnits(BigInt(digits));

/** Row by row, with what has come. */
export function ClaimSchedule({ claim }: { readonly claim: ClaimOnWire }) {
  const { t } = useWords(CLAIM_WORDS);
  const { schedule, claimId } = claim;
  const { currency } = claim.principal;
  const money = (name: 'rowPrincipal' | 'rowInterest' | 'rowFee', row: string, amount: string) => (
    <Figure {...F[name]} money={{ minorUnits: amount, currency }} row={row} sign={false} />
  );
  const total = (part: (row: Row) => string) => String(sum(schedule.map((row) => read(part(row)))));
  return (
    <Card title={t('schedule')} note={t('scheduleNote')}>
      <div className="lend-keeps-rows">
        <DataTable<Row>
          caption={t('schedule')}
          rows={schedule}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'number', head: t('number'), cell: ({ number }) => <Plain>{number}</Plain> },
            { key: 'due', head: t('due'), cell: ({ dueDay }) => <DayOnPage day={dueDay} /> },
            {
              ...{ key: 'principal', head: t('principal'), align: 'right' },
              cell: ({ number, principal }) =>
                money('rowPrincipal', `${claimId}:${number}`, principal),
            },
            {
              ...{ key: 'interest', head: t('interest'), align: 'right' },
              cell: ({ number, interest }) =>
                money('rowInterest', `${claimId}:${number}`, interest),
            },
            {
              ...{ key: 'fee', head: t('fee'), align: 'right', isOnPhone: false },
              cell: ({ number, fee }) => money('rowFee', `${claimId}:${number}`, fee),
            },
            {
              ...{ key: 'state', head: t('state') },
              cell: ({ state }) => (
                <StatusMark status={STATES[state]} word={t(state === 'due' ? 'due_now' : state)} />
              ),
            },
          ]}
          foot={{
            number: t('total'),
            principal: money(
              'rowPrincipal',
              `${claimId}:all`,
              total((row) => row.principal),
            ),
            interest: money(
              'rowInterest',
              `${claimId}:all`,
              total((row) => row.interest),
            ),
            fee: money(
              'rowFee',
              `${claimId}:all`,
              total((row) => row.fee),
            ),
          }}
        />
      </div>
    </Card>
  );
}

/** Day by day, from the book. */
export function ClaimReceipts({ claim }: { readonly claim: ClaimOnWire }) {
  const { t } = useWords(CLAIM_WORDS);
  const { received, loanId } = claim;
  const { currency } = claim.principal;
  const part = (name: 'principal' | 'interest' | 'penalty' | 'fee', isOnPhone = true) => ({
    ...{ key: name, head: t(name), align: 'right' as const, isOnPhone },
    cell: (row: Received) => (
      <Figure
        {...F.came}
        money={{ minorUnits: row[name], currency }}
        row={`${loanId}:${row.day}:${name}`}
        sign={false}
      />
    ),
  });
  return (
    <Card title={t('came')} note={t('cameNote')}>
      {received.length === 0 ? (
        <Empty why={t('nothingCame')} />
      ) : (
        <div className="lend-keeps-rows">
          <DataTable<Received>
            caption={t('came')}
            rows={received.toReversed()}
            rowKey={({ day }) => day}
            columns={[
              { key: 'day', head: t('day'), cell: ({ day }) => <DayOnPage day={day} /> },
              part('principal'),
              part('interest'),
              part('penalty', false),
              part('fee', false),
              {
                ...{ key: 'net', head: t('net'), align: 'right' },
                cell: (row) => (
                  <strong>
                    <Figure
                      {...F.came}
                      money={{ minorUnits: String(netOf(row)), currency }}
                      row={`${loanId}:${row.day}:net`}
                      sign={false}
                    />
                  </strong>
                ),
              },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

function netOf({ principal, interest, penalty, fee }: Received): MinorUnits {
  return minus(sum([read(principal), read(interest), read(penalty)]), read(fee));
}
