// What may be done with any case, each by a button and a key: taken, put aside, passed up, given to a colleague,
// submitted, and borne out or given back by a second person.

import { CASE_RESULT_LABELS } from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select } from '../../ui/kit/inputs.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import type { PageKey } from '../parts/page-key.ts';
import { useKeys } from '../parts/use-keys.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

interface CaseProps {
  readonly found: CaseInOffice;
}

/** With a reason, which the story of the case keeps. */
const REASONED = [
  { action: 'release', url: 'release', label: 'release', key: 'A' },
  { action: 'send_back', url: 'return', label: 'sendBack', key: 'B' },
  { action: 'pause', url: 'pause', label: 'pause', key: 'P' },
  { action: 'escalate', url: 'escalation', label: 'escalate', key: 'U' },
] as const;
type Reasoned = (typeof REASONED)[number];
type Open = Reasoned | 'hand_over' | 'take_over';

export function CaseActs({ found }: CaseProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const { actions, caseId } = found;
  const acts = useActs(found);
  const [open, setOpen] = useState<Open | undefined>();
  const toggle = (act: Open) => setOpen(open === act ? undefined : act);
  useKeys(Object.fromEntries(acts.map(({ key, act }) => [key.toLowerCase(), () => toggle(act)])));
  const isOpen = acts.find(({ act }) => act === open)?.act;
  const mayStep = ['take', 'resume', 'submit'].some((action) => actions.includes(action));
  return (
    <Card title={t('act')}>
      <div className="act-forms">
        {acts.length === 0 && !mayStep && <p className="quiet">{t('noActs')}</p>}
        {actions.includes('take') && <OneStep caseId={caseId} act="take" />}
        {actions.includes('resume') && <OneStep caseId={caseId} act="resume" />}
        {actions.includes('submit') && <SubmitForm found={found} />}
        <div className="office-filters">
          {acts.map(({ act, label, key }) => (
            <Button key={key} onClick={() => toggle(act)} testId={`case-act-${key}`}>
              {t(label)} <KeyHint name={key} />
            </Button>
          ))}
        </div>
        {isOpen === 'hand_over' && <HandOver found={found} />}
        {isOpen === 'take_over' && <TakeOver found={found} />}
        {typeof isOpen === 'object' && (
          <ReasonedForm key={isOpen.action} caseId={caseId} act={isOpen} />
        )}
      </div>
    </Card>
  );
}

function useActs({ actions, colleagues }: CaseInOffice) {
  const me = useMe();
  const mayHandOver = actions.includes('hand_over') && colleagues.length > 0;
  const isColleague = colleagues.some(({ personId }) => personId === me);
  const reasoned = REASONED.filter(({ action }) => actions.includes(action));
  return [
    ...reasoned.map((one) => ({ act: one as Open, label: one.label, key: one.key })),
    ...(mayHandOver && isColleague
      ? ([{ act: 'take_over', label: 'takeOver', key: 'T' }] as const)
      : []),
    ...(mayHandOver ? ([{ act: 'hand_over', label: 'handOver', key: 'H' }] as const) : []),
  ];
}

function useMe(): string {
  const session = useSession();
  return session.kind === 'person' ? session.person.personId : '';
}

/** For the bar of keys at the foot of the page. */
export function useCaseKeys(): readonly PageKey[] {
  const { t } = useWords(COLLECTION_WORDS);
  return [
    { keys: ['T'], does: t('keyTake') },
    { keys: ['P', 'R'], does: t('keyPause') },
    { keys: ['H'], does: t('handOver') },
    { keys: ['U'], does: t('escalate') },
    { keys: ['A', 'B'], does: t('keyCheck') },
    { keys: ['Ctrl ↵'], does: t('submitAct') },
  ];
}

const STEPS = { take: 'taking', resume: 'resumption' } as const;
const STEP_KEYS = { take: 'T', resume: 'R' } as const;

function OneStep({ caseId, act }: { readonly caseId: string; readonly act: keyof typeof STEPS }) {
  const { t } = useWords(COLLECTION_WORDS);
  const command = useCommand(`/api/office/cases/:caseId/${STEPS[act]}`);
  const isBusy = command.state.kind === 'sending';
  const send = () => void command.send({}, { path: { caseId } });
  useKeys({ [STEP_KEYS[act].toLowerCase()]: isBusy ? undefined : send });
  return (
    <div>
      <Refusal of={command} />
      <Button kind="primary" isBusy={isBusy} onClick={send}>
        {t(act)} <KeyHint name={STEP_KEYS[act]} />
      </Button>
    </div>
  );
}

function ReasonedForm({ caseId, act }: { readonly caseId: string; readonly act: Reasoned }) {
  const { t } = useWords(COLLECTION_WORDS);
  const command = useCommand(`/api/office/cases/:caseId/${act.url}`);
  return (
    <ReasonForm
      command={command}
      label={t('reason')}
      act={t(act.label)}
      field="reason"
      onSend={async (reason) =>
        (await command.send({ reason }, { path: { caseId } })).kind === 'done'
      }
    />
  );
}

function SubmitForm({ found: { caseId, results } }: CaseProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const [result, setResult] = useState(results[0] ?? '');
  const command = useCommand('/api/office/cases/:caseId/submission');
  return (
    <section>
      <Field label={t('result')}>
        {(field) => (
          <Select
            field={field}
            value={result}
            options={results.map((value) => ({
              ...{ value, label: wordOf(CASE_RESULT_LABELS, value, language) },
            }))}
            onChange={setResult}
          />
        )}
      </Field>
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t('submit')}
        field="reason"
        onSend={async (reason) =>
          (await command.send({ result, reason }, { path: { caseId } })).kind === 'done'
        }
      />
    </section>
  );
}

/** To one of those who may work on it. */
function HandOver({ found: { caseId, colleagues } }: CaseProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const me = useMe();
  const others = colleagues.filter(({ personId }) => personId !== me);
  const [chosen, setChosen] = useState('');
  const toId = others.find(({ personId }) => personId === chosen)?.personId ?? others[0]?.personId;
  const command = useCommand('/api/office/cases/:caseId/handover');
  if (toId === undefined) return <p className="quiet">{t('noColleague')}</p>;
  return (
    <section>
      <Field label={t('handOverTo')}>
        {(field) => (
          <Select
            field={field}
            value={toId}
            options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
            onChange={setChosen}
          />
        )}
      </Field>
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t('handOver')}
        field="reason"
        onSend={async (reason) =>
          (await command.send({ toId, reason }, { path: { caseId } })).kind === 'done'
        }
      />
    </section>
  );
}

/** From whoever works on it, by somebody above. */
function TakeOver({ found: { caseId } }: CaseProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const toId = useMe();
  const command = useCommand('/api/office/cases/:caseId/handover');
  return (
    <ReasonForm
      command={command}
      label={t('reason')}
      act={t('takeOver')}
      field="reason"
      onSend={async (reason) =>
        (await command.send({ toId, reason }, { path: { caseId } })).kind === 'done'
      }
    />
  );
}
