// What was handed in with an application: what is borne out, what is missing, and how to hand it in.
import type { LoanFileOnWire } from '@mutua/contract/loan/own-loan.ts';
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { DOCUMENT_LABELS, FACT_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

/** Before the payout alone. */
export function FileCard({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(LOAN_WORDS);
  const file = useRead('/api/loans/:loanId/file', { path: { loanId: loan.loanId } });
  const mayAdd = loan.actions.includes('add_document');
  return (
    <Card title={t('file')} note={t('fileNote')}>
      <Shown read={file}>
        {({ documents, facts }) => (
          <>
            <Documents loanId={loan.loanId} documents={documents} mayAdd={mayAdd} />
            <FactList facts={facts} />
          </>
        )}
      </Shown>
    </Card>
  );
}

interface DocumentsProps extends Pick<LoanFileOnWire, 'documents'> {
  readonly loanId: string;
  readonly mayAdd: boolean;
}

function Documents({ loanId, documents, mayAdd }: DocumentsProps) {
  const { t, language } = useWords(LOAN_WORDS);
  const add = useCommand('/api/loans/:loanId/documents');
  return (
    <>
      <ul className="plain-list">
        {documents.map(({ document, isThere }) => (
          <li key={document} className="file-row">
            <span>{DOCUMENT_LABELS[document][language]}</span>
            <StatusMark status={isThere ? 'ok' : 'late'} word={t(isThere ? 'there' : 'missing')} />
            {!isThere && mayAdd && (
              <Button
                isBusy={add.state.kind === 'sending'}
                onClick={() => void add.send({ document }, { path: { loanId } })}
              >
                {t('addDocument')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refusal of={add} />
    </>
  );
}

function FactList({ facts }: Pick<LoanFileOnWire, 'facts'>) {
  const { t, language } = useWords(LOAN_WORDS);
  const checked = facts.filter(({ needsProof }) => needsProof);
  return (
    <ul className="plain-list">
      {checked.map(({ name, askedOf, isBorneOut }) => (
        <li key={name} className="file-row">
          <span>
            <Plain>{FACT_LABELS[name][language]}</Plain>
            {askedOf === 'source' && <span className="quiet"> {t('bySource')}</span>}
          </span>
          <StatusMark
            status={isBorneOut ? 'ok' : 'pending'}
            word={t(isBorneOut ? 'borneOut' : 'waits')}
          />
        </li>
      ))}
    </ul>
  );
}
