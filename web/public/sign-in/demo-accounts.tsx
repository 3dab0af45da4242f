// The accounts of a demo, each a click or a key away; on any other platform there is nothing here.
import type { DemoPersonOnWire } from '@mutua/contract/installation/demo.ts';
import { positionLabel } from '@mutua/contract/words/office-words.ts';
import { useEffect } from 'react';
import { useDemo } from '../../api/demo.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { SIGN_IN_WORDS } from './sign-in-words.ts';
import type { SigningIn } from './signing-in.ts';

/** Those that are tried first, under the keys 1 to 6. */
const FIRST = [
  ...(['lender-one', 'borrower', 'risk-analyst-lead', 'finance-officer'] as const),
  ...(['collector', 'regulator'] as const),
];

export function DemoAccounts({ signing }: { readonly signing: SigningIn }) {
  const { t } = useWords(SIGN_IN_WORDS);
  const state = useDemo();
  const persons = state.kind === 'demo' ? state.demo.persons.filter(({ isReady }) => isReady) : [];
  const first = FIRST.flatMap((key) => persons.find((person) => person.key === key) ?? []);
  const others = persons.filter((person) => !first.includes(person));
  useDemoKeys(first, signing);
  if (state.kind !== 'demo') return null;
  return (
    <section className="demo-accounts">
      <h2>{t('demo')}</h2>
      <p className="quiet">{persons.length === 0 ? t('demoWaits') : t('demoNote')}</p>
      <div className="demo-tiles">
        {first.map((person, index) => (
          <DemoTile key={person.key} person={person} signing={signing} number={index + 1} />
        ))}
      </div>
      {others.length > 0 && (
        <details>
          <summary>{t('demoAll')}</summary>
          <div className="demo-tiles">
            {others.map((person) => (
              <DemoTile key={person.key} person={person} signing={signing} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

function DemoTile({
  person,
  signing,
  number,
}: {
  readonly person: DemoPersonOnWire;
  readonly signing: SigningIn;
  readonly number?: number;
}) {
  const { t, language } = useWords(SIGN_IN_WORDS);
  const [role = 'staff'] = person.roles;
  const [position] = person.positions;
  return (
    <button
      type="button"
      className="demo-tile"
      data-testid={`demo-${person.key}`}
      disabled={signing.isBusy}
      onClick={() => void signing.enter(person.signInName, person.password)}
    >
      <span data-plain="">
        <strong>{person.name}</strong>
        {number !== undefined && <kbd>{number}</kbd>}
      </span>
      <span className="quiet">
        {position === undefined ? t(role) : positionLabel(position, language)}
      </span>
    </button>
  );
}

/** Off while a field has the focus. */
function useDemoKeys(persons: readonly DemoPersonOnWire[], signing: SigningIn): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input');
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey || signing.isBusy) return;
      const person = persons.find((_, index) => event.key === `${index + 1}`);
      if (person !== undefined) void signing.enter(person.signInName, person.password);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [persons, signing]);
}
