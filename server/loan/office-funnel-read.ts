// The funnels of borrowers and of lenders (UX-03): how many came to each step, and which step is the weakest.
import { BORROWER_STEPS, type Funnel, LENDER_STEPS } from '@mutua/contract/office/home.ts';
import type pg from 'pg';

/** By which event a loan comes to a step; each happens once in its life. */
const EVENTS: Readonly<Record<Exclude<(typeof BORROWER_STEPS)[number], 'begun'>, string>> = {
  applied: 'LoanApplied',
  assessed: 'LoanAssessed',
  approved: 'LoanApproved',
  listed: 'LoanListed',
  funded: 'LoanFunded',
  disbursed: 'LoanDisbursed',
};

const LENDERS = `select
    count(*)::integer as registered,
    count(*) filter (where identity.verified_at is not null)::integer as verified,
    count(*) filter (where questionnaire.lender_id is not null)::integer as questionnaire,
    count(*) filter (where top_up.client_id is not null)::integer as topped_up,
    count(*) filter (where holder.id is not null)::integer as lent,
    count(*) filter (where holder.received)::integer as received
  from people.client
  left join people.identity on identity.person_id = client.id
  left join (select distinct lender_id from people.questionnaire) as questionnaire
    on questionnaire.lender_id = client.id
  left join (
    select distinct client_id from wallet.top_up
    where role = 'lender' and state in ('credited', 'reversed')
  ) as top_up on top_up.client_id = client.id
  left join (
    select holder_id as id, bool_or(principal_received + interest_received > 0) as received
    from claim.claim
    group by holder_id
  ) as holder on holder.id = client.id
  where client.roles::text like '%"lender"%'`;

export async function readFunnel(pool: pg.Pool): Promise<Funnel> {
  const [loans, drafts, lenders, ended] = await Promise.all([
    pool.query<{ event: string; count: number }>({
      name: 'funnel of loans',
      text: `select event, count(*)::integer as count
        from loan.transition
        where event = any($1)
        group by event`,
      values: [Object.values(EVENTS)],
    }),
    pool.query<{ count: number }>('select count(*)::integer as count from loan.draft'),
    pool.query<Readonly<Record<string, number>>>({ name: 'funnel of lenders', text: LENDERS }),
    pool.query<Funnel['ended'][number]>({
      name: 'where loans ended before they were paid out',
      text: `select state, count(*)::integer as count
        from loan.loan
        where state in ('rejected', 'withdrawn', 'failed')
        group by state
        order by state`,
    }),
  ]);
  const byEvent = new Map(loans.rows.map(({ event, count }) => [event, count]));
  const applied = byEvent.get(EVENTS.applied) ?? 0;
  // A draft is deleted when it is filed: whoever has begun has filed, or has a draft still.
  const begun = applied + (drafts.rows[0]?.count ?? 0);
  const [lender = {}] = lenders.rows;
  return {
    borrowers: funnelOf(BORROWER_STEPS, (step) =>
      step === 'begun' ? begun : (byEvent.get(EVENTS[step]) ?? 0),
    ),
    lenders: funnelOf(LENDER_STEPS, (step) => lender[step] ?? 0),
    ended: ended.rows,
  };
}

const MILLION = 1_000_000;

function funnelOf<Step extends string>(names: readonly Step[], countOf: (step: Step) => number) {
  const counts = names.map(countOf);
  const steps = names.map((step, index) => {
    const before = counts[index - 1];
    const count = counts[index] ?? 0;
    const share = before === undefined || before === 0 ? undefined : count / before;
    return {
      ...{ step, count },
      ...(share !== undefined && { ofPreviousPpm: Math.round(share * MILLION) }),
    };
  });
  const [weakest] = steps
    .filter(({ ofPreviousPpm }) => ofPreviousPpm !== undefined)
    .toSorted((one, other) => (one.ofPreviousPpm ?? 0) - (other.ofPreviousPpm ?? 0));
  return { steps, ...(weakest !== undefined && { weakest: weakest.step }) };
}
