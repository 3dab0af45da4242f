// Bids on the wire.
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import { PAGE_FIELDS } from '../http/page.ts';
import {
  DayOnWire,
  InstantOnWire,
  MinorUnitsOnWire,
  MoneyOnWire,
  PositiveMoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';
import { RatePartsOnWire } from '../product/rate-parts.ts';

export const BID_FIELDS = {
  amount: PositiveMoneyOnWire('What you bid, in the currency of the listing.'),
  acknowledgedNotice: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'The version of the risk notice that you have read, as the listing names it.',
      examples: ['risk_notice_1'],
    }),
  ),
  confirmedRisk: Type.Optional(
    Type.Boolean({
      description:
        'Said a second time, where the listing is riskier than your questionnaire suggests.',
      examples: [false],
    }),
  ),
};

export const PlaceBidBody = commandBody(BID_FIELDS);
export const PreviewBidBody = Type.Object(BID_FIELDS, { additionalProperties: false });

export const BidPlaced = Type.Object({
  bidId: IdOnWire('The bid; its claim will have the same id.'),
  loanId: IdOnWire('The listing.'),
  amount: MinorUnitsOnWire('What is held.'),
  state: Type.Enum(['accepted'], {
    description: 'It counts from now on; the bank freezes the money next, and may ask you first.',
  }),
});

/** One instalment of the lender's own part. */
const ShareOfInstalment = Type.Object({
  number: Type.Integer(),
  dueDay: DayOnWire('If it were disbursed today.'),
  principal: MinorUnitsOnWire('Principal that comes back.'),
  interest: MinorUnitsOnWire('Interest without the spread, before the lender’s fee.'),
  fee: MinorUnitsOnWire('The lender’s fee on it.'),
});

/** The arithmetic of the bid box: what comes back if all goes well, what is expected, and the worst case. */
export const BidPreview = Type.Object({
  amount: MoneyOnWire,
  availableAfter: MoneyOnWire,
  remainingAfter: MoneyOnWire,
  yourBidsAfter: MoneyOnWire,
  instalments: Type.Array(ShareOfInstalment),
  interest: MoneyOnWire,
  fees: MoneyOnWire,
  expectedLoss: MoneyOnWire,
  expectedGain: MoneyOnWire,
  worstCase: MoneyOnWire,
  annualRatePpm: PpmOnWire('In the contract.'),
  rateParts: RatePartsOnWire,
  expectedReturnPpm: Type.Optional(PpmOnWire('After the lender’s fees and the expected loss.')),
});
export type BidPreview = Static<typeof BidPreview>;

export const BidOnWire = Type.Object({
  bidId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  title: Type.Optional(Type.String()),
  amount: MoneyOnWire,
  source: Type.Enum(['manual', 'mandate']),
  state: Type.Enum(['placed', 'accepted', 'lost', 'cancelled', 'returned', 'converted']),
  freezeState: Type.String({ description: 'Whether the bank holds the money too.' }),
  loanState: Type.String(),
  placedAt: InstantOnWire('When it was placed.'),
  riskNotice: Type.String({
    description:
      'The version of the risk notice that you acknowledged with it; no bid is taken without.',
    examples: ['risk_notice_1'],
  }),
  safeguard: Type.Optional(
    Type.String({
      description:
        'Who pays if the borrower does not, as the listing said; `none`: nobody, and you bear the loss.',
      examples: ['none'],
    }),
  ),
  authoriseUntil: Type.Optional(InstantOnWire('Until when you may authorise it at the bank.')),
  pageUrl: Type.Optional(
    Type.String({ description: 'The bank’s page on which you authorise it.' }),
  ),
  cancelUntil: Type.Optional(InstantOnWire('The end of the reflection period.')),
  claimId: Type.Optional(Type.String({ description: 'Once it is disbursed.' })),
  actions: Type.Array(Type.String()),
});
export type BidOnWire = Static<typeof BidOnWire>;

export const BidBookQuery = Type.Object(
  {
    ...PAGE_FIELDS,
    order: Type.Optional(
      Type.Enum(['oldest', 'newest'], {
        description: 'Left out: in the order in which they came.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** As everybody sees it: who bid is a pseudonym, the same for all bids of one lender on one listing. */
export const PublicBid = Type.Object({
  place: Type.Integer({ minimum: 1, description: 'In the order in which they came.' }),
  lender: Type.String({ description: 'A pseudonym.', examples: ['L-3F9A'] }),
  amount: MoneyOnWire,
  source: Type.Enum(['manual', 'mandate']),
  state: Type.String(),
  total: Type.Unsafe<MoneyOnWire>({
    ...MoneyOnWire,
    description: 'Of the bids that stand, up to this one.',
  }),
  placedAt: InstantOnWire('When it was placed.'),
});
export type PublicBid = Static<typeof PublicBid>;
