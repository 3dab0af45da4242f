// Who may ask for what, by the rules themselves: every command, asked by everybody there is. Whoever may not is told
// so before anything else, so that nobody learns what is there; whoever may learns that it is not.
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor, Position, StaffPosition } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { type AnyCommand, RULES } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { expect, it } from 'vitest';
import {
  anInstalledWorld,
  aPerson,
  application,
  aStaff,
  credentials,
  installation,
  listingOf,
  organisationRegistration,
  personRegistration,
  REVIEW,
} from '../trial-house.ts';
import { newTrialId } from '../trial-world.ts';
import { type Rows, SAFEGUARD_ROWS } from './who-may-safeguards.ts';

const POSITIONS: readonly Position[] = [
  ...(['loan_officer', 'risk_analyst', 'committee_member', 'collector'] as const),
  ...(['finance_officer', 'compliance_officer', 'service_agent', 'marketing_officer'] as const),
  ...(['product_officer', 'branch_officer', 'internal_auditor', 'administrator'] as const),
];

const EVERYBODY: ReadonlyMap<string, Actor> = new Map<string, Actor>([
  ...(['borrower', 'lender', 'partner', 'regulator', 'auditor'] as const).map(
    (role): [string, Actor] => [role, aPerson(newTrialId(), role)],
  ),
  ...POSITIONS.flatMap((position): readonly StaffPosition[] => [position, `${position}_lead`]).map(
    (position): [string, Actor] => [position, aStaff(newTrialId(), position)],
  ),
  ...(['custodian', 'payment_provider', 'identity_source', 'rule'] as const).map(
    (kind): [string, Actor] => [kind, { kind, name: 'one' }],
  ),
  ['visitor', { kind: 'visitor' }],
  ['calendar', { kind: 'calendar' }],
]);

const CNY = currency('CNY');
const day = dayOf(2026, 3, 2);
const amount = minorUnits(100_000n);
const money = { amount, currency: CNY };
const reason = 'Because.';
const note = 'Seen.';
const bankReference = 'B1';
const id = newTrialId;
const about = { loanId: id(), reason };
const fact = { loanId: id(), name: 'employees', value: { kind: 'count', count: 1 } } as const;
const pay = { role: 'lender', ...money } as const;
const { roles: _, consents: __, ...partner } = organisationRegistration();
const cap = { currency: CNY, cap: amount, expiresDay: dayOf(2027, 1, 1) };

/** Whose a case is, its kind says, once it is found. */
const ALL_STAFF = POSITIONS.join(' ');

