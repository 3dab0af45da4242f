// What may be done with any case: taken, paused, passed up, handed over, submitted, and borne out by a second person.

import { CASE_RESULT_LABELS } from '@mutua/contract/words/case-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { COLLECTION_WORDS } from './collection-words.ts';

interface CaseProps {
  readonly found: CaseInOffice;
}

export function CaseActs({ found }: CaseProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const { actions, caseId } = found;
  const [chosen, setChosen] = useState<Reasoned | undefined>();
  const reasoned = REASONED.filter(({ action }) => actions.includes(action));
  const act = reasoned.find((one) => one === chosen);
  if (actions.length === 0) {
    return (
      <Card title={t('act')}>
        <p className="quiet">{t('noActs')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('act')}>
      <div className="act-forms">
        {actions.includes('take') && <OneStep caseId={caseId} url="taking" act="take" />}
        {actions.includes('resume') && <OneStep caseId={caseId} url="resumption" act="resume" />}
        {actions.includes('submit') && <SubmitForm found={found} />}
        <div className="office-filters">
          {reasoned.map((one) => (
            <Button key={one.action} onClick={() => setChosen(one)}>
              {t(one.label)}
            </Button>
          ))}
        </div>
        {act !== undefined && <ReasonedForm key={act.action} caseId={caseId} act={act} />}
        {actions.includes('hand_over') && <HandOver caseId={caseId} />}
      </div>
    </Card>
  );
}

const REASONED = [
  { action: 'release', url: 'release', label: 'release' },
  { action: 'send_back', url: 'return', label: 'sendBack' },
  { action: 'pause', url: 'pause', label: 'pause' },
  { action: 'escalate', url: 'escalation', label: 'escalate' },
] as const;
type Reasoned = (typeof REASONED)[number];

function OneStep({
  caseId,
  url,
  act,
}: {
  readonly caseId: string;
  readonly url: 'taking' | 'resumption';
  readonly act: 'take' | 'resume';
}) {
  const { t } = useWords(COLLECTION_WORDS);
  const command = useCommand(`/api/office/cases/:caseId/${url}`);
  return (
    <div>
      <Refusal of={command} />
      <Button
        kind="primary"
        isBusy={command.state.kind === 'sending'}
        onClick={() => void command.send({}, { path: { caseId } })}
      >
        {t(act)}
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

function HandOver({ caseId }: { readonly caseId: string }) {
  const { t } = useWords(COLLECTION_WORDS);
  const [toId, setToId] = useState('');
  const command = useCommand('/api/office/cases/:caseId/handover');
  return (
    <details className="fold">
      <summary>{t('handOver')}</summary>
      <Field label={t('handOverTo')}>
        {(field) => <TextInput field={field} value={toId} onChange={setToId} />}
      </Field>
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t('handOver')}
        field="reason"
        onSend={async (reason) =>
          (await command.send({ toId: toId.trim(), reason }, { path: { caseId } })).kind === 'done'
        }
      />
    </details>
  );
}
