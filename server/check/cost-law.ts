// The law of collection costs: what the operator paid out of its own money for collecting is what stands on the cases,
// cost by cost; and what is on its way there is held.
import { type Law, sqlLaw } from './law.ts';

export const COSTS_LAW: Law = sqlLaw({
  name: 'collection_costs_are_those_of_cases',
  words: {
    'zh-CN': '已入账的催收费用 = 催收案件上已支付的各笔费用；支付在途的费用均已冻结',
    en: 'The collection costs that are booked are those paid on the cases, one for one; those on their way are held',
  },
  unit: 'loans',
  examined: 'select 1 from loan.loan',
  broken: `select format('Cost %s of loan %s: %s is %s on its case; %s was booked for loan %s.', cost.id, cost.loan_id,
      coalesce(cost.amount, 0), coalesce(cost.state, 'not'), coalesce(booked.amount, 0), booked.subject_id) as violation
    from (select * from work.collection_cost where state = 'paid') as cost
    full join (
      select coalesce(ends_id, transfer_id) as hold_id, subject_id, amount
      from ledger.transfer
      where code = 500 and kind in ('posted', 'post')
    ) as booked on booked.hold_id = cost.hold_id
    where cost.amount is distinct from booked.amount or cost.loan_id is distinct from booked.subject_id
    union all
    select format('Cost %s of loan %s: %s is %s on its case; %s is held for loan %s.', cost.id, cost.loan_id,
      coalesce(cost.amount, 0), coalesce(cost.state, 'not'), coalesce(held.amount, 0), held.subject_id)
    from (select * from work.collection_cost where state = 'under_way') as cost
    full join (select * from ledger.hold where code = 500) as held on held.hold_id = cost.hold_id
    where cost.amount is distinct from held.amount or cost.loan_id is distinct from held.subject_id`,
});