const ROWS: Rows = {
  OpenFirstDay: [{ day }, 'calendar', 'accepted'],
  StartEndOfDay: [{ day }, 'finance_officer calendar', 'not_found'],
  CloseDay: [{ day }, 'finance_officer calendar', 'not_found'],
  EndDaysThrough: [{ day }, 'finance_officer calendar', 'not_found'],
  InstallPlatform: [installation(id()), 'calendar', 'wrong_stage'],
  RegisterStaff: [
    { name: 'N', positions: ['collector'], credentials: credentials('a-collector') },
    ...(['administrator', 'accepted'] as const),
  ],
  RegisterObserver: [
    { userKind: 'auditor', name: 'N', credentials: credentials('an-auditor') },
    ...(['administrator', 'accepted'] as const),
  ],
  RegisterPartner: [
    { ...partner, partnerKind: 'guarantee_company' },
    ...(['compliance_officer administrator', 'accepted'] as const),
  ],
  RegisterClient: [personRegistration(), 'visitor', 'accepted'],
  VerifyIdentity: [
    { clientId: id(), answer: { kind: 'no_answer' }, screening: 'clear' },
    ...(['identity_source', 'not_found'] as const),
  ],
  ClearClient: [{ clientId: id(), reason }, 'compliance_officer', 'not_found'],
  RecordCustodyAccount: [
    { clientId: id(), role: 'lender', account: 'A1', currency: CNY },
    ...(['custodian', 'not_found'] as const),
  ],
  AnswerQuestionnaire: [{ version: 1, answers: {} }, 'lender', 'identity_not_verified'],
  AnswerSurvey: [{ role: 'lender', score: 5 }, 'lender', 'identity_not_verified'],
  StopBidding: [{}, 'lender', 'identity_not_verified'],
  ResumeBidding: [{}, 'lender', 'identity_not_verified'],
  FreezeClient: [{ clientId: id(), reason }, 'compliance_officer', 'not_found'],
  UnfreezeClient: [{ clientId: id(), reason }, 'compliance_officer', 'not_found'],
  DeclareRelation: [
    { clientId: id(), isRelatedParty: true, reason },
    ...(['compliance_officer', 'not_found'] as const),
  ],
  RecordLicence: [{ name: 'ICP', validUntil: day }, 'compliance_officer', 'accepted'],
  SetOperatorTime: [{ time: CHINA_TIME }, 'administrator calendar', 'accepted'],
  ProposeAuthority: [
    { limits: [], effectiveFrom: day },
    ...(['administrator committee_member', 'invalid_input'] as const),
  ],
  ApproveAuthority: [{ number: 999 }, 'administrator committee_member', 'not_found'],
  OpenAccount: [
    { accountKind: 'pool' },
    ...(['finance_officer administrator', 'account_kind_unknown'] as const),
  ],
  ProposeProduct: [
    { terms: SMALL_CREDIT_LOAN, clientMoney: 'pool' },
    ...(['product_officer', 'forbidden_by_rule'] as const),
  ],
  ApproveProduct: [{ code: 'no_product', version: 1 }, 'product_officer', 'not_found'],
  ProposeClientTariff: [
    { tariff: { ...SMALL_CREDIT_LOAN.tariff, effectiveFrom: dayOf(2026, 3, 1) } },
    ...(['product_officer', 'invalid_input'] as const),
  ],
  ApproveClientTariff: [{ number: 999 }, 'product_officer', 'not_found'],
  ApplyForLoan: [application(), 'borrower', 'identity_not_verified'],
  RecordFact: [fact, 'borrower loan_officer risk_analyst branch_officer', 'not_found'],
  VerifyFact: [
    { ...fact, source: 'tax_office' },
    ...(['loan_officer risk_analyst branch_officer', 'not_found'] as const),
  ],
  RecordDocument: [
    { loanId: id(), document: 'income_proof' },
    ...(['borrower loan_officer risk_analyst branch_officer', 'not_found'] as const),
  ],
  AssessLoan: [{ loanId: id() }, 'risk_analyst rule calendar', 'not_found'],
  ReviewLoan: [{ ...about, opinion: 'approve' }, 'risk_analyst', 'not_found'],
  ApproveLoan: [{ ...about, safeguard: 'none' }, 'risk_analyst committee_member', 'not_found'],
  RejectLoan: [about, 'risk_analyst committee_member', 'not_found'],
  AcceptTerms: [{ loanId: id(), allInRatePpm: 1 }, 'borrower', 'not_found'],
  ExpireApproval: [{ loanId: id() }, 'calendar', 'not_found'],
  PrepareListing: [listingOf(id(), anInstalledWorld().now), 'loan_officer', 'not_found'],
  ListLoan: [{ loanId: id(), review: REVIEW }, 'loan_officer compliance_officer', 'not_found'],
  RecordAdvance: [
    { borrowerId: id(), payer: 'P', amount, currency: CNY, receivedOn: day },
    ...(['finance_officer compliance_officer internal_auditor', 'not_found'] as const),
  ],
  ExplainAdvance: [{ advanceId: id(), reason }, 'compliance_officer', 'not_found'],
  WithdrawLoan: [
    about,
    'borrower loan_officer_lead risk_analyst_lead compliance_officer_lead',
    'not_found',
  ],
  OpenFunding: [{ loanId: id() }, 'calendar', 'not_found'],
  PlaceBid: [{ loanId: id(), amount }, 'lender', 'identity_not_verified'],
  CancelBid: [{ bidId: id() }, 'lender', 'not_found'],
  RecordFreezes: [
    { results: [{ bidId: id(), outcome: 'confirmed' }] },
    ...(['custodian', 'not_found'] as const),
  ],
  ExpireBid: [{ bidId: id() }, 'calendar', 'not_found'],
  CloseFunding: [{ loanId: id() }, 'calendar', 'not_found'],
  LapseUnsigned: [{ loanId: id() }, 'calendar', 'not_found'],
  SignContract: [{ loanId: id() }, 'borrower', 'not_found'],
  DisburseLoan: [{ loanId: id() }, 'finance_officer', 'not_found'],
  WorkLoan: [{ loanId: id() }, 'calendar', 'not_found'],
  RepayLoan: [{ loanId: id(), amount }, 'borrower', 'not_found'],
  RepayEarly: [{ loanId: id(), how: 'in_full' }, 'borrower', 'not_found'],
  ProposeDefault: [about, 'risk_analyst collector finance_officer', 'not_found'],
  DeclareDefault: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeWriteOff: [about, 'risk_analyst finance_officer', 'not_found'],
  WriteOffLoan: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeCollectionEnd: [about, 'risk_analyst finance_officer', 'not_found'],
  EndCollection: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeAssetClass: [{ ...about, assetClass: 'loss' }, 'risk_analyst', 'not_found'],
  ClassifyLoan: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeAcceleration: [about, 'risk_analyst collector finance_officer', 'not_found'],
  AccelerateLoan: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeWaiver: [
    { ...about, waiver: { how: 'whole' } },
    ...(['risk_analyst finance_officer', 'not_found'] as const),
  ],
  WaiveDebt: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeCompromise: [
    { ...about, amount, until: day },
    ...(['risk_analyst finance_officer', 'not_found'] as const),
  ],
  AgreeCompromise: [about, 'risk_analyst committee_member', 'not_found'],
  ProposeReschedule: [
    { ...about, plan: { how: 'reschedule' } },
    ...(['risk_analyst collector finance_officer', 'not_found'] as const),
  ],
  AcceptReschedule: [{ loanId: id() }, 'borrower', 'not_found'],
  RescheduleLoan: [about, 'risk_analyst committee_member', 'not_found'],
  ReturnCollectionStep: [about, 'risk_analyst committee_member finance_officer', 'not_found'],
  ProposeBackDating: [
    { ...about, instructionId: id(), day, evidence: 'B1' },
    ...(['finance_officer', 'not_found'] as const),
  ],
  BackDateRepayment: [about, 'risk_analyst committee_member', 'not_found'],
  RecordRepaymentReversal: [
    { instructionId: id(), bankReference, bankDay: day },
    ...(['custodian', 'not_found'] as const),
  ],
  RequestMandate: [
    { ...cap, scope: 'repayment', loanId: id() },
    ...(['borrower', 'identity_not_verified'] as const),
  ],
  RecordMandate: [{ mandateId: id(), outcome: 'granted' }, 'custodian', 'not_found'],
  RevokeMandate: [{ mandateId: id() }, 'borrower lender partner', 'not_found'],
  RecordInstruction: [{ instructionId: id(), outcome: 'confirmed' }, 'custodian', 'not_found'],
  RetryInstruction: [{ instructionId: id() }, 'finance_officer', 'not_found'],
  RequestWithdrawal: [pay, 'lender', 'identity_not_verified'],
  RecordBounce: [{ withdrawalId: id(), bankReference }, 'custodian', 'not_found'],
  RequestTopUp: [pay, 'lender', 'identity_not_verified'],
  CreditTopUp: [{ topUpId: id(), amount, bankReference }, 'custodian', 'not_found'],
  RemindBorrower: [{ loanId: id() }, 'calendar', 'not_found'],
  MarkNoticesRead: [{ through: { sequence: 1n, place: 1 } }, 'borrower lender partner', 'accepted'],
  RecordTopUpPage: [
    { topUpId: id(), pageUrl: 'https://bank.example/1' },
    ...(['custodian payment_provider', 'not_found'] as const),
  ],
  EndTopUp: [
    { topUpId: id(), outcome: 'expired' },
    ...(['custodian payment_provider', 'not_found'] as const),
  ],
  ReverseTopUp: [
    { topUpId: id(), debited: amount, shortfall: ZERO, bankDay: day },
    ...(['custodian', 'not_found'] as const),
  ],
  BookReversal: [{ topUpId: id() }, 'rule', 'not_found'],
  SendBatch: [
    { items: [{ id: id(), kind: 'instruction' }], content: 'C' },
    ...(['rule', 'changed_meanwhile'] as const),
  ],
  RecordSilence: [{ batchId: id() }, 'rule', 'not_found'],
  SplitBatch: [{ batchId: id(), parts: [] }, 'rule', 'not_found'],
  RecordAnswers: [{ batchId: id(), answers: [] }, 'custodian', 'not_found'],
  SettleBatch: [{ batchId: id(), told: 0 }, 'rule', 'not_found'],
  RecordIncomingTransfer: [{ ...money, bankReference, bankDay: day }, 'custodian', 'accepted'],
  ClaimReceipt: [
    { receiptId: id(), clientId: id(), role: 'lender', note },
    ...(['finance_officer', 'not_found'] as const),
  ],
  SendBackReceipt: [{ receiptId: id(), note }, 'finance_officer', 'not_found'],
  ConfirmReceiptEnd: [{ receiptId: id() }, 'finance_officer', 'not_found'],
  DropReceiptEnd: [{ receiptId: id(), note }, 'finance_officer', 'not_found'],
  RecordReceiptEnd: [
    { receiptId: id(), instructionId: id(), outcome: 'confirmed' },
    ...(['custodian', 'not_found'] as const),
  ],
  RecordMovement: [
    { ...money, bankReference, account: 'A1', direction: 'credit', bankDay: day, code: 'other' },
    ...(['custodian', 'accepted'] as const),
  ],
  JudgeMovement: [{ movementId: id() }, 'rule', 'not_found'],
  RecordBreaks: [{ rail: 'custodian', day, breaks: [] }, 'calendar', 'accepted'],
  ExplainBreak: [{ breakId: id(), explanation: note }, 'finance_officer', 'not_found'],
  MendBreak: [{ breakId: id(), note }, 'finance_officer', 'not_found'],
  RaiseAlarm: [
    { alarm: 'movement_unexplained', reference: 'R1' },
    ...(['custodian payment_provider identity_source rule calendar', 'accepted'] as const),
  ],
  EndAlarm: [{ alarmId: id(), note }, 'finance_officer compliance_officer', 'not_found'],
  RecordOwnAccount: [
    { purpose: 'fees', currency: CNY, account: 'A1' },
    ...(['custodian', 'accepted'] as const),
  ],
  RecordOwnFunds: [
    { ...money, bankReference, account: 'A1', bankDay: day },
    ...(['custodian', 'accepted'] as const),
  ],
  OpenCase: [
    { caseKind: 'fraud', subject: { kind: 'loan', id: id() }, fields: {}, reason },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  TakeCase: [{ caseId: id() }, ALL_STAFF, 'not_found'],
  HandOverCase: [{ caseId: id(), toId: id(), reason }, ALL_STAFF, 'not_found'],
  PauseCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  ResumeCase: [{ caseId: id() }, ALL_STAFF, 'not_found'],
  FinishCaseStep: [
    { caseId: id(), step: 'gather_facts', evidence: [], reason },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  SubmitCase: [{ caseId: id(), result: 'refused', reason }, ALL_STAFF, 'not_found'],
  CloseCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  SendBackCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  ReopenCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  CancelCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  EscalateCase: [{ caseId: id(), reason }, ALL_STAFF, 'not_found'],
  WorkCase: [{ caseId: id() }, 'calendar', 'not_found'],
  BookInterview: [
    { loanId: id(), at: anInstalledWorld().now, way: 'video' },
    ...(['borrower', 'not_found'] as const),
  ],
  RecordInterview: [
    { caseId: id(), answers: [], recording: 'V1', result: 'passed', reason },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  RecordContact: [
    {
      ...{ caseId: id(), person: 'borrower', channel: 'phone' },
      ...{ template: 'friendly_reminder', outcome: 'reached' },
    },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  RecordPromise: [{ caseId: id(), day, ...money }, ALL_STAFF, 'not_found'],
  RequestHardship: [
    { loanId: id(), relief: 'reschedule', circumstances: 'Ill.' },
    ...(['borrower', 'not_found'] as const),
  ],
  DecideLegalAction: [
    { caseId: id(), reason, evidence: [] },
    ...(['risk_analyst committee_member collector_lead', 'not_found'] as const),
  ],
  RecordCourtStage: [
    { caseId: id(), courtStage: 'filed', reference: 'R1', evidence: [] },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  RecordCollectionCost: [
    { caseId: id(), ...money, purpose: 'P', reference: 'R1', payeeName: 'P', payeeAccount: 'A1' },
    ...([ALL_STAFF, 'not_found'] as const),
  ],
  ReleaseCollectionCost: [{ costId: id() }, 'finance_officer', 'not_found'],
  DeclineCollectionCost: [{ costId: id(), reason }, 'finance_officer', 'not_found'],
  ...SAFEGUARD_ROWS,
};

/** Who is told more than that they may not, though they may not: why stands in the rule. */
const TOLD_MORE: Readonly<Record<string, string>> = {
  'ProposeWriteOff collector': 'collector_may_not',
  'ProposeWriteOff collector_lead': 'collector_may_not',
  'WriteOffLoan collector': 'collector_may_not',
  'WriteOffLoan collector_lead': 'collector_may_not',
  'ProposeCollectionEnd collector': 'collector_may_not',
  'ProposeCollectionEnd collector_lead': 'collector_may_not',
  'ProposeWaiver collector': 'collector_may_not',
  'ProposeWaiver collector_lead': 'collector_may_not',
  'WaiveDebt collector': 'collector_may_not',
  'WaiveDebt collector_lead': 'collector_may_not',
  'ProposeCompromise collector': 'collector_may_not',
  'ProposeCompromise collector_lead': 'collector_may_not',
  'AgreeCompromise collector': 'collector_may_not',
  'AgreeCompromise collector_lead': 'collector_may_not',
  'EndCollection collector': 'collector_may_not',
  'EndCollection collector_lead': 'collector_may_not',
};

it('every command has its row here', () => {
  expect(Object.keys(ROWS)).toEqual(Object.keys(RULES));
});

it.each(Object.entries(ROWS))('%s', (kind, [fields, whoMay, told]) => {
  const names = new Set(whoMay.split(' '));
  const answers = [...EVERYBODY].map(([name, actor]): [string, string] => {
    const answer = anInstalledWorld().ask(actor, { ...fields, kind } as AnyCommand);
    return [name, answer.ok ? 'accepted' : answer.refusal.code];
  });
  const expected = [...EVERYBODY.keys()].map((name): [string, string] => {
    const may = names.has(name) || names.has(name.replace(/_lead$/, ''));
    return [name, may ? told : (TOLD_MORE[`${kind} ${name}`] ?? 'not_allowed')];
  });
  expect(answers).toEqual(expected);
});
