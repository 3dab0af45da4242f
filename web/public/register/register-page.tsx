// Becoming a client: who somebody is, how they sign in, what they agree to. Then they are signed in and led on.
import { REGION_CODES, regionName } from '@mutua/contract/words/region-words.ts';
import { REGISTRATION_CONSENTS } from '@mutua/core/people/consent.ts';
import { useState } from 'react';
import { signIn } from '../../api/session.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Checkbox, Select, TextInput } from '../../ui/kit/inputs.tsx';
import { complaintOf, Refusal } from '../../ui/kit/refusal.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useOpenPage, useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { nextIn } from '../sign-in/next-page.ts';
import { REGISTER_WORDS } from './register-words.ts';
import './register.css';

const CONSENT_VERSION = '1';

const EMPTY = {
  ...{ name: '', number: '', mobile: '', region: '', signInName: '', password: '' },
  ...{ representative: '', representativeNumber: '' },
};
type Entered = typeof EMPTY;
type FieldName = keyof Entered;

interface Registering {
  readonly role: 'lender' | 'borrower';
  readonly kind: 'natural_person' | 'organisation';
  readonly entered: Entered;
  readonly set: (name: FieldName, value: string) => void;
  readonly isTried: boolean;
  readonly command: Command<unknown>;
}

export function RegisterPage() {
  const { t } = useWords(REGISTER_WORDS);
  return (
    <PublicFrame title={t('title')} lead={t('lead')}>
      <div className="register">
        <section className="card" aria-label={t('title')}>
          <RegisterForm />
        </section>
        <div className="register-side">
          <Card title={t('first')}>
            <p>{t('firstNote')}</p>
            <ul className="register-reading">
              <li>
                <Go to="/learn">{t('toLearn')}</Go>
              </li>
              <li>
                <Go to="/fees">{t('toFees')}</Go>
              </li>
              <li>
                <Go to="/statistics">{t('toStatistics')}</Go>
              </li>
            </ul>
          </Card>
          <Card title={t('where')}>
            <p>{t('whereNote')}</p>
            <p>{t('costs')}</p>
            <p>
              {t('known')} <Go to="/sign-in">{t('signIn')}</Go>
            </p>
          </Card>
        </div>
      </div>
    </PublicFrame>
  );
}

function RegisterForm() {
  const { t } = useWords(REGISTER_WORDS);
  const [query] = useQueryString();
  const open = useOpenPage();
  const [role, setRole] = useState<Registering['role']>(
    query.get('role') === 'borrower' ? 'borrower' : 'lender',
  );
  const [kind, setKind] = useState<Registering['kind']>('natural_person');
  const [entered, setEntered] = useState(EMPTY);
  const [hasAgreed, setAgreed] = useState(false);
  const [isTried, setTried] = useState(false);
  const command = useCommand('/api/clients');
  const set = (name: FieldName, value: string) => setEntered({ ...entered, [name]: value });
  const registering = { role, kind, entered, set, isTried, command };
  const register = async (): Promise<void> => {
    setTried(true);
    if (!hasAgreed || missingIn(registering).length > 0) return;
    const done = await command.send(bodyOf(registering));
    if (done.kind !== 'done') return;
    const { signInName, password } = entered;
    const answer = await signIn({ signInName, password });
    const first = role === 'lender' ? '/lend/path' : (nextIn(query) ?? '/borrow');
    open(answer.kind === 'value' ? first : '/sign-in');
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void register();
      }}
    >
      <Tabs
        label={t('role')}
        kind="segments"
        current={role}
        onChange={setRole}
        items={[
          { key: 'lender', label: t('lender') },
          { key: 'borrower', label: t('borrower') },
        ]}
      />
      <Tabs
        label={t('kind')}
        kind="segments"
        current={kind}
        onChange={setKind}
        items={[
          { key: 'natural_person', label: t('person') },
          { key: 'organisation', label: t('organisation') },
        ]}
      />
      <WhoFields {...registering} />
      <Checkbox label={t('consent')} isChecked={hasAgreed} onChange={setAgreed} />
      {isTried && !hasAgreed && (
        <p className="complaint" role="alert">
          {t('whyConsent')}
        </p>
      )}
      <Refusal of={command} />
      <Button type="submit" kind="primary" size="large" isBusy={command.state.kind === 'sending'}>
        {t('act')}
      </Button>
    </form>
  );
}

function WhoFields(registering: Registering) {
  const { t, language } = useWords(REGISTER_WORDS);
  const { kind, entered, set } = registering;
  const isPerson = kind === 'natural_person';
  const complaint = useComplaint(registering);
  return (
    <>
      <Text name="name" label={isPerson ? t('name') : t('organisationName')} {...registering}>
        {t('nameHint')}
      </Text>
      <Text name="number" label={isPerson ? t('number') : t('creditCode')} {...registering} />
      {!isPerson && (
        <>
          <Text name="representative" label={t('representative')} {...registering} />
          <Text name="representativeNumber" label={t('representativeNumber')} {...registering} />
        </>
      )}
      <Text name="mobile" label={t('mobile')} {...registering} />
      <Field label={t('region')} complaint={complaint('region')}>
        {(field) => (
          <Select
            field={field}
            value={entered.region}
            empty={t('choose')}
            options={REGION_CODES.map((value) => ({ value, label: regionName(value, language) }))}
            onChange={(value) => set('region', value)}
          />
        )}
      </Field>
      <Text name="signInName" label={t('signInName')} {...registering}>
        {t('signInNameHint')}
      </Text>
      <Text name="password" label={t('password')} {...registering}>
        {t('passwordHint')}
      </Text>
    </>
  );
}

const AUTO_COMPLETE: Readonly<Partial<Record<FieldName, string>>> = {
  ...{ name: 'name', mobile: 'tel', signInName: 'username', password: 'new-password' },
};

interface TextProps extends Registering {
  readonly name: FieldName;
  readonly label: string;
  readonly children?: string;
}

function Text({ name, label, children, ...registering }: TextProps) {
  const complaint = useComplaint(registering);
  const autoComplete = AUTO_COMPLETE[name];
  return (
    <Field
      label={label}
      complaint={complaint(name)}
      {...(children === undefined ? {} : { hint: children })}
    >
      {(field) => (
        <TextInput
          field={field}
          value={registering.entered[name]}
          onChange={(value) => registering.set(name, value)}
          type={name === 'password' ? 'password' : name === 'mobile' ? 'tel' : 'text'}
          {...(autoComplete === undefined ? {} : { autoComplete })}
        />
      )}
    </Field>
  );
}

/** What the server says of a field, or that it is missing. */
function useComplaint({ entered, isTried, command }: Registering) {
  const { t } = useWords(REGISTER_WORDS);
  return (name: FieldName): string | undefined =>
    isTried && entered[name].trim() === '' ? t('missing') : complaintOf(command, name);
}

function missingIn({ kind, entered }: Registering): readonly FieldName[] {
  const names = Object.keys(entered) as FieldName[];
  return names.filter((name) => {
    const isOfOrganisation = name === 'representative' || name === 'representativeNumber';
    const isAsked = kind === 'organisation' || !isOfOrganisation;
    return isAsked && entered[name].trim() === '';
  });
}

function bodyOf({ role, kind, entered }: Registering): object {
  const { representative, representativeNumber, ...own } = entered;
  return {
    ...own,
    clientKind: kind,
    roles: [role],
    consents: REGISTRATION_CONSENTS.map((document) => ({ document, version: CONSENT_VERSION })),
    ...(kind === 'organisation'
      ? { legalRepresentative: { name: representative, identityNumber: representativeNumber } }
      : {}),
  };
}
