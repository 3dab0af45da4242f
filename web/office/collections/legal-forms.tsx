// Going to court: the decision, which is another person's than who collects, and how far the suit has come.

import { COURT_STAGE_LABELS } from '@mutua/contract/words/case-words.ts';
import { EVIDENCE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { COURT_STAGES } from '@mutua/core/work/case.ts';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { Select, TextInput } from '../../ui/kit/inputs.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { COLLECTION_WORDS } from './collection-words.ts';

const DECIDERS: readonly string[] = [
  ...['risk_analyst', 'risk_analyst_lead', 'committee_member', 'committee_member_lead'],
  'collector_lead',
];

/** Nothing for whoever may not decide it. */
export function LegalActionForm({ caseId }: { readonly caseId: string }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const session = useSession();
  const [reference, setReference] = useState('');
  const command = useCommand('/api/office/cases/:caseId/legal-action');
  const positions = session.kind === 'person' ? session.person.positions : [];
  if (!positions.some((one) => DECIDERS.includes(one))) return null;
  const send = async (reason: string) => {
    const evidence = ['loan_contract', 'debt_statement'].map((kind) => ({ kind, reference }));
    const fields = { reason, evidence: reference.trim() === '' ? [] : evidence };
    return (await command.send(fields, { path: { caseId } })).kind === 'done';
  };
  return (
    <Card title={t('legalDecide')}>
      <Field
        label={t('evidence')}
        hint={`${EVIDENCE_LABELS.loan_contract[language]}、${EVIDENCE_LABELS.debt_statement[language]}`}
      >
        {(field) => <TextInput field={field} value={reference} onChange={setReference} />}
      </Field>
      <ReasonForm
        command={command}
        label={t('reason')}
        act={t('legalDecide')}
        field="reason"
        onSend={send}
      />
    </Card>
  );
}

type CourtStage = (typeof COURT_STAGES)[number];

export function CourtForm({ caseId }: { readonly caseId: string }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const [courtStage, setCourtStage] = useState<CourtStage>('filed');
  const command = useCommand('/api/office/cases/:caseId/court-stages');
  const send = async (reference: string) => {
    const evidence = [{ kind: 'court_document', reference }];
    const fields = { courtStage, reference, evidence };
    return (await command.send(fields, { path: { caseId } })).kind === 'done';
  };
  return (
    <Card title={t('courtStage')}>
      <Field label={t('courtStage')}>
        {(field) => (
          <Select
            field={field}
            value={courtStage}
            options={COURT_STAGES.map((value) => ({
              ...{ value, label: COURT_STAGE_LABELS[value][language] },
            }))}
            onChange={setCourtStage}
          />
        )}
      </Field>
      <ReasonForm
        command={command}
        label={t('courtReference')}
        act={t('courtSave')}
        field="reference"
        onSend={send}
      />
    </Card>
  );
}
