// Thousands of open listings in no time: rows as the door would have written them, so that searching can be tried.
import type pg from 'pg';

/** Titles of which one listing in eight has each. */
export const TITLES = [
  ...(['设备采购', '门店备货', '装修婚房', '职业培训'] as const),
  ...(['100%周转', '医疗费用', '农机_更新', '家庭消费'] as const),
] as const;

/** A lottery without memory: the digest of the number and of what is drawn, from 0 to `size` - 1. */
function drawn(what: string, size: number): string {
  return `(('x' || left(md5(number || ' ${what}'), 7))::bit(28)::integer % ${size})`;
}

function oneOf(what: string, values: readonly (string | number)[]): string {
  const list = values.map((value) => (typeof value === 'string' ? `'${value}'` : value));
  return `(array[${list.join(', ')}])[1 + ${drawn(what, values.length)}]`;
}

/**
 * Listings of the first version of the small credit loan, numbered from 1; each run draws the same. As on a real
 * market, the rate follows from grade and term, give or take a little.
 */
export async function insertOpenListings(
  client: Pick<pg.ClientBase, 'query'>,
  { count, now }: { readonly count: number; readonly now: Date },
): Promise<void> {
  const grades = ['A', 'B', 'C', 'D', 'E'];
  const losses = [5_000, 10_000, 18_000, 30_000, 45_000];
  const purposes = ['working_capital', 'consumption', 'education', 'medical', 'renovation'];
  await client.query(
    `create temporary table made as
     select
       ('0199aaaa-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as id,
       ('0199bbbb-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as checker,
       ${oneOf('grade', grades)} as grade, ${oneOf('grade', losses)} as loss,
       ${oneOf('term', [6, 12, 18, 24, 36])} as term,
       45000 + 1000 * (8 * ${drawn('grade', 5)} + 2 * ${drawn('term', 5)} + ${drawn('rate', 3)}) as rate,
       ${oneOf('safeguard', ['none', 'guarantee', 'reserve'])} as safeguard,
       ${oneOf('method', ['equal_instalments', 'equal_principal', 'interest_first', 'bullet'])} as method,
       ${oneOf('purpose', purposes)} as purpose,
       ${oneOf('region', ['110000', '310000', '440000', '510000', '330000'])} as region,
       ${oneOf('industry', ['trade', 'services', 'manufacturing', 'public'])} as industry,
       (10000 + 100 * ${drawn('amount', 1901)}) * 100::bigint as amount,
       ${drawn('funded', 100)} as funded,
       ${oneOf('title', TITLES)} || ' ' || number as title,
       $2::timestamptz - interval '1 hour' as opens_at,
       3 + ${drawn('days', 20)} as days
     from generate_series(1, $1::integer) as number`,
    [count, now],
  );
  await client.query(
    `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
       loan_amount, term_months, repayment_method, purpose, annual_rate_ppm, all_in_rate_ppm, grade,
       risk_class, expected_loss_ppm, security, safeguard, fees, funding, accepted, frozen, version)
     select id, id, 'funding', 5, 'small_credit_loan', 1, 'CNY', amount, term, method, purpose, rate,
       rate + 20000, grade, 'personal_unsecured', loss, 'unsecured', safeguard, '[]',
       json_build_object(
         'minimumBid', '#10000', 'bidStep', '#10000', 'riskNotice', 'risk_notice_1', 'minimumTolerance', 2,
         'opensAt', (extract(epoch from opens_at) * 1000)::bigint,
         'closesAt', (extract(epoch from opens_at) * 1000)::bigint + days * 86400000
       ),
       amount * funded / 10000 * 100, 0, 1
     from made`,
  );
  await client.query(
    `insert into loan.listing (loan_id, borrower_id, state, maker_id, title, summary, loan_amount, term_months,
       opens_at, funding_days, collateral_ids, face, review, checker_id, published_on, version)
     select id, id, 'published', id, title, '', amount, term, opens_at, days, '[]',
       json_build_object(
         'borrowerKind', 'natural_person',
         'items', json_build_object('borrower_region', region, 'borrower_industry', industry),
         'collateralIds', '[]'::json
       ),
       '{"credit":"-","assets":"-","purpose":"-","conclusion":"fit"}', checker, $1::date, 1
     from made`,
    [now],
  );
  await client.query('drop table made');
  await client.query('analyze loan.loan, loan.listing');
}
