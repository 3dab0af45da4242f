// The steps that a kind of case has, in their order, with the paper that each asks for.

import { wordOf } from '@mutua/contract/words/office-words.ts';
import { EVIDENCE_LABELS, STEP_LABELS } from '@mutua/contract/words/value-lists.ts';
import type { CaseInOffice } from '@mutua/contract/work/case.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { COLLECTION_WORDS } from './collection-words.ts';

export function StepsCard({ found }: { readonly found: CaseInOffice }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const next = found.steps.find(({ isDone }) => !isDone);
  const mayFinish = found.actions.includes('finish_step');
  return (
    <Card title={t('steps')}>
      <ul className="lines">
        {found.steps.map(({ step, isDone, evidence }) => (
          <li key={step}>
            <span>
              {wordOf(STEP_LABELS, step, language)}{' '}
              <span className="quiet">
                {evidence.map((kind) => wordOf(EVIDENCE_LABELS, kind, language)).join(' ')}
              </span>
            </span>
            <StatusMark
              status={isDone ? 'ok' : 'pending'}
              word={t(isDone ? 'stepDone' : 'stepOpen')}
            />
          </li>
        ))}
      </ul>
      {mayFinish && next !== undefined && (
        <FinishStep key={next.step} caseId={found.caseId} step={next} />
      )}
    </Card>
  );
}

function FinishStep({
  caseId,
  step: { step, evidence },
}: {
  readonly caseId: string;
  readonly step: CaseInOffice['steps'][number];
}) {
  const { t } = useWords(COLLECTION_WORDS);
  const [reference, setReference] = useState('');
  const command = useCommand('/api/office/cases/:caseId/steps');
  const send = async (reason: string) => {
    const papers = reference.trim() === '' ? [] : evidence.map((kind) => ({ kind, reference }));
    const fields = { step, evidence: papers, reason };
    return (await command.send(fields, { path: { caseId } })).kind === 'done';
  };
  return (
    <>
      {evidence.length > 0 && (
        <Field label={t('evidence')}>
          {(field) => <TextInput field={field} value={reference} onChange={setReference} />}
        </Field>
      )}
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t('finishStep')}
        field="reason"
        onSend={send}
      />
    </>
  );
}
