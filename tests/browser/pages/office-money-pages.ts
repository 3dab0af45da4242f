// The pages of the office's second half that the browser tests open.
import { MONTH_BEFORE, pathOf, type TriedPage } from './tried-page.ts';

const finance = 'finance-officer';
const collector = 'collector';
const compliance = 'compliance-officer';
const analyst = 'risk-analyst';

/** The account of the lender with most on it, and from which day. */
const aPurse = `select owner || '?from=' || ${MONTH_BEFORE} from ledger.account
  where kind = 'lender_cash' order by posted desc, owner limit 1`;
/** A fee: it ends where it came, at the operator. */
const aFee = `select transfer_id from ledger.transfer
  where code = 301 and kind in ('posted', 'post') order by transfer_id desc limit 1`;
const aCase = `select id from work.case
  where case_kind = 'collection' and state in ('open', 'in_progress', 'waiting')
  order by (owner_id is null), id desc limit 1`;
const aLender = `select holder_id from claim.claim order by outstanding desc, id limit 1`;
const aBorrower = `select borrower_id from loan.loan where state = 'overdue' order by id desc limit 1`;
/** The one that has paid most often in a borrower's place. */
const aGuarantor = `select guarantor.id from safeguard.guarantor
  left join safeguard.compensation on compensation.guarantor_id = guarantor.id
  group by guarantor.id order by count(compensation.id) desc, guarantor.id limit 1`;
/** One that went to court, with promises and with costs. */
const aHardCase = `select case_.id from work.case as case_
  left join work.promise on promise.case_id = case_.id and promise.paid is not null
  left join work.collection_cost as cost on cost.case_id = case_.id
  where case_kind = 'collection'
  order by case_.collection -> 'legal' is null, cost.id is null, promise.id is null, case_.id desc
  limit 1`;

export const OFFICE_MONEY_PAGES: readonly TriedPage[] = [
  { name: 'the day close', path: '/office/close', as: finance },
  { name: 'the day close, for an auditor', path: '/office/close', as: 'auditor' },
  { name: 'top-ups in the office', path: '/office/money', as: finance },
  { name: 'withdrawals in the office', path: '/office/money?tab=withdrawals', as: finance },
  { name: 'unmatched receipts', path: '/office/money?tab=unmatched', as: finance },
  { name: 'instructions to the custodian', path: '/office/money?tab=instructions', as: finance },
  { name: 'breaks of all days', path: '/office/money?tab=breaks', as: finance },
  { name: 'alarms', path: '/office/money?tab=alarms', as: finance },
  { name: 'the calendar', path: '/office/calendar', as: finance },
  { name: 'the ledger', path: '/office/ledger', as: finance },
  { name: 'accounts of a kind', path: '/office/ledger/kinds/lender_cash', as: finance },
  {
    ...{ name: 'an account of the ledger', as: finance },
    path: pathOf('/office/ledger/accounts/lender_cash/of/$1', aPurse),
  },
  {
    ...{ name: 'a line of the ledger with its trace', as: finance },
    path: pathOf('/office/ledger/transfers/$1', aFee),
  },
  { name: 'the board of collection', path: '/office/collections', as: collector },
  { name: 'own cases of collection', path: '/office/collections?only=mine', as: collector },
  { name: 'collection costs', path: '/office/collections?view=costs', as: finance },
  { name: 'recovery by collector', path: '/office/collections?view=recovery', as: analyst },
  {
    ...{ name: 'a case of collection', as: collector },
    path: pathOf('/office/collections/$1', aCase),
  },
  {
    ...{ name: 'a case of collection that went to court', as: collector },
    path: pathOf('/office/collections/$1', aHardCase),
  },
  { name: 'clients in the office', path: '/office/people', as: compliance },
  { name: 'staff', path: '/office/people?view=staff', as: compliance },
  { name: 'authority limits', path: '/office/people?view=limits', as: compliance },
  { name: 'what clients answered', path: '/office/people?view=survey', as: compliance },
  { name: 'a lender in the office', path: pathOf('/office/people/$1', aLender), as: compliance },
  { name: 'a borrower in the office', path: pathOf('/office/people/$1', aBorrower), as: analyst },
  { name: 'guarantors', path: '/office/safeguards', as: analyst },
  { name: 'risk reserves', path: '/office/safeguards?view=reserves', as: analyst },
  { name: 'collateral', path: '/office/safeguards?view=collateral', as: analyst },
  {
    ...{ name: 'a guarantor', as: analyst },
    path: pathOf('/office/safeguards/guarantors/$1', aGuarantor),
  },
];
