// An application on the wire: what a borrower asks for, the facts of the file, and the documents.
import { FACT_SHAPES, type FactName, type FactShape } from '@mutua/core/credit/fact.ts';
import { PURPOSES } from '@mutua/core/law/rule-pack.ts';
import { DOCUMENT_KINDS, SECURITIES } from '@mutua/core/product/product.ts';
import Type, { type Static, type TSchema } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import {
  CurrencyOnWire,
  MinorUnitsOnWire,
  PositiveMoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';
import { ConsentOnWire } from '../people/client.ts';
import { RatePartsOnWire } from '../product/rate-parts.ts';

export const REPAYMENT_METHODS = [
  'equal_instalments',
  'equal_principal',
  'interest_first',
  'bullet',
  'flat',
] as const;

/** A sum that may be nothing, as in a statement of what one owes. */
const StatedMoney = Type.Object(
  {
    minorUnits: Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', examples: ['1500000'] }),
    currency: CurrencyOnWire,
  },
  { additionalProperties: false },
);

const FACT_VALUE: { readonly [Kind in FactShape['kind']]: (shape: FactShape) => TSchema } = {
  money: () => StatedMoney,
  count: () => Type.Integer({ minimum: 0, maximum: 1_000_000, examples: [24] }),
  choice: (shape) =>
    Type.Enum(shape.kind === 'choice' ? [...shape.choices] : [], {
      examples: shape.kind === 'choice' ? [shape.choices[0]] : [],
    }),
  text: () => Type.String({ minLength: 1, maxLength: 500, examples: ['Monthly salary'] }),
};

export const FACT_NAMES = Object.keys(FACT_SHAPES) as FactName[];

/** On the wire a fact is what its shape says: money, a whole number, one of a list, or words. */
export const FactValueOnWire = Type.Union([
  StatedMoney,
  Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  Type.String({ minLength: 1, maxLength: 500 }),
]);
export type FactValueOnWire = Static<typeof FactValueOnWire>;

const factSchemas = Object.fromEntries(
  FACT_NAMES.map((name) => {
    const shape: FactShape = FACT_SHAPES[name];
    return [name, Type.Optional(FACT_VALUE[shape.kind](shape))];
  }),
);

export const FactsOnWire = Type.Unsafe<Readonly<Partial<Record<FactName, FactValueOnWire>>>>({
  ...Type.Object(factSchemas, { additionalProperties: false }),
  description: 'The facts for which the product asks, and no others.',
  examples: [
    {
      monthly_income: { minorUnits: '1500000', currency: 'CNY' },
      employment_months: 36,
      home: 'rented',
    },
  ],
});

export const APPLICATION_FIELDS = {
  productCode: Type.String({
    pattern: '^[a-z][a-z0-9_]{0,63}$',
    description: 'The product, in the version that is in force.',
    examples: ['small_credit_loan'],
  }),
  loanAmount: PositiveMoneyOnWire('What you want to borrow.'),
  termMonths: Type.Integer({ minimum: 1, maximum: 600, examples: [12] }),
  repaymentMethod: Type.Enum([...REPAYMENT_METHODS], { examples: ['equal_instalments'] }),
  purpose: Type.Enum([...PURPOSES], { examples: ['consumption'] }),
  security: Type.Enum([...SECURITIES], { examples: ['unsecured'] }),
};

export const ApplyForLoanBody = commandBody({
  ...APPLICATION_FIELDS,
  channel: Type.Optional(
    Type.Enum(['online', 'branch'], { description: '`online` if left out.', examples: ['online'] }),
  ),
  confirmedByBorrower: Type.Optional(
    Type.Boolean({ description: 'You confirm what a branch entered.', examples: [true] }),
  ),
  facts: FactsOnWire,
  documents: Type.Array(Type.Enum([...DOCUMENT_KINDS]), {
    maxItems: 20,
    uniqueItems: true,
    examples: [['identity_document', 'income_proof', 'credit_report']],
  }),
  consents: Type.Array(ConsentOnWire, {
    maxItems: 10,
    examples: [
      [
        { document: 'credit_inquiry', version: '1' },
        { document: 'loan_application', version: '1' },
      ],
    ],
  }),
});

export const LoanMade = Type.Object({ loanId: IdOnWire('The loan has the id of the command.') });

export const RecordFactBody = commandBody({
  name: Type.Enum(FACT_NAMES, { examples: ['employment_months'] }),
  value: Type.Unsafe<FactValueOnWire>({
    ...FactValueOnWire,
    description: 'In the form that the fact has.',
    examples: [36],
  }),
});

export const VerifyFactBody = commandBody({
  name: Type.Enum(FACT_NAMES, { examples: ['employment_months'] }),
  value: Type.Unsafe<FactValueOnWire>({ ...FactValueOnWire, examples: [36] }),
  source: Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'Who bears it out.',
    examples: ['credit_bureau'],
  }),
});

export const RecordDocumentBody = commandBody({
  document: Type.Enum([...DOCUMENT_KINDS], { examples: ['income_proof'] }),
});

/** What a loan of this product would cost, at the lowest and the highest rate that it may have. */
export const PreviewApplicationBody = Type.Object(APPLICATION_FIELDS, {
  additionalProperties: false,
});

const CostAtRate = Type.Object({
  annualRatePpm: PpmOnWire('In the contract.'),
  rateParts: RatePartsOnWire,
  allInRatePpm: PpmOnWire('All that you would pay a year, in the convention named.'),
  firstInstalment: MinorUnitsOnWire('The first instalment, with its fees.'),
  interest: MinorUnitsOnWire('All interest.'),
  fees: MinorUnitsOnWire('All fees.'),
  totalRepaid: MinorUnitsOnWire('Everything that you would pay back.'),
});

export const ApplicationPreview = Type.Object({
  currency: CurrencyOnWire,
  rateConvention: Type.String({ examples: ['cn_irr'] }),
  lowest: CostAtRate,
  highest: CostAtRate,
});
export type ApplicationPreview = Static<typeof ApplicationPreview>;
