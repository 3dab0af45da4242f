// Every change of a loan's state: what it became, when, by whom and why.
import type { LoanEvidence } from '@mutua/contract/supervision/supervision.ts';
import { ACTOR_LABELS } from '@mutua/contract/words/book-words.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { NOTICE_REASON_LABELS } from '@mutua/contract/words/notice-reasons.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../short-id.tsx';
import { EVIDENCE_WORDS } from './evidence-words.ts';

export function LoanTimeline({ timeline }: Pick<LoanEvidence, 'timeline'>) {
  const { t, language } = useWords(EVIDENCE_WORDS);
  return (
    <Card title={t('timeline')}>
      <DataTable
        caption={t('timeline')}
        rows={timeline}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'when', head: t('when'), cell: ({ at }) => <MomentOnPage at={at} /> },
          {
            ...{ key: 'event', head: t('event') },
            cell: ({ to }) => wordOf(LOAN_STATE_LABELS, to, language),
          },
          { key: 'who', head: t('who'), cell: ({ actor }) => <Who actor={actor} /> },
          {
            ...{ key: 'reason', head: t('reason'), isOnPhone: false },
            cell: ({ reason = '—' }) => (
              <span data-plain="">
                {reason === 'fit' || reason === 'days_overdue'
                  ? t(reason)
                  : reasonWords(reason, language)}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

const CODES = { ...NOTICE_REASON_LABELS, ...REASON_LABELS };

/** A person writes a sentence; a rule gives the codes of its reasons. */
function reasonWords(reason: string, language: Language): string {
  const codes = reason.split(', ');
  if (!codes.every((code) => Object.hasOwn(CODES, code))) return reason;
  return codes.map((code) => wordOf(CODES, code, language)).join(' ');
}

/** The office sees of a person the id, of all others what they are. */
function Who({ actor }: { readonly actor: string }) {
  const { language } = useWords(EVIDENCE_WORDS);
  const [kind = '', id] = actor.split(' ');
  return (
    <>
      {wordOf(ACTOR_LABELS, kind, language)}{' '}
      {kind === 'person' && id !== undefined && <ShortId id={id} />}
    </>
  );
}
