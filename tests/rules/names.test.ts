// A name is one line: whatever the platform takes as one, the custodian and the payment provider take too.
import { OpenAccountRequest } from '@mutua/contract/custodian/accounts.ts';
import { RegisterStaffBody } from '@mutua/contract/office/people.ts';
import { PaymentRequest } from '@mutua/contract/payment/payments.ts';
import { RegisterClientBody } from '@mutua/contract/people/client.ts';
import { ProposeProductBody } from '@mutua/contract/product/product.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import type { InBothLanguages } from '@mutua/core/law/clause.ts';
import { rulePackOf } from '@mutua/core/law/packs.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { checkProduct } from '@mutua/core/product/check-product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anInstalledWorld,
  CALENDAR,
  credentials,
  installation,
  organisationRegistration,
  personRegistration,
  STAFF,
  VISITOR,
} from '../trial-house.ts';
import { newTrialId, TrialWorld } from '../trial-world.ts';

const LINE = 'It must be one line, without control characters.';
/** A line break of each kind, a tab, and two control characters. */
const BROKEN = ['林\n薇', '林\r\n薇', '林薇\n', '林\t薇', '林\u2028薇', '\u0007林薇', '林\u0085薇'];

const representative = organisationRegistration().legalRepresentative;
const signatory = organisationRegistration().authorisedSignatory;
if (representative === undefined || signatory === undefined) throw new Error('Nobody signs.');
const { roles: _, isInstitution: __, consents: ___, ...organisation } = organisationRegistration();

const GIVEN: readonly (readonly [field: string, as: (name: string) => AnyCommand])[] = [
  ['name', (name) => personRegistration({ name })],
  ['name', (name) => organisationRegistration({ name })],
  [
    'legalRepresentative.name',
    (name) => organisationRegistration({ legalRepresentative: { ...representative, name } }),
  ],
  [
    'authorisedSignatory.name',
    (name) => organisationRegistration({ authorisedSignatory: { ...signatory, name } }),
  ],
  [
    'name',
    (name) => ({
      ...{ ...organisation, kind: 'RegisterPartner', partnerKind: 'guarantee_company', name },
    }),
  ],
  [
    'name',
    (name) => ({
      ...{ kind: 'RegisterStaff', name, positions: ['collector'] },
      credentials: credentials('new'),
    }),
  ],
  [
    'name',
    (name) => ({
      ...{ kind: 'RegisterObserver', userKind: 'auditor', name },
      credentials: credentials('new'),
    }),
  ],
  ['name', (name) => ({ kind: 'RecordLicence', name, validUntil: dayOf(2030, 1, 1) })],
];

const ASKED_BY: Readonly<Partial<Record<AnyCommand['kind'], typeof STAFF.administrator>>> = {
  RegisterPartner: STAFF.administrator,
  RegisterStaff: STAFF.administrator,
  RegisterObserver: STAFF.administrator,
  RecordLicence: STAFF.compliance,
};

const ask = (command: AnyCommand) =>
  anInstalledWorld().ask(ASKED_BY[command.kind] ?? VISITOR, command);

const textSchema = (schema: object) =>
  schema as { readonly pattern: string; readonly maxLength: number };

describe('a name', () => {
  it('with a line break or a control character is refused wherever it is given', () => {
    for (const [field, as] of GIVEN) {
      for (const name of BROKEN) expect(ask(as(name))).toEqual(invalid(field, LINE));
      for (const name of ['', '   ', '林'.repeat(101)]) {
        expect(ask(as(name))).toEqual(invalid(field, 'It must have 1 to 100 characters.'));
      }
      expect(ask(as('阿依古丽·买买提 O’Neil')).ok).toBe(true);
    }
  });

  it('of the operator, its licences and its administrator is held to the same', () => {
    const { operator, administrator, ...rest } = installation(STAFF.administrator.id);
    const install = (changes: object) =>
      new TrialWorld().ask(CALENDAR, { ...rest, operator, administrator, ...changes });
    const [licence] = operator.licences;
    for (const name of BROKEN) {
      expect(install({ operator: { ...operator, name } })).toEqual(invalid('operator.name', LINE));
      expect(install({ operator: { ...operator, licences: [{ ...licence, name }] } })).toEqual(
        invalid('operator.licences.0.name', LINE),
      );
      expect(install({ administrator: { ...administrator, name } })).toEqual(
        invalid('administrator.name', LINE),
      );
    }
  });

  it('of a product is held to the same, in each language', () => {
    const pack = rulePackOf(SMALL_CREDIT_LOAN.packId);
    if (!pack.ok) throw new Error('There is no such pack.');
    const checked = (names: Partial<InBothLanguages>) =>
      checkProduct(
        { ...SMALL_CREDIT_LOAN, names: { ...SMALL_CREDIT_LOAN.names, ...names } },
        pack.value,
      );
    expect(checked({ 'zh-CN': '小额\n贷款' })).toEqual(invalid('names.zh-CN', LINE));
    expect(checked({ en: 'Small\tloan' })).toEqual(invalid('names.en', LINE));
    expect(checked({ en: ' ' })).toMatchObject({ refusal: { data: { field: 'names.en' } } });
  });

  it('that is taken is one that the custodian and the payment provider take', () => {
    const atBank = OpenAccountRequest.properties.name;
    const atProvider = PaymentRequest.properties.holderName;
    const ours = RegisterClientBody.properties.name;
    const takes = (schema: object, name: string) => {
      const { pattern, maxLength } = textSchema(schema);
      return new RegExp(pattern, 'u').test(name) && [...name].length <= maxLength;
    };
    const trial = anInstalledWorld();
    const sign = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...BROKEN, ' ', '薇'));
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 5 }), (signs) => {
        const name = signs.join('');
        const command = personRegistration({ name, credentials: credentials(newTrialId()) });
        const answer = trial.ask(VISITOR, command);
        if (!answer.ok) {
          expect(answer).toMatchObject({ refusal: { data: { field: 'name' } } });
          return;
        }
        const [event] = answer.value.events;
        const kept = event?.kind === 'ClientRegistered' && event.personal?.identity.name;
        if (typeof kept !== 'string') throw new Error('Nobody was registered.');
        for (const schema of [atBank, atProvider, ours]) expect(takes(schema, kept)).toBe(true);
      }),
      // Each registers a person in a world that grows.
      { numRuns: 2_000 },
    );
  });

  it('is described so to whoever writes a program', () => {
    const { pattern } = textSchema(RegisterClientBody.properties.name);
    expect(textSchema(RegisterStaffBody.properties.name)).toMatchObject({ pattern });
    expect(JSON.stringify(ProposeProductBody)).toContain(JSON.stringify(pattern));
    for (const name of BROKEN) expect(new RegExp(pattern, 'u').test(name)).toBe(false);
  });
});
