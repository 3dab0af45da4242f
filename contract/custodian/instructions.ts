// Instructions on the wire: what the platform may ask the bank to do with money, and how the bank answers.
//
// The platform never moves client money by itself: a freeze, a distribution and a withdrawal name the owner's
// authorisation, a disbursement moves only what was frozen for its payee, and a release only gives back.
import Type, { type Static } from 'typebox';
import {
  accountOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  pageUrlOnWire,
  referenceOnWire,
  returnUrlOnWire,
  uuidOnWire,
  wordsOnWire,
} from './wire.ts';

/** The most instructions in one batch. */
export const BATCH_INSTRUCTIONS_MAX = 10_000;
/** The most freezes in one instruction, and the most shares beside that of the platform. */
export const INSTRUCTION_PARTS_MAX = 10_000;

const id = uuidOnWire('The platform’s id of the instruction, for ever its own.');
const authorisation = Type.Optional(
  uuidOnWire('The mandate, or the authorisation for this one payment.'),
);
const pageText = Type.Optional(
  wordsOnWire(
    300,
    'If the authorisation is missing, the bank asks the owner on a page with these words.',
  ),
);

/** Sets money of a lender apart for one borrower; it stays the lender's, in the lender's account. */
export const FreezeInstruction = Type.Object(
  {
    kind: Type.Literal('freeze'),
    id,
    account: accountOnWire('The lender’s account.'),
    payee: accountOnWire('The borrower’s account, for which alone it is frozen.'),
    loanId: uuidOnWire('The loan.'),
    amount: movedMoney('What is frozen.'),
    authorisation,
    pageText,
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);

/** Gives frozen money back to its owner's free use. Needs nobody, since it can go nowhere else. */
export const ReleaseInstruction = Type.Object(
  {
    kind: Type.Literal('release'),
    id,
    freezeId: uuidOnWire('The id of the freeze instruction.'),
  },
  { additionalProperties: false },
);

/** Moves all that was frozen for a loan to its borrower, then takes the fees agreed to; all of it or nothing. */
export const DisburseInstruction = Type.Object(
  {
    kind: Type.Literal('disburse'),
    id,
    payee: accountOnWire('The borrower’s account; every freeze must name it.'),
    loanId: uuidOnWire('The loan; every freeze must name it.'),
    freezes: Type.Array(
      Type.Object(
        {
          freezeId: uuidOnWire('The id of the freeze instruction.'),
          amount: movedMoney('The whole of what was frozen.'),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: INSTRUCTION_PARTS_MAX },
    ),
    total: movedMoney('What the borrower gets, before fees: the sum of the freezes.'),
    fees: Type.Optional(
      Type.Array(
        Type.Object(
          {
            account: accountOnWire('An account of the platform, or of a partner.'),
            amount: movedMoney('The fee.'),
            authorisation: uuidOnWire('The borrower’s mandate of scope `fees` for this loan.'),
          },
          { additionalProperties: false },
        ),
        { maxItems: 20 },
      ),
    ),
  },
  { additionalProperties: false },
);

/**
 * Pays a repayment out to those to whom it is owed; all of it or nothing. A lender gets a share only of a loan
 * for which money of that lender was disbursed, a partner who paid instead of the borrower likewise; what goes
 * to the platform, or to another partner, is a fee and needs the payer's word for it. Under a mandate of scope
 * `reserve` a partner pays partners too, and never the platform.
 */
export const DistributeInstruction = Type.Object(
  {
    kind: Type.Literal('distribute'),
    id,
    payer: accountOnWire('The account of the borrower, or of a partner that pays instead.'),
    loanId: uuidOnWire('The loan; or the risk reserve that is paid into, or given back.'),
    authorisation,
    feesAuthorisation: Type.Optional(
      uuidOnWire(
        'The payer’s mandate of scope `fees`, required when a share is a fee and the payer did not agree to it in a one-time authorisation.',
      ),
    ),
    shares: Type.Array(
      Type.Object(
        {
          account: accountOnWire('A lender’s, a partner’s or the platform’s account.'),
          amount: movedMoney('The share.'),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: INSTRUCTION_PARTS_MAX + 1 },
    ),
    total: movedMoney('The sum of the shares.'),
    pageText,
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);

/**
 * Pays money out to its owner's own bank card, and nowhere else. Fees come beside it; the owner authorises both as
 * one payment, and is shown what of it is fees. If the payment bounces, the bank brings both back.
 */
export const WithdrawInstruction = Type.Object(
  {
    kind: Type.Literal('withdraw'),
    id,
    account: accountOnWire('The owner’s account.'),
    amount: movedMoney('What leaves.'),
    fees: Type.Optional(
      Type.Array(
        Type.Object(
          {
            account: accountOnWire('An account of the platform.'),
            amount: movedMoney('The fee, beside what leaves.'),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    card: Type.Optional(
      Type.String({
        pattern: '^[0-9]{4}$',
        description: 'The last four figures of the card, if the platform wants them compared.',
      }),
    ),
    authorisation,
    pageText,
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);

/** Credits a receipt that nobody had claimed to the client of the payer's name. */
export const ClaimReceiptInstruction = Type.Object(
  {
    kind: Type.Literal('claim_receipt'),
    id,
    bankReference: referenceOnWire('Of the incoming transfer.'),
    account: accountOnWire('The client’s account; its name must be the payer’s.'),
  },
  { additionalProperties: false },
);

/** Sends a receipt back to where it came from. */
export const SendBackInstruction = Type.Object(
  {
    kind: Type.Literal('send_back'),
    id,
    bankReference: referenceOnWire('Of the incoming transfer.'),
  },
  { additionalProperties: false },
);

/**
 * Pays money of the platform's own to somebody outside. The platform is its owner, and this signed message its word;
 * the account has to be one of the platform's, so no client's money goes this way.
 */
export const OwnPaymentInstruction = Type.Object(
  {
    kind: Type.Literal('own_payment'),
    id,
    account: accountOnWire('An account of the platform.'),
    amount: movedMoney('What is paid.'),
    payeeName: wordsOnWire(100, 'Who gets it.'),
    payeeAccount: wordsOnWire(60, 'The payee’s account at its own bank.'),
    remark: wordsOnWire(200, 'For what it is paid.'),
  },
  { additionalProperties: false },
);

export type FreezeInstruction = Static<typeof FreezeInstruction>;
export type ReleaseInstruction = Static<typeof ReleaseInstruction>;
export type DisburseInstruction = Static<typeof DisburseInstruction>;
export type DistributeInstruction = Static<typeof DistributeInstruction>;
export type WithdrawInstruction = Static<typeof WithdrawInstruction>;
export type ClaimReceiptInstruction = Static<typeof ClaimReceiptInstruction>;
export type SendBackInstruction = Static<typeof SendBackInstruction>;

export type OwnPaymentInstruction = Static<typeof OwnPaymentInstruction>;

export type Instruction =
  | FreezeInstruction
  | ReleaseInstruction
  | DisburseInstruction
  | DistributeInstruction
  | WithdrawInstruction
  | ClaimReceiptInstruction
  | SendBackInstruction
  | OwnPaymentInstruction;

/** Told apart by `kind`, so that a fault is named in the fields of that kind. */
export const Instruction = Type.Unsafe<Instruction>({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    FreezeInstruction,
    ReleaseInstruction,
    DisburseInstruction,
    DistributeInstruction,
    WithdrawInstruction,
    ClaimReceiptInstruction,
    SendBackInstruction,
    OwnPaymentInstruction,
  ],
});

/**
 * `POST /api/batches`. Answered 202 when the bank has it for good; the results come by callback
 * `batch_done`, or by `GET /api/batches/{batchId}`. The same batch again does nothing more. Instructions are
 * worked in their order; one that is refused spoils no other.
 */
export const BatchRequest = Type.Object(
  {
    batchId: uuidOnWire('The platform’s id of the batch.'),
    instructions: Type.Array(Instruction, { minItems: 1, maxItems: BATCH_INSTRUCTIONS_MAX }),
  },
  { additionalProperties: false },
);
export type BatchRequest = Static<typeof BatchRequest>;

export const BatchTaken = Type.Object({ batchId: uuidOnWire('The platform’s id of the batch.') });
export type BatchTaken = Static<typeof BatchTaken>;

/** Why an instruction was refused; the list is closed. */
export const RefusalReason = Type.Enum([
  /** Available money does not cover it. */
  'insufficient_funds',
  /** There is no such authorisation, or its owner has not agreed, or has revoked it. */
  'authorisation_missing',
  /** The owner declined. */
  'authorisation_declined',
  'authorisation_expired',
  /** It is for another instruction, account, payee, loan, amount or scope, or was used already. */
  'authorisation_differs',
  /** More than the mandate's cap, in all or for one instruction. */
  'mandate_cap_exceeded',
  /** The money was frozen for another payee, or a share goes to a lender who lent nothing of the loan. */
  'payee_differs',
  /** The money was frozen for another loan. */
  'loan_differs',
  /** The name of who paid is not the name of the account's owner. */
  'payer_differs',
  'account_unknown',
  'account_not_open',
  /** An account of this class may not take part in this way: lenders pay borrowers, borrowers lenders. */
  'class_differs',
  'currency_differs',
  'freeze_unknown',
  /** Already released or disbursed. */
  'freeze_ended',
  /** The parts do not come to the total, or not the whole freeze is named. */
  'amount_differs',
  /** The id was used before with other content. */
  'instruction_differs',
  'card_not_own',
  'receipt_unknown',
  /** Already claimed or sent back. */
  'receipt_ended',
]);
export type RefusalReason = Static<typeof RefusalReason>;

export const InstructionResult = Type.Object({
  id: uuidOnWire('The platform’s id of the instruction.'),
  outcome: Type.Enum(['confirmed', 'refused', 'awaiting_authorisation']),
  reason: Type.Optional(RefusalReason),
  bankReference: Type.Optional(referenceOnWire('Of what was done; absent when nothing was.')),
  day: dayOnWire('The bank’s day of the outcome.'),
  authorisation: Type.Optional(uuidOnWire('The authorisation for which the owner was asked.')),
  pageUrl: Type.Optional(pageUrlOnWire),
  expiresAt: Type.Optional(momentOnWire('Until then the owner may decide.')),
});
export type InstructionResult = Static<typeof InstructionResult>;

/** `GET /api/batches/{batchId}`. */
export const BatchAtBank = Type.Object({
  batchId: uuidOnWire('The platform’s id of the batch.'),
  day: dayOnWire('The bank’s day on which it was worked.'),
  results: Type.Array(InstructionResult),
});
export type BatchAtBank = Static<typeof BatchAtBank>;

/** `GET /api/instructions/{id}`: the status query, when an answer did not come. */
export const InstructionAtBank = Type.Object({
  batchId: uuidOnWire('The batch in which it came first.'),
  result: InstructionResult,
});
export type InstructionAtBank = Static<typeof InstructionAtBank>;
