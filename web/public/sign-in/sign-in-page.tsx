// Signing in: the form, three true figures, and in a demo the accounts that can be tried.
import type { Problem } from '@mutua/contract/http/problem.ts';
import { useState } from 'react';
import { homeOf, signIn } from '../../api/session.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { useOpenPage, useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { TodayFigures } from '../home/today-figures.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { nextIn } from './next-page.ts';
import { SIGN_IN_WORDS } from './sign-in-words.ts';
import type { SigningIn } from './signing-in.ts';
import './sign-in.css';

export function SignInPage() {
  const { t } = useWords(SIGN_IN_WORDS);
  const signing = useSigningIn();
  return (
    <PublicFrame title={t('title')} isBare>
      <div className="sign-in">
        <section className="card sign-in-form">
          <h1>{t('title')}</h1>
          <SignInForm signing={signing} />
        </section>
        <div className="sign-in-what">
          <p className="sign-in-slogan">{t('slogan')}</p>
          <p>{t('what')}</p>
          <TodayFigures />
          <DemoAccounts signing={signing} />
        </div>
      </div>
    </PublicFrame>
  );
}

/** After it, back to where the reader was, or home. */
function useSigningIn(): SigningIn {
  const { t } = useWords(SIGN_IN_WORDS);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [query] = useQueryString();
  const open = useOpenPage();
  const enter = async (signInName: string, password: string): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const answer = await signIn({ signInName, password });
    setBusy(false);
    if (answer.kind === 'value') {
      open(nextIn(query) ?? homeOf(answer.value));
      return;
    }
    setProblem(wordsOf(answer.problem) ?? t('failed'));
  };
  return { isBusy, problem, enter };
}

function wordsOf(problem: Problem | undefined): string | undefined {
  return problem?.errors?.[0]?.detail ?? problem?.detail;
}

function SignInForm({ signing }: { readonly signing: SigningIn }) {
  const { t } = useWords(SIGN_IN_WORDS);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, problem } = signing;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name !== '' && password !== '') void signing.enter(name, password);
      }}
    >
      <Field label={t('name')} complaint={isTried && name === '' ? t('whyName') : undefined}>
        {(field) => (
          <TextInput field={field} value={name} onChange={setName} autoComplete="username" />
        )}
      </Field>
      <Field
        label={t('password')}
        complaint={isTried && password === '' ? t('whyPassword') : problem}
      >
        {(field) => (
          <TextInput
            field={field}
            value={password}
            onChange={setPassword}
            type="password"
            autoComplete="current-password"
          />
        )}
      </Field>
      <Button type="submit" kind="primary" size="large" isBusy={isBusy}>
        {t('act')}
      </Button>
      <p className="quiet">{t('promise')}</p>
      <p className="sign-in-other">
        {t('noAccount')} <Go to="/register">{t('openLender')}</Go>{' '}
        <Go to="/register?role=borrower">{t('openBorrower')}</Go>
      </p>
    </form>
  );
}
